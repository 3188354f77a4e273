package dev.tidemark.job.kafka;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;

/**
 * Hands everything through, and notes which splits are finished: asking for the output of one of
 * those would make it anew, and an output nobody writes to holds back event time for good.
 *
 * <p>Records go through the outputs of the splits, which are Flink's own; this is not on their way.
 */
record WatchedOutput<T>(ReaderOutput<T> output, SplitPositions positions)
        implements ReaderOutput<T> {
    @Override
    public void collect(T record) {
        output.collect(record);
    }

    @Override
    public void collect(T record, long timestamp) {
        output.collect(record, timestamp);
    }

    @Override
    public void emitWatermark(Watermark watermark) {
        output.emitWatermark(watermark);
    }

    @Override
    public void markIdle() {
        output.markIdle();
    }

    @Override
    public void markActive() {
        output.markActive();
    }

    @Override
    public SourceOutput<T> createOutputForSplit(String splitId) {
        return output.createOutputForSplit(splitId);
    }

    @Override
    public void releaseOutputForSplit(String splitId) {
        positions.remove(splitId);
        output.releaseOutputForSplit(splitId);
    }
}
