package dev.tidemark.app.replay;

import dev.tidemark.model.EventType;
import dev.tidemark.model.Intake;
import dev.tidemark.model.Moments;
import dev.tidemark.model.SourcePosition;
import dev.tidemark.wire.EventReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The records of a log in order of (time, line), in a file of its own that {@link SortedLogReader}
 * reads. Records without a time, because a reader rejected them, come first, in the order of lines.
 *
 * <p>{@link #close} deletes the file.
 *
 * @param frames the file
 * @param records all records of the log
 * @param rejected those the reader rejected
 * @param earliest time of the first event, epoch milliseconds; {@link Moments#NEVER} without events
 * @param latest time of the last event, epoch milliseconds; {@link Moments#BEFORE_ALL} without
 *     events
 * @param lastPurchase time of the last purchase, the same if there is none
 * @param merges the merges among the events
 * @param inOrder whether the log itself was in this order, but for its rejected records
 */
record SortedLog(
        Path frames,
        long records,
        long rejected,
        long earliest,
        long latest,
        long lastPurchase,
        IdentitiesGathering merges,
        boolean inOrder)
        implements Closeable {

    private static final int BUFFER_BYTES = 1 << 18;
    private static final int TELL_EVERY = 1 << 14;

    /**
     * Sorts a log. Each record is read once here, for its time only; it keeps its bytes.
     *
     * @param log read to its end
     * @param source name of the log in source positions
     * @param reader of the log's format
     * @param directory for temporary files, twice the size of the unpacked log at most; must exist
     * @param budgetBytes memory for the sort
     * @param progress is told how far it has come
     */
    public static SortedLog sort(
            LogFile log,
            String source,
            EventReader reader,
            Path directory,
            long budgetBytes,
            SortProgress progress)
            throws IOException {
        Path frames = Files.createTempFile(directory, "replay", ".frames");
        try (ExternalSort sort = new ExternalSort(directory, budgetBytes)) {
            SortedLog sorted = collect(log, source, reader, sort, progress, frames);
            sorted.write(sort, progress);
            return sorted;
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(frames);
            throw e;
        }
    }

    /** Whether no record could be read as an event. */
    public boolean isEmpty() {
        return records == rejected;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(frames);
    }

    private static SortedLog collect(
            LogFile log,
            String source,
            EventReader reader,
            ExternalSort sort,
            SortProgress progress,
            Path frames)
            throws IOException {
        long records = 0;
        long rejected = 0;
        long earliest = Moments.NEVER;
        long latest = Moments.BEFORE_ALL;
        long lastPurchase = Moments.BEFORE_ALL;
        boolean inOrder = true;
        IdentitiesGathering merges = new IdentitiesGathering();
        while (log.next()) {
            byte[] raw = log.raw();
            long occurredAt = Moments.BEFORE_ALL;
            if (reader.read(raw, new SourcePosition(source, 0, log.line()))
                    instanceof Intake.Accepted accepted) {
                occurredAt = accepted.event().occurredAt();
                inOrder &= occurredAt >= latest;
                earliest = Math.min(earliest, occurredAt);
                latest = Math.max(latest, occurredAt);
                if (accepted.event().type() == EventType.PURCHASE) {
                    lastPurchase = Math.max(lastPurchase, occurredAt);
                }
                merges.note(accepted.event(), log.line());
            } else {
                rejected++;
            }
            sort.add(SortKey.of(occurredAt, log.line()), raw);
            if (++records % TELL_EVERY == 0) {
                progress.read(log.bytesRead(), log.totalBytes());
            }
        }
        progress.read(log.totalBytes(), log.totalBytes());
        return new SortedLog(
                frames, records, rejected, earliest, latest, lastPurchase, merges, inOrder);
    }

    private void write(ExternalSort sort, SortProgress progress) throws IOException {
        long[] written = {0};
        try (FrameOutput output = new FrameOutput(frames, BUFFER_BYTES)) {
            sort.forEach(
                    (key, raw) -> {
                        output.writeLong(SortKey.occurredAt(key));
                        output.writeLong(SortKey.line(key));
                        output.writeInt(raw.length);
                        output.write(raw, 0, raw.length);
                        if (++written[0] % TELL_EVERY == 0) {
                            progress.written(written[0], records);
                        }
                    });
        }
        progress.written(records, records);
    }
}
