package dev.tidemark.scoring;

import java.util.Arrays;

/**
 * Refunds and cancellations of orders that are not known, or not yet: a refund may overtake its
 * order. When the order comes it is settled with them.
 *
 * <p>Kept by day, and of one day by the hash of the order; refunds of one order on one day add up.
 * Bounded in number, and in age by {@link MemoryLimits#awaitedDays()}.
 */
final class AwaitedRefunds {
    /** So many are awaited of one customer; of more, the oldest are given up. */
    static final int MOST = 64;

    private static final long[] NO_LONGS = {};
    private static final int[] NO_DAYS = {};

    private long[] hashes = NO_LONGS;
    private int[] days = NO_DAYS;

    /** The amount twice, and one more if the whole order was taken back. */
    private long[] takings = NO_LONGS;

    private int size;

    AwaitedRefunds copy() {
        AwaitedRefunds copy = new AwaitedRefunds();
        if (size > 0) {
            copy.hashes = hashes.clone();
            copy.days = days.clone();
            copy.takings = takings.clone();
            copy.size = size;
        }
        return copy;
    }

    int size() {
        return size;
    }

    long hash(int i) {
        return hashes[i];
    }

    /** The day of the refund. */
    int day(int i) {
        return days[i];
    }

    /** What was given back by amounts; 0 if there was none. */
    long amount(int i) {
        return takings[i] >>> 1;
    }

    /** Whether the whole order was taken back, whatever it comes to. */
    boolean whole(int i) {
        return (takings[i] & 1) != 0;
    }

    void add(long hash, int day, long amountMinor, boolean whole) {
        int at = size;
        while (at > 0 && (days[at - 1] > day || days[at - 1] == day && hashes[at - 1] > hash)) {
            at--;
        }
        boolean known = at > 0 && days[at - 1] == day && hashes[at - 1] == hash;
        if (known) {
            long sum = SaturatingSum.of(amount(at - 1), amountMinor);
            set(at - 1, sum, whole || whole(at - 1));
            return;
        }
        if (size == hashes.length) {
            int capacity = size + (size >> 1) + 1;
            hashes = Arrays.copyOf(hashes, capacity);
            days = Arrays.copyOf(days, capacity);
            takings = Arrays.copyOf(takings, capacity);
        }
        shift(at, at + 1, size - at);
        hashes[at] = hash;
        days[at] = day;
        set(at, amountMinor, whole);
        size++;
    }

    void set(int i, long amountMinor, boolean whole) {
        takings[i] = amountMinor << 1 | (whole ? 1 : 0);
    }

    /** Where the refunds of that order and day are, or a negative number. */
    int find(long hash, int day) {
        for (int i = 0; i < size; i++) {
            if (hashes[i] == hash && days[i] == day) {
                return i;
            }
        }
        return -1;
    }

    void remove(int i) {
        shift(i + 1, i, size - i - 1);
        size--;
    }

    /** Gives up those of days before {@code oldest}, then the oldest ones over the bound. */
    void forget(int oldest) {
        int gone = Math.max(0, size - MOST);
        while (gone < size && days[gone] < oldest) {
            gone++;
        }
        if (gone > 0) {
            shift(gone, 0, size - gone);
            size -= gone;
        }
    }

    private void shift(int from, int to, int count) {
        System.arraycopy(hashes, from, hashes, to, count);
        System.arraycopy(days, from, days, to, count);
        System.arraycopy(takings, from, takings, to, count);
    }
}
