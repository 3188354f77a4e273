package dev.tidemark.scoring;

import java.util.Arrays;

/**
 * The recent orders of one customer, one by one: what refunds and order lines need.
 *
 * <p>What is kept of an order is the same in whatever order its events came: the earliest of its
 * days, the sum of its lines (or the line that counts, and its moment), the sum of its refunds, and
 * whether it was called off as a whole. Orders are kept by day, and of one day by their hashes.
 */
final class OrderLedger {
    /** Stands for an order whose amount is of no single line, or of the only one there was. */
    static final long NOT_RESTATED = Long.MIN_VALUE;

    private static final int NOT_FOUND = -1;
    private static final long[] NO_LONGS = {};
    private static final int[] NO_DAYS = {};
    private static final boolean[] NO_FLAGS = {};

    private long[] hashes = NO_LONGS;
    private int[] days = NO_DAYS;
    private long[] gross = NO_LONGS;
    private long[] refunded = NO_LONGS;
    private boolean[] whole = NO_FLAGS;

    /** Empty while no order was restated, as in most histories. */
    private long[] restatedAt = NO_LONGS;

    private boolean signed;
    private int size;

    OrderLedger(int capacity) {
        if (capacity > 0) {
            grow(capacity);
        }
    }

    OrderLedger copy() {
        OrderLedger copy = new OrderLedger(0);
        copy.signed = signed;
        if (size > 0) {
            copy.hashes = hashes.clone();
            copy.days = days.clone();
            copy.gross = gross.clone();
            copy.refunded = refunded.clone();
            copy.whole = whole.clone();
            copy.restatedAt = restatedAt.length == 0 ? NO_LONGS : restatedAt.clone();
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

    int day(int i) {
        return days[i];
    }

    long gross(int i) {
        return gross[i];
    }

    /** The sum of all amounts that were refunded, which may be over the order's own. */
    long refunded(int i) {
        return refunded[i];
    }

    /** Whether the order was called off, or refunded without an amount: for ever. */
    boolean whole(int i) {
        return whole[i];
    }

    /** The moment of the line whose amount counts; {@link #NOT_RESTATED} if there is none. */
    long restatedAt(int i) {
        return restatedAt.length == 0 ? NOT_RESTATED : restatedAt[i];
    }

    /** Whether the whole order was taken back: then it is no purchase. */
    boolean reversed(int i) {
        return whole[i] || refunded[i] > 0 && refunded[i] >= gross[i];
    }

    /** What is left of the order; below 0 only if the ledger is {@link #signed}. */
    long net(int i) {
        if (whole[i]) {
            return 0;
        }
        long left = gross[i] - refunded[i];
        return signed ? left : Math.max(0, left);
    }

    /**
     * The first day whose orders may come to something else than those of another ledger; the
     * largest number if there is none. All days before are the same.
     */
    int sameUntil(OrderLedger other) {
        if (signed != other.signed) {
            return Integer.MIN_VALUE;
        }
        int n = Math.min(size, other.size);
        n = same(n, Arrays.mismatch(days, 0, n, other.days, 0, n));
        n = same(n, Arrays.mismatch(gross, 0, n, other.gross, 0, n));
        n = same(n, Arrays.mismatch(refunded, 0, n, other.refunded, 0, n));
        n = same(n, Arrays.mismatch(whole, 0, n, other.whole, 0, n));
        return Math.min(dayOrNever(n), other.dayOrNever(n));
    }

    private static int same(int compared, int mismatch) {
        return mismatch < 0 ? compared : mismatch;
    }

    private int dayOrNever(int i) {
        return i < size ? days[i] : Integer.MAX_VALUE;
    }

    /** What was refunded over the order's own amount. */
    long overdrawn(int i) {
        return whole[i] ? 0 : Math.max(0, refunded[i] - gross[i]);
    }

    /**
     * Whether orders are the signed sums of their lines, and so may come to less than nothing.
     * Otherwise a refund takes no more than there is.
     */
    boolean signed() {
        return signed;
    }

    void signed(boolean isSigned) {
        signed = isSigned;
    }

    /**
     * Where the order of an event of that day is, or a negative number: an order at most {@code
     * back} days older than the event and at most {@code ahead} days younger; of several under one
     * id the latest that is not younger, else the earliest.
     */
    int find(long hash, int day, int back, int ahead) {
        int younger = NOT_FOUND;
        for (int i = size - 1; i >= 0; i--) {
            if (hashes[i] == hash && days[i] - day <= ahead && day - days[i] <= back) {
                if (days[i] <= day) {
                    return i;
                }
                younger = i;
            }
        }
        return younger;
    }

    /** Adds an order of which nothing was refunded yet; where it now is. */
    int add(long hash, int day, long grossMinor) {
        if (size == hashes.length) {
            grow(Math.max(2, size + (size >> 1) + 1));
        }
        int at = size;
        while (at > 0 && isAfter(at - 1, day, hash)) {
            at--;
        }
        shift(at, at + 1, size - at);
        hashes[at] = hash;
        days[at] = day;
        gross[at] = grossMinor;
        refunded[at] = 0;
        whole[at] = false;
        if (restatedAt.length > 0) {
            restatedAt[at] = NOT_RESTATED;
        }
        size++;
        return at;
    }

    private boolean isAfter(int i, int day, long hash) {
        return days[i] > day || days[i] == day && hashes[i] > hash;
    }

    /** Makes the order's amount another: that of the line of a moment, if one is given. */
    void gross(int i, long grossMinor, long moment) {
        gross[i] = grossMinor;
        if (moment == NOT_RESTATED && restatedAt.length == 0) {
            return;
        }
        if (restatedAt.length == 0) {
            restatedAt = new long[hashes.length];
            Arrays.fill(restatedAt, NOT_RESTATED);
        }
        restatedAt[i] = moment;
    }

    void refunded(int i, long refundedMinor, boolean isWhole) {
        refunded[i] = refundedMinor;
        whole[i] = isWhole;
    }

    /** Moves an order to another day; where it now is. */
    int redate(int i, int day) {
        long hash = hashes[i];
        long grossMinor = gross[i];
        long refundedMinor = refunded[i];
        boolean isWhole = whole[i];
        long moment = restatedAt(i);
        shift(i + 1, i, size - i - 1);
        size--;
        int at = add(hash, day, grossMinor);
        refunded(at, refundedMinor, isWhole);
        gross(at, grossMinor, moment);
        return at;
    }

    /** Forgets the oldest {@code count} orders. */
    void dropOldest(int count) {
        shift(count, 0, size - count);
        size -= count;
    }

    private void shift(int from, int to, int count) {
        System.arraycopy(hashes, from, hashes, to, count);
        System.arraycopy(days, from, days, to, count);
        System.arraycopy(gross, from, gross, to, count);
        System.arraycopy(refunded, from, refunded, to, count);
        System.arraycopy(whole, from, whole, to, count);
        if (restatedAt.length > 0) {
            System.arraycopy(restatedAt, from, restatedAt, to, count);
        }
    }

    private void grow(int capacity) {
        hashes = Arrays.copyOf(hashes, capacity);
        days = Arrays.copyOf(days, capacity);
        gross = Arrays.copyOf(gross, capacity);
        refunded = Arrays.copyOf(refunded, capacity);
        whole = Arrays.copyOf(whole, capacity);
        if (restatedAt.length > 0) {
            restatedAt = Arrays.copyOf(restatedAt, capacity);
        }
    }
}
