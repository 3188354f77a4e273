package dev.tidemark.job.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.common.TopicPartition;

/**
 * How far one reader has delivered each of its partitions: the offset after the last record that
 * went downstream. Written by the task thread alone, read by the probe.
 */
final class SplitPositions {
    /** Where the reader will begin is not known before its first record. */
    static final long UNKNOWN = -1;

    private final Map<TopicPartition, AtomicLong> positions = new ConcurrentHashMap<>();

    /** Records come in runs of one partition, so most look-ups are saved. */
    private TopicPartition lastPartition;

    private AtomicLong lastPosition;

    void add(KafkaPartitionSplit split) {
        positions.put(split.getTopicPartition(), new AtomicLong(start(split.getStartingOffset())));
        lastPartition = null;
    }

    /** The beginning of a log is never below 0, and what is gone from its front is not awaited. */
    private static long start(long startingOffset) {
        if (startingOffset == KafkaPartitionSplit.EARLIEST_OFFSET) {
            return 0;
        }
        return startingOffset >= 0 ? startingOffset : UNKNOWN;
    }

    void remove(String splitId) {
        positions.keySet().removeIf(tp -> KafkaPartitionSplit.toSplitId(tp).equals(splitId));
        lastPartition = null;
    }

    void delivered(String topic, int partition, long offset) {
        if (lastPartition == null
                || lastPartition.partition() != partition
                || !lastPartition.topic().equals(topic)) {
            lastPartition = new TopicPartition(topic, partition);
            lastPosition = positions.computeIfAbsent(lastPartition, tp -> new AtomicLong(UNKNOWN));
        }
        // Nobody waits for this store; a full fence for each record would be paid for nothing.
        lastPosition.setRelease(offset + 1);
    }

    boolean isEmpty() {
        return positions.isEmpty();
    }

    /** The position, or {@link #UNKNOWN} when it is, or when the partition is not ours. */
    long of(TopicPartition partition) {
        AtomicLong position = positions.get(partition);
        return position == null ? UNKNOWN : position.getAcquire();
    }

    /** All positions that are known, at about this moment. */
    Map<TopicPartition, Long> known() {
        Map<TopicPartition, Long> known = new HashMap<>();
        positions.forEach(
                (partition, position) -> {
                    long offset = position.getAcquire();
                    if (offset != UNKNOWN) {
                        known.put(partition, offset);
                    }
                });
        return known;
    }
}
