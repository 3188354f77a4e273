package dev.tidemark.app.replay;

import dev.tidemark.model.Intake;
import dev.tidemark.wire.EventReader;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A sorted log as a source of the pipeline. It has one split, because only one reader can keep the
 * order of time.
 */
final class ReplaySource implements Source<Intake, ReplaySplit, ReplaySplit> {
    private static final long serialVersionUID = 1L;

    private final String frames;
    private final String sourceName;
    private final EventReader reader;
    private final Identities identities;
    private final String progressName;

    /**
     * A source.
     *
     * @param frames file of a {@link SortedLog}
     * @param sourceName name of the log in source positions
     * @param reader of the log's format
     * @param identities who is who
     * @param progressName under which {@link ReplayProgress} counts
     */
    ReplaySource(
            String frames,
            String sourceName,
            EventReader reader,
            Identities identities,
            String progressName) {
        this.frames = frames;
        this.sourceName = sourceName;
        this.reader = reader;
        this.identities = identities;
        this.progressName = progressName;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<Intake, ReplaySplit> createReader(SourceReaderContext context) {
        return new ReplayReader(
                frames, sourceName, reader, identities, ReplayProgress.of(progressName));
    }

    @Override
    public SplitEnumerator<ReplaySplit, ReplaySplit> createEnumerator(
            SplitEnumeratorContext<ReplaySplit> context) {
        return new Enumerator(context, List.of(new ReplaySplit(0)));
    }

    @Override
    public SplitEnumerator<ReplaySplit, ReplaySplit> restoreEnumerator(
            SplitEnumeratorContext<ReplaySplit> context, ReplaySplit unassigned) {
        return new Enumerator(context, Optional.ofNullable(unassigned).stream().toList());
    }

    @Override
    public SimpleVersionedSerializer<ReplaySplit> getSplitSerializer() {
        return new ReplaySplit.Serializer();
    }

    @Override
    public SimpleVersionedSerializer<ReplaySplit> getEnumeratorCheckpointSerializer() {
        return new ReplaySplit.Serializer();
    }

    /** Hands the split to the first reader that comes, and tells all that there is no other. */
    private static final class Enumerator implements SplitEnumerator<ReplaySplit, ReplaySplit> {
        private final SplitEnumeratorContext<ReplaySplit> context;
        private final Queue<ReplaySplit> unassigned;

        Enumerator(SplitEnumeratorContext<ReplaySplit> context, List<ReplaySplit> splits) {
            this.context = context;
            this.unassigned = new ArrayDeque<>(splits);
        }

        @Override
        public void start() {
            // Readers announce themselves.
        }

        @Override
        public void handleSplitRequest(int subtask, String host) {
            // Splits are handed out as readers register; nobody asks.
        }

        @Override
        public void addReader(int subtask) {
            if (!unassigned.isEmpty()) {
                context.assignSplit(unassigned.remove(), subtask);
            }
            context.signalNoMoreSplits(subtask);
        }

        @Override
        public void addSplitsBack(List<ReplaySplit> splits, int subtask) {
            unassigned.addAll(splits);
        }

        @Override
        public ReplaySplit snapshotState(long checkpointId) {
            return unassigned.peek();
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
