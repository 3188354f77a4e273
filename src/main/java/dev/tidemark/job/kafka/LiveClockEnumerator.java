package dev.tidemark.job.kafka;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.util.FlinkRuntimeException;

/**
 * Kafka's enumerator, which also answers a reader that has no partition and asks for one.
 *
 * <p>Such a reader must not hold back event time, but neither may it step aside before the
 * partitions are given out: time would run ahead of the backlog it is about to get. Kafka's
 * enumerator gives partitions out unasked and ignores requests, so a request is free to mean "is
 * there anything for me?".
 */
final class LiveClockEnumerator
        implements SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> {
    private final SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> kafka;
    private final SplitEnumeratorContext<KafkaPartitionSplit> context;

    LiveClockEnumerator(
            SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> kafka,
            SplitEnumeratorContext<KafkaPartitionSplit> context) {
        this.kafka = kafka;
        this.context = context;
    }

    /**
     * Answers once the first discovery is over: by then every registered reader was sent what is
     * its own, and messages to a reader keep their order. Before that the reader asks again.
     */
    @Override
    public void handleSplitRequest(int subtask, String host) {
        kafka.handleSplitRequest(subtask, host);
        if (discoveryFinished()) {
            context.sendEventToSourceReader(subtask, new NoSplitsForYou());
        }
    }

    private boolean discoveryFinished() {
        try {
            return kafka.snapshotState(-1).initialDiscoveryFinished();
        } catch (Exception e) {
            throw new FlinkRuntimeException("the state of the Kafka enumerator is unreadable", e);
        }
    }

    @Override
    public void start() {
        kafka.start();
    }

    @Override
    public void addSplitsBack(List<KafkaPartitionSplit> splits, int subtask) {
        kafka.addSplitsBack(splits, subtask);
    }

    @Override
    public void addReader(int subtask) {
        kafka.addReader(subtask);
    }

    @Override
    public KafkaSourceEnumState snapshotState(long checkpoint) throws Exception {
        return kafka.snapshotState(checkpoint);
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) throws Exception {
        kafka.notifyCheckpointComplete(checkpoint);
    }

    @Override
    public void notifyCheckpointAborted(long checkpoint) throws Exception {
        kafka.notifyCheckpointAborted(checkpoint);
    }

    @Override
    public void handleSourceEvent(int subtask, SourceEvent event) {
        kafka.handleSourceEvent(subtask, event);
    }

    @Override
    public void close() throws IOException {
        kafka.close();
    }
}
