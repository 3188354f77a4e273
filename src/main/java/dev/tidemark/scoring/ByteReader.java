package dev.tidemark.scoring;

import java.nio.charset.StandardCharsets;

/**
 * Reads what {@link ByteWriter} wrote. Past the end, or where no such number can stand, it throws
 * {@link IllegalArgumentException}.
 */
public final class ByteReader {
    private final byte[] bytes;
    private int at;

    /** Reads from the first byte on. */
    public ByteReader(byte[] bytes) {
        this.bytes = bytes;
    }

    public int readByte() {
        if (at == bytes.length) {
            throw new IllegalArgumentException("the bytes end at %d".formatted(at));
        }
        return bytes[at++] & 0xff;
    }

    public long readUnsigned() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = readByte();
            value |= (next & 0x7fL) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new IllegalArgumentException("no number at byte %d".formatted(at));
    }

    /** A number from 0 to the largest of type int. */
    public int readInt() {
        long value = readUnsigned();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("number %d before byte %d".formatted(value, at));
        }
        return (int) value;
    }

    /** How many entries follow; no more than the rest can hold, so that room is safely made. */
    public int readCount(int leastBytesEach) {
        int count = readInt();
        if (count > (bytes.length - at) / leastBytesEach) {
            throw new IllegalArgumentException("%d entries at byte %d".formatted(count, at));
        }
        return count;
    }

    public long readSigned() {
        long zigzag = readUnsigned();
        return (zigzag >>> 1) ^ -(zigzag & 1);
    }

    public long readFixed() {
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = value << 8 | readByte();
        }
        return value;
    }

    public String readText() {
        int length = readCount(1);
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    public boolean atEnd() {
        return at == bytes.length;
    }
}
