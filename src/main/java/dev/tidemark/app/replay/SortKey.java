package dev.tidemark.app.replay;

import java.nio.ByteBuffer;

/**
 * The order of a replay as bytes: first by time, then by line, so that what happened in the same
 * instant stays in the order of the log. Compared as unsigned bytes, earlier comes first.
 */
public final class SortKey {
    /** The length of a key, in bytes. */
    public static final int BYTES = 2 * Long.BYTES;

    private SortKey() {}

    /**
     * The key of a record.
     *
     * @param occurredAt epoch milliseconds, any
     * @param line its line, or any other number that tells the order of equals
     */
    public static byte[] of(long occurredAt, long line) {
        // With the sign bit flipped, negative numbers come before positive ones as unsigned bytes.
        return ByteBuffer.allocate(BYTES)
                .putLong(occurredAt ^ Long.MIN_VALUE)
                .putLong(line ^ Long.MIN_VALUE)
                .array();
    }

    /** The time in a key, epoch milliseconds. */
    public static long occurredAt(byte[] key) {
        return ByteBuffer.wrap(key).getLong() ^ Long.MIN_VALUE;
    }

    /** The line in a key. */
    public static long line(byte[] key) {
        return ByteBuffer.wrap(key).getLong(Long.BYTES) ^ Long.MIN_VALUE;
    }
}
