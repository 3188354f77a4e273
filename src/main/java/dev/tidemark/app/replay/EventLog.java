package dev.tidemark.app.replay;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.Intake;
import dev.tidemark.model.Moments;
import dev.tidemark.model.SourcePosition;
import dev.tidemark.wire.EventReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * The events of a finished log in the order of their time, for those who need no pipeline: the two
 * ids of a merge are one customer from the beginning, as in a replay.
 */
public final class EventLog implements Closeable {
    private static final long SORT_BYTES = 64L << 20;

    private final SortedLog sorted;
    private final EventReader reader;
    private final String name;
    private final String digest;

    private EventLog(SortedLog sorted, EventReader reader, String name, String digest) {
        this.sorted = sorted;
        this.reader = reader;
        this.name = name;
        this.digest = digest;
    }

    /**
     * Sorts a log.
     *
     * @param readers makes the reader of its records
     * @param scratch directory for temporary files; must exist
     * @param progress is told how far it has come
     */
    public static EventLog open(
            Path input,
            LogFormat format,
            Replay.ReaderFactory readers,
            Path scratch,
            SortProgress progress)
            throws IOException {
        String digest = LogFile.sha256(input);
        String name = input.getFileName().toString();
        try (LogFile log = LogFile.open(input, format)) {
            EventReader reader = readers.of(log.header(), digest.substring(0, 16));
            SortedLog sorted = SortedLog.sort(log, name, reader, scratch, SORT_BYTES, progress);
            return new EventLog(sorted, reader, name, digest);
        }
    }

    /** Whether no record could be read as an event. */
    public boolean isEmpty() {
        return sorted.isEmpty();
    }

    /** All records of the log. */
    public long records() {
        return sorted.records();
    }

    /** Those that could not be read as events. */
    public long rejected() {
        return sorted.rejected();
    }

    /** Time of the first event, epoch milliseconds; of a log that is not empty. */
    public long earliest() {
        return sorted.earliest();
    }

    /** Time of the last event, epoch milliseconds; of a log that is not empty. */
    public long latest() {
        return sorted.latest();
    }

    /**
     * Time of the last purchase, epoch milliseconds; of the last event if nothing was bought. What
     * comes after it, such as refunds, does not tell who still buys.
     */
    public long lastPurchase() {
        return sorted.lastPurchase() == Moments.BEFORE_ALL ? latest() : sorted.lastPurchase();
    }

    /** Name of the file. */
    public String name() {
        return name;
    }

    /** Names its contents: SHA-256, in hexadecimal digits. */
    public String digest() {
        return digest;
    }

    /** Hands over the events of before a moment, epoch milliseconds. */
    public void forEach(long until, Consumer<CustomerEvent> consumer) throws IOException {
        Identities identities = sorted.merges().until(until);
        try (SortedLogReader log = SortedLogReader.open(sorted.frames(), 0)) {
            while (log.next() && log.occurredAt() < until) {
                Intake intake = reader.read(log.raw(), new SourcePosition(name, 0, log.line()));
                if (intake instanceof Intake.Accepted accepted) {
                    consumer.accept(identities.resolve(accepted.event()));
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        sorted.close();
    }
}
