package dev.tidemark.serving;

import java.nio.file.Path;
import java.util.Properties;

/** A process of its own that follows the topics until it is killed. */
final class CrashingFollower {
    private CrashingFollower() {}

    /** Arguments: address of the broker, directory of the store. Says how many customers it has. */
    public static void main(String[] arguments) throws Exception {
        Properties kafka = new Properties();
        kafka.setProperty("bootstrap.servers", arguments[0]);
        // Small bites, so that there are many batches between which to be killed.
        kafka.setProperty("max.partition.fetch.bytes", "4096");
        ScoreStore store = ScoreStore.open(Path.of(arguments[1]));
        try (ScoreFollower follower =
                ScoreFollower.start(
                        kafka,
                        ScoreTopics.TOPICS,
                        store,
                        System::currentTimeMillis,
                        millis -> {})) {
            long said = -1;
            while (follower.progress().size() == 2) {
                if (store.customers() != said) {
                    said = store.customers();
                    System.out.println(said);
                }
                Thread.onSpinWait();
            }
        }
    }
}
