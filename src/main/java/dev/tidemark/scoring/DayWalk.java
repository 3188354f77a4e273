package dev.tidemark.scoring;

/**
 * Goes through the days of a customer's purchases from some day on, the earliest first: days with
 * an order, reversed or not, and days with money only.
 */
final class DayWalk {
    /** Stands for the day after the last. */
    static final int END = Integer.MAX_VALUE;

    private final OrderLedger orders;
    private final DayTotals totals;
    private int nextOrder;
    private int nextTotal;
    private int day;
    private long net;
    private int standing;

    /** Stands on the first day that is not before {@code from}. */
    DayWalk(Purchases purchases, int from) {
        orders = purchases.orders;
        totals = purchases.totals;
        while (nextOrder < orders.size() && orders.day(nextOrder) < from) {
            nextOrder++;
        }
        while (nextTotal < totals.size() && totals.day(nextTotal) < from) {
            nextTotal++;
        }
        next();
    }

    /** The day it stands on; {@link #END} after the last. */
    int day() {
        return day;
    }

    /** Net money dated on the day, in minor units. */
    long net() {
        return net;
    }

    /** Orders of the day that were not wholly taken back. */
    int standing() {
        return standing;
    }

    /** Goes on to the next day. */
    void next() {
        int orderDay = nextOrder < orders.size() ? orders.day(nextOrder) : END;
        int totalDay = nextTotal < totals.size() ? totals.day(nextTotal) : END;
        day = Math.min(orderDay, totalDay);
        net = 0;
        standing = 0;
        if (day == END) {
            return;
        }
        while (nextOrder < orders.size() && orders.day(nextOrder) == day) {
            net = SaturatingSum.of(net, orders.net(nextOrder));
            standing += orders.reversed(nextOrder) ? 0 : 1;
            nextOrder++;
        }
        if (totalDay == day) {
            net = SaturatingSum.of(net, totals.net(nextTotal));
            standing += totals.orders(nextTotal);
            nextTotal++;
        }
    }
}
