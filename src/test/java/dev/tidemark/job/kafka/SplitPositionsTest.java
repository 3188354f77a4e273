package dev.tidemark.job.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class SplitPositionsTest {
    private static final TopicPartition FIRST = new TopicPartition("events", 0);
    private static final TopicPartition SECOND = new TopicPartition("events", 1);

    private final SplitPositions positions = new SplitPositions();

    @Test
    void aPositionIsTheOffsetAfterTheLastRecordDelivered() {
        positions.add(new KafkaPartitionSplit(FIRST, 7));
        positions.add(new KafkaPartitionSplit(SECOND, 3));
        assertEquals(Map.of(FIRST, 7L, SECOND, 3L), positions.known());
        positions.delivered("events", 0, 7);
        positions.delivered("events", 0, 9);
        positions.delivered("events", 1, 3);
        positions.delivered("events", 0, 10);
        assertEquals(Map.of(FIRST, 11L, SECOND, 4L), positions.known());
    }

    @Test
    void theBeginningIsZeroAndAnyOtherMarkIsUnknownUntilTheFirstRecord() {
        positions.add(new KafkaPartitionSplit(FIRST, KafkaPartitionSplit.EARLIEST_OFFSET));
        positions.add(new KafkaPartitionSplit(SECOND, KafkaPartitionSplit.COMMITTED_OFFSET));
        assertEquals(Map.of(FIRST, 0L), positions.known());
        assertEquals(SplitPositions.UNKNOWN, positions.of(SECOND));
        positions.delivered("events", 1, 41);
        assertEquals(42, positions.of(SECOND));
    }

    @Test
    void aFinishedSplitIsForgotten() {
        positions.add(new KafkaPartitionSplit(FIRST, 0));
        positions.delivered("events", 0, 0);
        positions.remove(KafkaPartitionSplit.toSplitId(FIRST));
        assertTrue(positions.isEmpty());
        assertEquals(SplitPositions.UNKNOWN, positions.of(FIRST));
    }
}
