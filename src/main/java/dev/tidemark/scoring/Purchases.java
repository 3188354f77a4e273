package dev.tidemark.scoring;

/**
 * What is remembered of a customer's purchases: recent orders one by one, older ones by day, and
 * the sufficient statistics of all.
 *
 * <p>Invariants: {@code days} distinct days have at least one order that was not wholly reversed;
 * the first of them is {@code firstDay}, the last {@code lastDay}; {@code firstDayNet} is all money
 * dated that day. Every such day is in memory, or is not after {@code forgottenDay}, which is the
 * last of those that are not; it is never lost, as no order of it can be reversed any more.
 */
final class Purchases {
    /** Stands for a day before all others. */
    static final int NO_DAY = Integer.MIN_VALUE;

    OrderLedger orders;
    DayTotals totals;
    int days;
    int firstDay;
    int lastDay;
    long firstDayNet;
    long net;
    int forgottenDay;

    static Purchases none() {
        Purchases none = new Purchases();
        none.orders = new OrderLedger(0);
        none.totals = new DayTotals(0);
        none.forgottenDay = NO_DAY;
        return none;
    }

    boolean isEmpty() {
        return days == 0 && net == 0 && orders.size() == 0 && totals.size() == 0;
    }

    Purchases union(Purchases other, Rules rules) {
        throw new UnsupportedOperationException("union");
    }

    Purchases copy() {
        Purchases copy = new Purchases();
        copy.orders = orders.copy();
        copy.totals = totals.copy();
        copy.days = days;
        copy.firstDay = firstDay;
        copy.lastDay = lastDay;
        copy.firstDayNet = firstDayNet;
        copy.net = net;
        copy.forgottenDay = forgottenDay;
        return copy;
    }

    void addOrder(long hash, int day, long amountMinor) {
        boolean newDay = liveOrdersOn(day) == 0;
        orders.add(hash, day, amountMinor, 0, false);
        net = SaturatingSum.of(net, amountMinor);
        if (newDay) {
            gainDay(day);
        } else if (day == firstDay) {
            firstDayNet = SaturatingSum.of(firstDayNet, amountMinor);
        }
    }

    /** Makes the order's gross amount another; a reversed order with money again is live again. */
    void regross(int i, long grossMinor) {
        long refunded = Math.min(orders.refunded(i), grossMinor);
        boolean nothingLeft = refunded == grossMinor;
        change(i, grossMinor, refunded, nothingLeft && (refunded > 0 || orders.reversed(i)));
    }

    /** Dates an order earlier than it was: an older line of it has come to light. */
    void redate(int i, int day) {
        int dayBefore = orders.day(i);
        long orderNet = orders.net(i);
        if (orders.reversed(i)) {
            orders.redate(i, day);
            return;
        }
        boolean newDay = liveOrdersOn(day) == 0;
        orders.redate(i, day);
        if (newDay) {
            gainDay(day);
        } else if (day == firstDay) {
            firstDayNet = SaturatingSum.of(firstDayNet, orderNet);
        }
        if (liveOrdersOn(dayBefore) == 0) {
            loseDay(dayBefore);
        }
    }

    /**
     * Takes money of an order back. What is over the order's net is taken from the day of the
     * refund, as if of an order that is not remembered: so the lines of an order add up in any
     * order. An order without money is not reversed by an amount.
     */
    void refund(int i, int day, long amountMinor) {
        long taken = Math.min(amountMinor, orders.net(i));
        if (taken > 0) {
            long refunded = orders.refunded(i) + taken;
            change(i, orders.gross(i), refunded, refunded == orders.gross(i));
        }
        refundUnknown(day, amountMinor - taken);
    }

    /** Takes a whole order back, also one without money. */
    void reverse(int i) {
        change(i, orders.gross(i), orders.gross(i), true);
    }

    private void change(int i, long gross, long refunded, boolean reversed) {
        int day = orders.day(i);
        long delta = gross - refunded - orders.net(i);
        int before = liveOrdersOn(day);
        orders.set(i, gross, refunded, reversed);
        net = SaturatingSum.of(net, delta);
        if (days > 0 && day == firstDay) {
            firstDayNet = SaturatingSum.of(firstDayNet, delta);
        }
        int after = liveOrdersOn(day);
        if (before == 0 && after > 0) {
            gainDay(day);
        } else if (before > 0 && after == 0) {
            loseDay(day);
        }
    }

    /** Takes money back of an order that is not remembered. */
    void refundUnknown(int day, long amountMinor) {
        if (amountMinor == 0) {
            return;
        }
        totals.add(day, 0, -amountMinor);
        net = SaturatingSum.of(net, -amountMinor);
        if (days > 0 && day == firstDay) {
            firstDayNet = SaturatingSum.of(firstDayNet, -amountMinor);
        }
    }

    private void gainDay(int day) {
        boolean first = days == 0 || day < firstDay;
        lastDay = days == 0 ? day : Math.max(lastDay, day);
        if (first) {
            firstDay = day;
            firstDayNet = netOn(day);
        }
        days++;
    }

    private void loseDay(int day) {
        days--;
        if (days == 0) {
            firstDay = 0;
            lastDay = 0;
            firstDayNet = 0;
            return;
        }
        if (day == lastDay) {
            lastDay = Math.max(lastLiveDayBefore(day), forgottenDay);
        }
        if (day == firstDay) {
            firstDay = firstLiveDayAfter(day);
            firstDayNet = netOn(firstDay);
        }
    }

