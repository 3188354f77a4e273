package dev.tidemark.scoring;

import java.util.Arrays;

/**
 * Orders and net spend by day: of orders no longer remembered one by one, and of money that went
 * back without an order.
 */
final class DayTotals {
    private static final int[] NO_INTS = {};
    private static final long[] NO_LONGS = {};

    private int[] days = NO_INTS;
    private int[] orders = NO_INTS;
    private long[] net = NO_LONGS;
    private int size;

    DayTotals(int capacity) {
        if (capacity > 0) {
            days = new int[capacity];
            orders = new int[capacity];
            net = new long[capacity];
        }
    }

    DayTotals copy() {
        DayTotals copy = new DayTotals(0);
        if (size > 0) {
            copy.days = days.clone();
            copy.orders = orders.clone();
            copy.net = net.clone();
            copy.size = size;
        }
        return copy;
    }

    int size() {
        return size;
    }

    int day(int i) {
        return days[i];
    }

    /** Whether the totals of all days are the same. */
    boolean equalTo(DayTotals other) {
        return Arrays.equals(days, 0, size, other.days, 0, other.size)
                && Arrays.equals(orders, 0, size, other.orders, 0, other.size)
                && Arrays.equals(net, 0, size, other.net, 0, other.size);
    }

    int orders(int i) {
        return orders[i];
    }

    long net(int i) {
        return net[i];
    }

    void add(int day, int orderCount, long netMinor) {
        int at = Arrays.binarySearch(days, 0, size, day);
        if (at < 0) {
            at = insert(-at - 1, day);
        }
        orders[at] += orderCount;
        net[at] = SaturatingSum.of(net[at], netMinor);
        if (orders[at] == 0 && net[at] == 0) {
            // Nothing is left of what was booked here: as if it had never been.
            shift(at + 1, at, size - at - 1);
            size--;
        }
    }

    private int insert(int at, int day) {
        if (size == days.length) {
            int capacity = size + (size >> 1) + 1;
            days = Arrays.copyOf(days, capacity);
            orders = Arrays.copyOf(orders, capacity);
            net = Arrays.copyOf(net, capacity);
        }
        shift(at, at + 1, size - at);
        days[at] = day;
        orders[at] = 0;
        net[at] = 0;
        size++;
        return at;
    }

    void dropOldest(int count) {
        shift(count, 0, size - count);
        size -= count;
    }

    private void shift(int from, int to, int count) {
        System.arraycopy(days, from, days, to, count);
        System.arraycopy(orders, from, orders, to, count);
        System.arraycopy(net, from, net, to, count);
    }
}
