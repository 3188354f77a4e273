package dev.tidemark.job.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What is left to read in a partition, asked from the broker. Used by one thread, except for {@link
 * #wakeup}.
 *
 * <p>Two consumers, because two questions are asked. The first sees uncommitted records and tells
 * where the log ends: to a consumer of committed records a log ends before an open transaction,
 * whose records are on their way and would be late if time went on. The second reads as the job
 * reads, and is asked only when the log goes on after the job's position: it runs ahead to see
 * whether a record is there, or nothing but transaction markers, aborted records and gaps that
 * compaction left.
 */
final class Backlog implements AutoCloseable {
    private static final Duration STEP = Duration.ofMillis(300);
    private static final int MAX_STEPS = 32;
    private static final Duration CLOSING = Duration.ofMillis(500);

    private final Consumer<byte[], byte[]> ends;
    private final Consumer<byte[], byte[]> scout;
    private final Duration patience;
    private final Map<TopicPartition, Stretch> stretches = new HashMap<>();

    /** From a position on, nothing was found up to an offset. */
    private static final class Stretch {
        private final long position;
        private long emptyUpTo;

        private Stretch(long position) {
            this.position = position;
            this.emptyUpTo = position;
        }
    }

    /**
     * Opens both consumers; nothing is asked yet.
     *
     * @param consumer properties of the job's own consumer
     * @param clientId name under which the broker sees the consumers
     * @param patience how long an answer may take
     * @throws org.apache.kafka.common.KafkaException when the address cannot be resolved
     */
    static Backlog open(Properties consumer, String clientId, Duration patience) {
        Properties ends = clean(consumer, clientId + "-ends");
        ends.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
        Properties scout = clean(consumer, clientId + "-scout");
        scout.setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1");
        scout.setProperty(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, "65536");
        scout.setProperty(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "100");
        Consumer<byte[], byte[]> first = consumer(ends);
        try {
            return new Backlog(first, consumer(scout), patience);
        } catch (RuntimeException e) {
            first.close(CloseOptions.timeout(CLOSING));
            throw e;
        }
    }

    Backlog(Consumer<byte[], byte[]> ends, Consumer<byte[], byte[]> scout, Duration patience) {
        this.ends = ends;
        this.scout = scout;
        this.patience = patience;
    }

    private static Consumer<byte[], byte[]> consumer(Properties properties) {
        return new KafkaConsumer<>(
                properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** The job's properties without what would make these consumers part of its group. */
    private static Properties clean(Properties consumer, String clientId) {
        Properties properties = (Properties) consumer.clone();
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        properties.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        properties.remove(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG);
        properties.remove(KafkaSourceOptions.CLIENT_ID_PREFIX.key());
        properties.remove(KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key());
        properties.remove(KafkaSourceOptions.REGISTER_KAFKA_CONSUMER_METRICS.key());
        properties.remove(KafkaSourceOptions.COMMIT_OFFSETS_ON_CHECKPOINT.key());
        properties.setProperty(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
        properties.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return properties;
    }

    /**
     * Those of the partitions in which no record is left after the given positions.
     *
     * @param positions partition to the offset after the last record that was delivered
     * @throws org.apache.kafka.common.KafkaException when the broker does not answer in time
     */
    Set<TopicPartition> emptyAfter(Map<TopicPartition, Long> positions) {
        // Kafka complains in the log about the end of a partition it was not assigned.
        ends.assign(positions.keySet());
        Map<TopicPartition, Long> endOffsets = ends.endOffsets(positions.keySet(), patience);
        stretches.keySet().retainAll(positions.keySet());
        Map<TopicPartition, Long> unexplored = new HashMap<>();
        positions.forEach(
                (partition, position) -> {
                    Stretch stretch = stretches.get(partition);
                    if (stretch == null || stretch.position != position) {
                        stretch = new Stretch(position);
                        stretches.put(partition, stretch);
                    }
                    long end = endOffsets.get(partition);
                    if (end > stretch.emptyUpTo) {
                        unexplored.put(partition, end);
                    }
                });
        explore(unexplored);

        Set<TopicPartition> empty = new HashSet<>(positions.keySet());
        empty.removeIf(partition -> !reached(stretches.get(partition), endOffsets.get(partition)));
        return empty;
    }

    /** An end before the position is a log that was cut short or made anew: no time to trust it. */
    private static boolean reached(Stretch stretch, long end) {
        return end >= stretch.position && end <= stretch.emptyUpTo;
    }

    /**
     * Runs ahead in each partition until a record is met, the end is reached, or nothing moves: an
     * open transaction. What is not reached now is looked at again next time.
     */
    private void explore(Map<TopicPartition, Long> endOffsets) {
        if (endOffsets.isEmpty()) {
            return;
        }
        scout.assign(endOffsets.keySet());
        endOffsets.keySet().forEach(tp -> scout.seek(tp, stretches.get(tp).emptyUpTo));
        Set<TopicPartition> open = new HashSet<>(endOffsets.keySet());
        boolean moved = true;
        for (int step = 0; moved && !open.isEmpty() && step < MAX_STEPS; step++) {
            ConsumerRecords<byte[], byte[]> records = scout.poll(STEP);
            moved = open.removeAll(records.partitions());
            for (TopicPartition partition : List.copyOf(open)) {
                Stretch stretch = stretches.get(partition);
                long reached = scout.position(partition, patience);
                moved |= reached > stretch.emptyUpTo;
                stretch.emptyUpTo = Math.max(stretch.emptyUpTo, reached);
                if (stretch.emptyUpTo >= endOffsets.get(partition)) {
                    open.remove(partition);
                }
            }
            Set<TopicPartition> done = new HashSet<>(endOffsets.keySet());
            done.removeAll(open);
            scout.pause(done);
        }
        scout.assign(List.of());
    }

    /** Makes a call that waits for the broker give up; from any thread. */
    void wakeup() {
        ends.wakeup();
        scout.wakeup();
    }

    @Override
    public void close() {
        ends.close(CloseOptions.timeout(CLOSING));
        scout.close(CloseOptions.timeout(CLOSING));
    }
}
