package dev.tidemark.scoring;

import java.util.Arrays;

/**
 * The ids of recent events, as 64-bit hashes with their time in seconds: the memory for duplicates.
 *
 * <p>With 64 remembered ids the chance that a new id is taken for one of them is 64 / 2^64 per
 * event, about 3.5e-18.
 */
final class EventIds {
    private long[] hashes;
    private long[] seconds;
    private int size;

    EventIds(int capacity) {
        hashes = new long[capacity];
        seconds = new long[capacity];
    }

    EventIds copy() {
        EventIds copy = new EventIds(0);
        copy.hashes = hashes.clone();
        copy.seconds = seconds.clone();
        copy.size = size;
        return copy;
    }

    int size() {
        return size;
    }

    long hash(int i) {
        return hashes[i];
    }

    long second(int i) {
        return seconds[i];
    }

    boolean contains(long hash) {
        for (int i = size - 1; i >= 0; i--) {
            if (hashes[i] == hash) {
                return true;
            }
        }
        return false;
    }

    void add(long hash, long second) {
        if (size == hashes.length) {
            int capacity = Math.max(2, size + (size >> 1) + 1);
            hashes = Arrays.copyOf(hashes, capacity);
            seconds = Arrays.copyOf(seconds, capacity);
        }
        hashes[size] = hash;
        seconds[size] = second;
        size++;
    }

    /** Forgets ids older than {@code oldest}, then the oldest ones over {@code most}. */
    void forget(long oldest, int most) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (seconds[i] >= oldest) {
                hashes[kept] = hashes[i];
                seconds[kept] = seconds[i];
                kept++;
            }
        }
        size = kept;
        while (size > most) {
            dropEarliest();
        }
    }

    private void dropEarliest() {
        int earliest = 0;
        for (int i = 1; i < size; i++) {
            if (seconds[i] < seconds[earliest]) {
                earliest = i;
            }
        }
        System.arraycopy(hashes, earliest + 1, hashes, earliest, size - earliest - 1);
        System.arraycopy(seconds, earliest + 1, seconds, earliest, size - earliest - 1);
        size--;
    }
}
