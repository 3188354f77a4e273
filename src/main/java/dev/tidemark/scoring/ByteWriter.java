package dev.tidemark.scoring;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Appends numbers in few bytes: variable-length, seven bits a byte, low bits first. */
public final class ByteWriter {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final VarHandle LOW_FIRST =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Eight bytes of seven bits. */
    private static final int AT_ONCE = 56;

    private static final long EVERY_HIGH_BIT = 0x8080808080808080L;

    private byte[] bytes;
    private int size;

    /** An empty one with room for so many bytes; it grows. */
    public ByteWriter(int capacity) {
        bytes = new byte[capacity];
    }

    public void writeByte(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
    }

    /**
     * A number from 0 up in one to nine bytes; a negative one takes ten. All but the largest are
     * spread over eight bytes at once, without a jump that depends on their length: histories are
     * full of them, and no two have the same lengths in a row.
     */
    public void writeUnsigned(long value) {
        ensure(10);
        if (value >>> AT_ONCE != 0) {
            writeLarge(value);
            return;
        }
        long spread = (value & 0x0000_0000_0fff_ffffL) | (value & 0x00ff_ffff_f000_0000L) << 4;
        spread = (spread & 0x0000_3fff_0000_3fffL) | (spread & 0x0fff_c000_0fff_c000L) << 2;
        spread = (spread & 0x007f_007f_007f_007fL) | (spread & 0x3f80_3f80_3f80_3f80L) << 1;
        int last = (Long.SIZE - 1 - Long.numberOfLeadingZeros(value | 1)) / 7;
        long more = EVERY_HIGH_BIT & (1L << Byte.SIZE * last) - 1;
        LOW_FIRST.set(bytes, size, spread | more);
        size += last + 1;
    }

    private void writeLarge(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** A number near 0 of either sign in few bytes. */
    public void writeSigned(long value) {
        writeUnsigned((value << 1) ^ (value >> 63));
    }

    /** Eight bytes, high byte first. */
    public void writeFixed(long value) {
        ensure(8);
        LONGS.set(bytes, size, value);
        size += Long.BYTES;
    }

    /** The number of its bytes, then the text in UTF-8. */
    public void writeText(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        writeUnsigned(utf8.length);
        ensure(utf8.length);
        System.arraycopy(utf8, 0, bytes, size, utf8.length);
        size += utf8.length;
    }

    /** What was written. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void ensure(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
