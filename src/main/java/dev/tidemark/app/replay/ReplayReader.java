package dev.tidemark.app.replay;

import dev.tidemark.model.Intake;
import dev.tidemark.model.Moments;
import dev.tidemark.model.SourcePosition;
import dev.tidemark.wire.EventReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;

/**
 * Reads the sorted log from front to back and yields what a format's reader makes of each record.
 */
final class ReplayReader implements SourceReader<Intake, ReplaySplit> {
    /** Records a poll: enough to make a poll cheap, few enough to let the task breathe. */
    private static final int BATCH = 64;

    private final String frames;
    private final String sourceName;
    private final EventReader reader;
    private final Identities identities;
    private final AtomicLong progress;
    private CompletableFuture<Void> available = new CompletableFuture<>();
    private boolean allSplitsKnown;
    private SortedLogReader log;

    ReplayReader(
            String frames,
            String sourceName,
            EventReader reader,
            Identities identities,
            AtomicLong progress) {
        this.frames = frames;
        this.sourceName = sourceName;
        this.reader = reader;
        this.identities = identities;
        this.progress = progress;
    }

    @Override
    public void start() {
        // The split brings the position at which to open the log.
    }

    @Override
    public InputStatus pollNext(ReaderOutput<Intake> output) throws IOException {
        if (log == null) {
            return InputStatus.NOTHING_AVAILABLE;
        }
        for (int i = 0; i < BATCH; i++) {
            if (!log.next()) {
                return end();
            }
            Intake intake = reader.read(log.raw(), new SourcePosition(sourceName, 0, log.line()));
            output.collect(resolved(intake), Moments.BEFORE_ALL);
            progress.incrementAndGet();
        }
        return InputStatus.MORE_AVAILABLE;
    }

    /** Not before the last word of the enumerator: a task that is gone cannot be told it. */
    private InputStatus end() {
        if (allSplitsKnown) {
            return InputStatus.END_OF_INPUT;
        }
        available = new CompletableFuture<>();
        return InputStatus.NOTHING_AVAILABLE;
    }

    private Intake resolved(Intake intake) {
        return intake instanceof Intake.Accepted accepted
                ? new Intake.Accepted(identities.resolve(accepted.event()))
                : intake;
    }

    @Override
    public List<ReplaySplit> snapshotState(long checkpointId) {
        return log == null ? List.of() : List.of(new ReplaySplit(log.position()));
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return available;
    }

    @Override
    public void addSplits(List<ReplaySplit> splits) {
        try {
            log = SortedLogReader.open(Path.of(frames), splits.get(0).position());
        } catch (IOException e) {
            throw new UncheckedIOException("opening the sorted log", e);
        }
        available.complete(null);
    }

    @Override
    public void notifyNoMoreSplits() {
        allSplitsKnown = true;
        available.complete(null);
    }

    @Override
    public void close() throws IOException {
        if (log != null) {
            log.close();
        }
    }
}
