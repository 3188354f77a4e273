package dev.tidemark.app.replay;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Reads the file of a {@link SortedLog}, record by record, from the begin or from a position that
 * an earlier reader told.
 */
public final class SortedLogReader implements Closeable {
    private static final int BUFFER_BYTES = 1 << 18;

    private final FrameInput input;
    private byte[] raw = {};
    private long line;
    private long occurredAt;

    private SortedLogReader(FrameInput input) {
        this.input = input;
    }

    /**
     * Opens the file.
     *
     * @param frames file of a sorted log
     * @param position 0, or what {@link #position} said
     */
    public static SortedLogReader open(Path frames, long position) throws IOException {
        return new SortedLogReader(new FrameInput(frames, position, BUFFER_BYTES));
    }

    /**
     * Goes to the next record.
     *
     * @return false at the end
     */
    public boolean next() throws IOException {
        if (input.atEnd()) {
            return false;
        }
        occurredAt = input.readLong();
        line = input.readLong();
        raw = input.readBytes(input.readInt());
        return true;
    }

    /** The bytes of the record as they were in the log, the caller's own. */
    public byte[] raw() {
        return raw;
    }

    /** The line of the log on which the record begins, from 1. */
    public long line() {
        return line;
    }

    /**
     * When it happened, epoch milliseconds; {@link dev.tidemark.model.Moments#BEFORE_ALL} if it
     * cannot be read as an event.
     */
    public long occurredAt() {
        return occurredAt;
    }

    /** Where the record after this one begins, in bytes from the begin of the file. */
    public long position() {
        return input.position();
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
