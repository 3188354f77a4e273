package dev.tidemark.scoring;

import java.util.Arrays;

/**
 * The recent orders of one customer, one by one: what refunds and order lines need.
 *
 * <p>Kept in the order of their days; among orders of one day, in the order of arrival.
 */
final class OrderLedger {
    private static final int NOT_FOUND = -1;

    private long[] hashes;
    private int[] days;
    private long[] gross;
    private long[] refunded;
    private boolean[] reversed;
    private int size;

    OrderLedger(int capacity) {
        hashes = new long[capacity];
        days = new int[capacity];
        gross = new long[capacity];
        refunded = new long[capacity];
        reversed = new boolean[capacity];
    }

    OrderLedger copy() {
        OrderLedger copy = new OrderLedger(0);
        copy.hashes = hashes.clone();
        copy.days = days.clone();
        copy.gross = gross.clone();
        copy.refunded = refunded.clone();
        copy.reversed = reversed.clone();
        copy.size = size;
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

    long refunded(int i) {
        return refunded[i];
    }

    /** Whether the whole order was taken back: then it is no purchase. */
    boolean reversed(int i) {
        return reversed[i];
    }

    long net(int i) {
        return gross[i] - refunded[i];
    }

    /** Where the order is, or a negative number. */
    int find(long hash) {
        for (int i = size - 1; i >= 0; i--) {
            if (hashes[i] == hash) {
                return i;
            }
        }
        return NOT_FOUND;
    }

    void add(long hash, int day, long grossMinor, long refundedMinor, boolean isReversed) {
        if (size == hashes.length) {
            grow(Math.max(2, size + (size >> 1) + 1));
        }
        int at = size;
        while (at > 0 && days[at - 1] > day) {
            at--;
        }
        shift(at, at + 1, size - at);
        hashes[at] = hash;
        days[at] = day;
        gross[at] = grossMinor;
        refunded[at] = refundedMinor;
        reversed[at] = isReversed;
        size++;
    }

    void set(int i, long grossMinor, long refundedMinor, boolean isReversed) {
        gross[i] = grossMinor;
        refunded[i] = refundedMinor;
        reversed[i] = isReversed;
    }

    /** Moves an order to another day, behind the orders that are there. */
    void redate(int i, int day) {
        long hash = hashes[i];
        long grossMinor = gross[i];
        long refundedMinor = refunded[i];
        boolean isReversed = reversed[i];
        shift(i + 1, i, size - i - 1);
        size--;
        add(hash, day, grossMinor, refundedMinor, isReversed);
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
        System.arraycopy(reversed, from, reversed, to, count);
    }

    private void grow(int capacity) {
        hashes = Arrays.copyOf(hashes, capacity);
        days = Arrays.copyOf(days, capacity);
        gross = Arrays.copyOf(gross, capacity);
        refunded = Arrays.copyOf(refunded, capacity);
        reversed = Arrays.copyOf(reversed, capacity);
    }
}
