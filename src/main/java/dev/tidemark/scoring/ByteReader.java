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

    private static final VarHandle LOW_FIRST =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long EVERY_HIGH_BIT = 0x8080808080808080L;

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

    /** Of up to eight bytes, all at once; byte by byte if it is longer, or near the end. */
    public long readUnsigned() {
        if (bytes.length - at < Long.BYTES) {
            return readByteByByte();
        }
        long next = (long) LOW_FIRST.get(bytes, at);
        long ends = ~next & EVERY_HIGH_BIT;
        if (ends == 0) {
            return readByteByByte();
        }
        at += Long.numberOfTrailingZeros(ends) / Byte.SIZE + 1;
        long word = next & (ends ^ ends - 1) & ~EVERY_HIGH_BIT;
        word = (word & 0x007f_007f_007f_007fL) | (word & 0x7f00_7f00_7f00_7f00L) >>> 1;
        word = (word & 0x0000_3fff_0000_3fffL) | (word & 0x3fff_0000_3fff_0000L) >>> 2;
        return (word & 0x0000_0000_0fff_ffffL) | (word & 0x0fff_ffff_0000_0000L) >>> 4;
    }

    private long readByteByByte() {
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
