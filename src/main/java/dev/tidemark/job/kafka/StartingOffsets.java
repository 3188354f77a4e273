package dev.tidemark.job.kafka;

import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** Where a job without a savepoint begins to read. */
public final class StartingOffsets {
    private StartingOffsets() {}

    /**
     * Where the consumer group stopped, else at the beginning of the log; needs a {@code group.id}.
     *
     * <p>{@link OffsetsInitializer#committedOffsets} would hand the readers a mark instead of a
     * number, and a partition that never delivered anything would have no known position. With no
     * offsets given, this one looks the numbers up before the readers get them.
     */
    @SuppressWarnings("deprecation") // The connector's own signature asks for Kafka's old type.
    public static OffsetsInitializer committedElseBeginning() {
        return OffsetsInitializer.offsets(Map.of(), OffsetResetStrategy.EARLIEST);
    }
}
