package dev.tidemark.stats;

import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Sums by a whole number, from which anything can be taken back: what was added and taken away
 * leaves nothing behind. Counts by a number are a histogram, exact whatever the order.
 *
 * <p>Sums wrap around at the bounds of {@code long}: so what is taken back is exact even then.
 */
public final class KeyedSums {
    /** Takes sums, by rising key. */
    public interface Visitor {
        /** Takes one, which is not 0. */
        void take(int key, long sum);
    }

    private final TreeMap<Integer, Long> sums = new TreeMap<>();
    private long total;

    /** Adds to the sum of a key; takes away what is below 0. */
    public void add(int key, long delta) {
        if (delta == 0) {
            return;
        }
        total += delta;
        sums.merge(key, delta, KeyedSums::unlessZero);
    }

    /** A mapping to nothing is taken out of the map: that is how {@code merge} is told. */
    private static Long unlessZero(long sum, long delta) {
        long result = sum + delta;
        return result == 0 ? null : Long.valueOf(result);
    }

    /** Adds all sums of another. */
    public void addAll(KeyedSums other) {
        other.sums.forEach(this::add);
    }

    /** Of all keys. */
    public long total() {
        return total;
    }

    /** Of all keys from the first to the last, both included. */
    public long total(int firstKey, int lastKey) {
        long sum = 0;
        for (long part : sums.subMap(firstKey, true, lastKey, true).values()) {
            sum += part;
        }
        return sum;
    }

    /** How many keys have a sum that is not 0. */
    public int size() {
        return sums.size();
    }

    /** Whether every sum is 0. */
    public boolean isEmpty() {
        return sums.isEmpty();
    }

    /** The largest key whose sum is not 0. */
    public OptionalInt lastKey() {
        return sums.isEmpty() ? OptionalInt.empty() : OptionalInt.of(sums.lastKey());
    }

    /** Forgets all sums of smaller keys. */
    public void dropBefore(int key) {
        Map<Integer, Long> older = sums.headMap(key);
        for (long part : older.values()) {
            total -= part;
        }
        older.clear();
    }

    /** Puts all sums of smaller keys together under one of them. */
    public void foldBefore(int key, int into) {
        long before = total;
        dropBefore(key);
        add(into, before - total);
    }

    /** Takes a look at every sum. */
    public void forEach(Visitor visitor) {
        sums.forEach(visitor::take);
    }

    /**
     * Of a histogram, the smallest key whose mid-rank is at least that: the share of those below
     * it, and of half of those who have that very key. Equal ones are never told apart, and a
     * larger key never has a smaller rank.
     *
     * @param rank over 0 and at most 1
     * @return one more than the largest key if no key ranks so high
     * @throws IllegalStateException of an empty one
     */
    public long cut(double rank) {
        if (sums.isEmpty()) {
            throw new IllegalStateException("nothing to rank");
        }
        long below = 0;
        for (Map.Entry<Integer, Long> entry : sums.entrySet()) {
            long equal = entry.getValue();
            if (MidRank.of(below, equal, total) >= rank) {
                return entry.getKey();
            }
            below += equal;
        }
        return sums.lastKey() + 1L;
    }
}
