package dev.tidemark.serving;

import java.nio.ByteBuffer;

/**
 * A tombstone, as it is remembered for a while: transitions are another topic, and those of before
 * it may be read only after it.
 *
 * @param asOf of the tombstone, event time in epoch milliseconds
 * @param sequence of the tombstone
 * @param recordedAt when its record was written, wall clock in epoch milliseconds
 */
record EndOfLife(long asOf, long sequence, long recordedAt) {
    private static final int BYTES = 3 * Long.BYTES;

    /**
     * Whether what is said as of a moment is of the life that ended. Time comes first: when the
     * mark of an erasure has lapsed, sequences begin again at 1.
     */
    boolean covers(long otherAsOf, long otherSequence) {
        return otherAsOf < asOf || otherAsOf == asOf && otherSequence <= sequence;
    }

    byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .putLong(asOf)
                .putLong(sequence)
                .putLong(recordedAt)
                .array();
    }

    static EndOfLife of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new EndOfLife(buffer.getLong(), buffer.getLong(), buffer.getLong());
    }
}
