package dev.tidemark.job.kafka;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;

/**
 * Kafka's reader, which also moves the event time of partitions that were found empty. All methods
 * run on the task thread.
 */
final class LiveClockReader<T> implements SourceReader<T, KafkaPartitionSplit> {
    private final SourceReader<T, KafkaPartitionSplit> kafka;
    private final SourceReaderContext context;
    private final SplitPositions positions;
    private final Findings findings;
    private final BacklogProbe probe;
    private final long maxDisorderMillis;

    private WatchedOutput<T> watched;
    private CompletableFuture<Void> heard;
    private boolean spare;
    private boolean idle;

    LiveClockReader(
            SourceReader<T, KafkaPartitionSplit> kafka,
            SourceReaderContext context,
            SplitPositions positions,
            Findings findings,
            BacklogProbe probe,
            long maxDisorderMillis) {
        this.kafka = kafka;
        this.context = context;
        this.positions = positions;
        this.findings = findings;
        this.probe = probe;
        this.maxDisorderMillis = maxDisorderMillis;
    }

    @Override
    public void start() {
        kafka.start();
        probe.start(context.getUserCodeClassLoader().asClassLoader());
    }

    @Override
    public InputStatus pollNext(ReaderOutput<T> output) throws Exception {
        if (findings.rung()) {
            findings.take().forEach(finding -> moveTime(finding, output));
            showWhetherIdle(output);
        }
        if (watched == null || watched.output() != output) {
            watched = new WatchedOutput<>(output, positions);
        }
        return kafka.pollNext(watched);
    }

    /**
     * Flink merges this with the watermarks of the split's events: the later one counts. A record
     * delivered since the look, or a split that is finished, makes the finding void.
     */
    private void moveTime(EmptyBacklog finding, ReaderOutput<T> output) {
        if (positions.of(finding.partition()) != finding.position()) {
            return;
        }
        // One less, as Flink has it: an event of that very millisecond is still in time.
        long time = finding.asOf() - maxDisorderMillis - 1;
        output.createOutputForSplit(KafkaPartitionSplit.toSplitId(finding.partition()))
                .emitWatermark(new Watermark(time));
    }

    /** A reader that will get no partition steps aside; until that is certain it asks. */
    private void showWhetherIdle(ReaderOutput<T> output) {
        if (!positions.isEmpty()) {
            if (idle) {
                output.markActive();
                idle = false;
            }
        } else if (!spare) {
            context.sendSplitRequest();
        } else if (!idle) {
            output.markIdle();
            idle = true;
        }
    }

    /**
     * One future for both reasons to look. Kafka's rings it too, and is listened to once, however
     * often findings come before the next record: else each of them would leave a listener behind.
     */
    @Override
    public CompletableFuture<Void> isAvailable() {
        CompletableFuture<Void> records = kafka.isAvailable();
        if (records.isDone()) {
            return records;
        }
        if (records != heard) {
            heard = records;
            records.thenRun(findings::ring);
        }
        return findings.arrival();
    }

    @Override
    public void addSplits(List<KafkaPartitionSplit> splits) {
        splits.forEach(positions::add);
        kafka.addSplits(splits);
        findings.ring();
    }

    @Override
    public void handleSourceEvents(SourceEvent event) {
        if (event instanceof NoSplitsForYou) {
            spare = true;
            findings.ring();
        } else {
            kafka.handleSourceEvents(event);
        }
    }

    @Override
    public List<KafkaPartitionSplit> snapshotState(long checkpoint) {
        return kafka.snapshotState(checkpoint);
    }

    @Override
    public void notifyNoMoreSplits() {
        kafka.notifyNoMoreSplits();
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
    public void pauseOrResumeSplits(Collection<String> toPause, Collection<String> toResume) {
        kafka.pauseOrResumeSplits(toPause, toResume);
    }

    @Override
    public void close() throws Exception {
        try {
            probe.close();
        } finally {
            kafka.close();
        }
    }
}
