package dev.tidemark.sim;

import dev.tidemark.model.Moments;
import java.util.Arrays;

/**
 * What is to come, earliest first; of two at the same time, the lower rank first. A binary heap
 * whose keys lie in arrays of their own, so that ordering a million entries does not chase objects.
 */
final class Agenda<T> {
    private long[] ats;
    private long[] ranks;
    private Object[] entries;
    private int size;

    Agenda(int capacity) {
        ats = new long[capacity];
        ranks = new long[capacity];
        entries = new Object[capacity];
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** Time of the first entry; {@link Moments#NEVER} if there is none. */
    long firstAt() {
        return size == 0 ? Moments.NEVER : ats[0];
    }

    /** The first entry, which must exist, and which stays. */
    T first() {
        @SuppressWarnings("unchecked") // only add() puts entries in
        T entry = (T) entries[0];
        return entry;
    }

    void add(long at, long rank, T entry) {
        if (size == ats.length) {
            int capacity = Math.max(16, size + (size >> 1));
            ats = Arrays.copyOf(ats, capacity);
            ranks = Arrays.copyOf(ranks, capacity);
            entries = Arrays.copyOf(entries, capacity);
        }
        int hole = size++;
        while (hole > 0) {
            int parent = (hole - 1) >>> 1;
            if (!isBefore(at, rank, parent)) {
                break;
            }
            copy(parent, hole);
            hole = parent;
        }
        set(hole, at, rank, entry);
    }

    /** Takes the first entry, which must exist. */
    T removeFirst() {
        T entry = first();
        size--;
        long lastAt = ats[size];
        long lastRank = ranks[size];
        Object last = entries[size];
        entries[size] = null;
        if (size > 0) {
            sink(lastAt, lastRank, last);
        }
        return entry;
    }

    /** Gives the first entry, which must exist, a later time. */
    void postponeFirst(long at) {
        sink(at, ranks[0], entries[0]);
    }

    private void sink(long at, long rank, Object entry) {
        int hole = 0;
        int child = 1;
        while (child < size) {
            int other = child + 1;
            if (other < size && isBefore(ats[other], ranks[other], child)) {
                child = other;
            }
            if (isBefore(at, rank, child)) {
                break;
            }
            copy(child, hole);
            hole = child;
            child = 2 * hole + 1;
        }
        set(hole, at, rank, entry);
    }

    private boolean isBefore(long at, long rank, int index) {
        return at < ats[index] || (at == ats[index] && rank < ranks[index]);
    }

    private void copy(int from, int to) {
        set(to, ats[from], ranks[from], entries[from]);
    }

    private void set(int index, long at, long rank, Object entry) {
        ats[index] = at;
        ranks[index] = rank;
        entries[index] = entry;
    }
}
