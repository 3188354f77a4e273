package dev.tidemark.app;

import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/** Whether a consumer group has read a topic before. */
final class GroupOffsets {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private GroupOffsets() {}

    /**
     * Asks the broker.
     *
     * @throws BrokerUnreachableException when no broker answers within 10 s
     */
    static boolean exist(Properties kafka, String group, String topic) {
        try (Admin admin = TopicCreation.connect(kafka, PATIENCE)) {
            return admin
                    .listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .keySet()
                    .stream()
                    .anyMatch(partition -> partition.topic().equals(topic));
        } catch (ExecutionException | TimeoutException e) {
            throw new BrokerUnreachableException(
                    "Kafka did not tell the offsets of group %s: %s"
                            .formatted(group, TopicCreation.reason(e)),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerUnreachableException("interrupted while asking Kafka", e);
        }
    }
}
