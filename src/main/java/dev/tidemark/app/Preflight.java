package dev.tidemark.app;

import dev.tidemark.app.config.Options;
import dev.tidemark.app.config.Settings;
import dev.tidemark.wire.Topics;
import java.util.List;

/**
 * What Kafka says before a job starts, here or on a cluster.
 *
 * @param topics names of the topics, all of which are there
 * @param partitions of the events topic: no more readers than that
 * @param group consumer group of the events topic
 * @param hasReadBefore whether that group has committed offsets
 */
record Preflight(Topics topics, int partitions, String group, boolean hasReadBefore) {
    /**
     * Looks at the configuration first, then asks Kafka.
     *
     * @throws PlainFailure in one line, if Kafka does not answer or topics are missing
     * @throws IllegalArgumentException in one line that names the key that is wrong
     */
    static Preflight of(Settings settings) {
        KafkaAddress.require(settings);
        Privacy.check(settings);
        Topics topics = new Topics(settings.get(Options.TOPIC_PREFIX));
        requireTopics(settings, topics);
        String group = settings.kafka().getProperty("group.id", settings.get(Options.JOB_NAME));
        return new Preflight(
                topics,
                TopicCreation.partitions(settings.kafka(), topics.events()),
                group,
                GroupOffsets.exist(settings.kafka(), group, topics.events()));
    }

    private static void requireTopics(Settings settings, Topics topics) {
        List<String> missing =
                TopicCreation.look(
                                settings.kafka(),
                                topics,
                                settings.get(Options.PARTITIONS),
                                settings.get(Options.REPLICATION).shortValue())
                        .stream()
                        .filter(TopicReport.Missing.class::isInstance)
                        .map(TopicReport::topic)
                        .toList();
        if (!missing.isEmpty()) {
            throw new UserMistake(
                    "topics are missing: %s; make them with: tidemark topics --create"
                            .formatted(String.join(", ", missing)));
        }
    }
}