    /** Orders not reversed on a day; those of the forgotten day count as one. */
    private int liveOrdersOn(int day) {
        int count = day == forgottenDay ? 1 : 0;
        for (int i = 0; i < orders.size(); i++) {
            if (orders.day(i) == day && !orders.reversed(i)) {
                count++;
            }
        }
        for (int i = 0; i < totals.size(); i++) {
            if (totals.day(i) == day) {
                count += totals.orders(i);
            }
        }
        return count;
    }

    private long netOn(int day) {
        long sum = 0;
        for (int i = 0; i < orders.size(); i++) {
            sum = orders.day(i) == day ? SaturatingSum.of(sum, orders.net(i)) : sum;
        }
        for (int i = 0; i < totals.size(); i++) {
            sum = totals.day(i) == day ? SaturatingSum.of(sum, totals.net(i)) : sum;
        }
        return sum;
    }

    private int lastLiveDayBefore(int day) {
        int last = NO_DAY;
        for (int i = 0; i < orders.size(); i++) {
            if (orders.day(i) < day && !orders.reversed(i)) {
                last = Math.max(last, orders.day(i));
            }
        }
        for (int i = 0; i < totals.size(); i++) {
            if (totals.day(i) < day && totals.orders(i) > 0) {
                last = Math.max(last, totals.day(i));
            }
        }
        return last;
    }

    private int firstLiveDayAfter(int day) {
        int first = Integer.MAX_VALUE;
        for (int i = 0; i < orders.size(); i++) {
            if (orders.day(i) > day && !orders.reversed(i)) {
                first = Math.min(first, orders.day(i));
            }
        }
        for (int i = 0; i < totals.size(); i++) {
            if (totals.day(i) > day && totals.orders(i) > 0) {
                first = Math.min(first, totals.day(i));
            }
        }
        return first;
    }

    /**
     * Folds out what need not be remembered on {@code today}: orders into day totals, day totals
     * into the sums of all time.
     *
     * <p>A day total stays while an order of that day or an earlier one is remembered: reversing
     * that order asks what else the day holds, and which day comes next. Before any purchase the
     * latest total stays: that day may still become the first purchase day.
     */
    void forget(int today, int dayMemory, MemoryLimits limits) {
        int old = Math.max(0, orders.size() - limits.orders());
        while (old < orders.size() && today - orders.day(old) > limits.orderDays()) {
            old++;
        }
        for (int i = 0; i < old; i++) {
            if (!orders.reversed(i)) {
                totals.add(orders.day(i), 1, orders.net(i));
            }
        }
        if (old > 0) {
            orders.dropOldest(old);
        }
        int firstOrderDay = orders.size() == 0 ? Integer.MAX_VALUE : orders.day(0);
        int droppable = totals.size() - (days == 0 ? 1 : 0);
        int gone = 0;
        while (gone < droppable
                && today - totals.day(gone) >= dayMemory
                && totals.day(gone) < firstOrderDay) {
            if (totals.orders(gone) > 0) {
                forgottenDay = Math.max(forgottenDay, totals.day(gone));
            }
            gone++;
        }
        if (gone > 0) {
            totals.dropOldest(gone);
        }
    }

    /** Orders in the window of {@code windowDays} that ends with {@code today}. */
    int ordersInWindow(int today, int windowDays) {
        int count = 0;
        for (int i = 0; i < orders.size(); i++) {
            count += today - orders.day(i) < windowDays && !orders.reversed(i) ? 1 : 0;
        }
        for (int i = 0; i < totals.size(); i++) {
            count += today - totals.day(i) < windowDays ? totals.orders(i) : 0;
        }
        return count;
    }

    /** Net spend dated in the window, which may be below 0. */
    long netInWindow(int today, int windowDays) {
        long sum = 0;
        for (int i = 0; i < orders.size(); i++) {
            if (today - orders.day(i) < windowDays) {
                sum = SaturatingSum.of(sum, orders.net(i));
            }
        }
        for (int i = 0; i < totals.size(); i++) {
            if (today - totals.day(i) < windowDays) {
                sum = SaturatingSum.of(sum, totals.net(i));
            }
        }
        return sum;
    }

    /**
     * The oldest day in the window that has an order or money, so that the scores may change when
     * it leaves; {@code NO_DAY} if there is none.
     */
    int oldestDayInWindow(int today, int windowDays) {
        int oldest = Integer.MAX_VALUE;
        for (int i = 0; i < orders.size(); i++) {
            if (today - orders.day(i) < windowDays && !orders.reversed(i)) {
                oldest = orders.day(i);
                break;
            }
        }
        for (int i = 0; i < totals.size(); i++) {
            boolean matters = totals.orders(i) > 0 || totals.net(i) != 0;
            if (today - totals.day(i) < windowDays && matters) {
                oldest = Math.min(oldest, totals.day(i));
                break;
            }
        }
        return oldest == Integer.MAX_VALUE ? NO_DAY : oldest;
    }

    /** x of the model: distinct purchase days after the first. */
    int repeats() {
        return days - 1;
    }

    /** Mean net spend of the repeat days in minor units, at least 0; 0 if there are none. */
    double meanRepeatNet() {
        return days < 2 ? 0 : (double) Math.max(0, net - firstDayNet) / (days - 1);
    }
}
