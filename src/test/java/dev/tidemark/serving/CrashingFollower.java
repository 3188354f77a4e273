package dev.tidemark.serving;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.app.broker.EmbeddedBroker;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
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

    /** Starts such a process and kills it when it has so many customers. */
    static void killAfter(EmbeddedBroker broker, Path directory, long customers) throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-Dtidemark.log=" + directory.resolve("crash.log"),
                                "-cp",
                                System.getProperty("java.class.path"),
                                CrashingFollower.class.getName(),
                                broker.bootstrapServers(),
                                directory.toString())
                        .redirectError(directory.resolve("crash.err").toFile())
                        .start();
        try (BufferedReader said = process.inputReader()) {
            String line = said.readLine();
            // Whatever its log says stands between the numbers.
            while (line != null && (!line.matches("\\d+") || Long.parseLong(line) < customers)) {
                line = said.readLine();
            }
            assertTrue(line != null, () -> "it ended: " + errors(directory));
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static String errors(Path directory) {
        try {
            return Files.readString(directory.resolve("crash.err"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
