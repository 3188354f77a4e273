package dev.tidemark.app.replay;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Frames in memory, one behind the other in one array, sorted by moving numbers instead of bytes.
 *
 * <p>A frame costs its bytes, 8 for its two lengths and {@value #INDEX_BYTES} for its place in the
 * index; an object each would cost three times a short frame.
 */
final class FrameArena {
    /** Index bytes of one frame: offset, prefix of the key, and two places in the order. */
    static final int INDEX_BYTES = 3 * Integer.BYTES + Long.BYTES;

    private static final int LENGTHS_BYTES = 2 * Integer.BYTES;
    private static final int FIRST_BYTES = 1 << 16;
    private static final int FIRST_FRAMES = 256;
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 64;

    private final long budgetBytes;
    private byte[] bytes = new byte[FIRST_BYTES];
    private ByteBuffer numbers = ByteBuffer.wrap(bytes);
    private int used;
    private int[] offsets = new int[FIRST_FRAMES];
    private long[] prefixes = new long[FIRST_FRAMES];
    private int[] order = {};
    private int[] merged = {};
    private int size;
    private boolean ordered = true;

    FrameArena(long budgetBytes) {
        this.budgetBytes = budgetBytes;
    }

    int size() {
        return size;
    }

    /** Whether a frame can be added within the budget; a first one always can. */
    boolean hasRoom(byte[] key, byte[] payload) {
        long grown = (long) used + LENGTHS_BYTES + key.length + payload.length;
        long index = (long) INDEX_BYTES * (size + 1);
        return size == 0 || grown <= LARGEST_ARRAY && grown + index <= budgetBytes;
    }

    void add(byte[] key, byte[] payload) {
        grow(LENGTHS_BYTES + key.length + payload.length);
        offsets[size] = used;
        prefixes[size] = prefix(key);
        numbers.putInt(used, key.length).putInt(used + Integer.BYTES, payload.length);
        System.arraycopy(key, 0, bytes, used + LENGTHS_BYTES, key.length);
        System.arraycopy(payload, 0, bytes, used + LENGTHS_BYTES + key.length, payload.length);
        used += LENGTHS_BYTES + key.length + payload.length;
        size++;
        ordered = ordered && (size == 1 || compare(size - 2, size - 1) <= 0);
    }

    /** Puts the frames in order of their keys; equals keep the order in which they came. */
    void sort() {
        if (order.length < size) {
            order = new int[size];
            merged = new int[size];
        }
        for (int i = 0; i < size; i++) {
            order[i] = i;
        }
        if (!ordered) {
            sort(0, size);
        }
    }

    /** The key of the frame at that rank, after a sort. */
    byte[] key(int rank) {
        int offset = offsets[order[rank]];
        int from = offset + LENGTHS_BYTES;
        return Arrays.copyOfRange(bytes, from, from + numbers.getInt(offset));
    }

    /** The payload of the frame at that rank, after a sort. */
    byte[] payload(int rank) {
        int offset = offsets[order[rank]];
        int from = offset + LENGTHS_BYTES + numbers.getInt(offset);
        return Arrays.copyOfRange(bytes, from, from + numbers.getInt(offset + Integer.BYTES));
    }

    /** Writes all frames in order, after a sort: two lengths, key, payload. */
    void writeTo(FrameOutput output) throws IOException {
        for (int rank = 0; rank < size; rank++) {
            int offset = offsets[order[rank]];
            int keyLength = numbers.getInt(offset);
            int payloadLength = numbers.getInt(offset + Integer.BYTES);
            output.write(bytes, offset, LENGTHS_BYTES + keyLength + payloadLength);
        }
    }

    void clear() {
        used = 0;
        size = 0;
        ordered = true;
    }

    private void grow(int frameBytes) {
        if (used + (long) frameBytes > bytes.length) {
            long doubled = Math.min(bytes.length * 2L, Math.max(FIRST_BYTES, budgetBytes));
            long wanted = Math.max(doubled, (long) used + frameBytes);
            bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, LARGEST_ARRAY));
            numbers = ByteBuffer.wrap(bytes);
        }
        if (size == offsets.length) {
            offsets = Arrays.copyOf(offsets, size * 2);
            prefixes = Arrays.copyOf(prefixes, size * 2);
        }
    }

    /** The first eight bytes of a key as a number; most comparisons need to look no further. */
    private static long prefix(byte[] key) {
        long prefix = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            prefix = prefix << Byte.SIZE | (i < key.length ? key[i] & 0xff : 0);
        }
        return prefix;
    }

    private int compare(int left, int right) {
        if (prefixes[left] != prefixes[right]) {
            return Long.compareUnsigned(prefixes[left], prefixes[right]);
        }
        int leftFrom = offsets[left] + LENGTHS_BYTES;
        int rightFrom = offsets[right] + LENGTHS_BYTES;
        return Arrays.compareUnsigned(
                bytes,
                leftFrom,
                leftFrom + numbers.getInt(offsets[left]),
                bytes,
                rightFrom,
                rightFrom + numbers.getInt(offsets[right]));
    }

    /** A merge sort, because the library sorts no numbers by a comparison. */
    private void sort(int from, int to) {
        if (to - from < 2) {
            return;
        }
        int middle = (from + to) >>> 1;
        sort(from, middle);
        sort(middle, to);
        if (compare(order[middle - 1], order[middle]) <= 0) {
            return;
        }
        System.arraycopy(order, from, merged, from, middle - from);
        int left = from;
        int right = middle;
        int into = from;
        while (left < middle) {
            boolean takeRight = right < to && compare(merged[left], order[right]) > 0;
            order[into++] = takeRight ? order[right++] : merged[left++];
        }
    }
}
