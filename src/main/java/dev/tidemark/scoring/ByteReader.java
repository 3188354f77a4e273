package dev.tidemark.scoring;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads what {@link ByteWriter} wrote. Past the end, or where no such number can stand, it throws
 * {@link IllegalArgumentException}.
 */
public final class ByteReader {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] bytes;
    private int at;

    /** Reads from the first byte on. */
    public ByteReader(byte[] bytes) {
        this.bytes = bytes;
    }

    public int readByte() {
        if (at == bytes.length) {
            throw theyEnd();
        }
        return bytes[at++] & 0xff;
    }

    private IllegalArgumentException theyEnd() {
        return new IllegalArgumentException("the bytes end at %d".formatted(at));
    }

    public long readUnsigned() {
        int first = readByte();
        return first < 0x80 ? first : readRest(first & 0x7f);
    }

    private long readRest(long first) {
        long value = first;
        for (int shift = 7; shift < Long.SIZE; shift += 7) {
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
        if (bytes.length - at < Long.BYTES) {
            throw theyEnd();
        }
        long value = (long) LONGS.get(bytes, at);
        at += Long.BYTES;
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
