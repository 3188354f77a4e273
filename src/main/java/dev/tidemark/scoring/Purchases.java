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
    AwaitedRefunds awaited;
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
        none.awaited = new AwaitedRefunds();
        none.totals = new DayTotals(0);
        none.forgottenDay = NO_DAY;
        return none;
    }

    boolean isEmpty() {
        return days == 0
                && net == 0
                && orders.size() == 0
                && totals.size() == 0
                && awaited.size() == 0;
    }

    Purchases copy() {
        Purchases copy = new Purchases();
        copy.orders = orders.copy();
        copy.awaited = awaited.copy();
        copy.totals = totals.copy();
        copy.days = days;
        copy.firstDay = firstDay;
        copy.lastDay = lastDay;
        copy.firstDayNet = firstDayNet;
        copy.net = net;
        copy.forgottenDay = forgottenDay;
        return copy;
    }

    /** What two customers bought who are one person; see {@link PurchasesUnion}. */
    Purchases union(Purchases other, Rules rules) {
        return PurchasesUnion.of(this, other, rules);
    }

    /** Whether orders are signed sums; a change of that policy is booked at once. */
    void signOrders(boolean signed) {
        if (orders.signed() == signed) {
            return;
        }
        for (int i = 0; i < orders.size(); i++) {
            long overdrawn = orders.overdrawn(i);
            book(orders.day(i), signed ? -overdrawn : overdrawn);
        }
        orders.signed(signed);
    }

    /** Adds an order, of which {@link OrderLedger#restatedAt} is known or not; where it is. */
    int addOrder(long hash, int day, long grossMinor, long restatedAt) {
        int i = orders.add(hash, day, grossMinor);
        orders.gross(i, grossMinor, restatedAt);
        changed(i, 0, false);
        return i;
    }

    /** Makes the order's gross amount another. */
    void regross(int i, long grossMinor, long restatedAt) {
        long netBefore = orders.net(i);
        boolean stood = !orders.reversed(i);
        orders.gross(i, grossMinor, restatedAt);
        changed(i, netBefore, stood);
    }

    /** Takes an amount of an order back, or the whole of it for ever, whatever comes later. */
    void refund(int i, long amountMinor, boolean whole) {
        long netBefore = orders.net(i);
        boolean stood = !orders.reversed(i);
        long refunded = SaturatingSum.of(orders.refunded(i), amountMinor);
        orders.refunded(i, refunded, whole || orders.whole(i));
        changed(i, netBefore, stood);
    }

    /** Sets right what follows from an order that was changed. */
    private void changed(int i, long netBefore, boolean stood) {
        int day = orders.day(i);
        book(day, orders.net(i) - netBefore);
        boolean stands = !orders.reversed(i);
        if (stands && !stood && liveOrdersOn(day) == 1) {
            gainDay(day);
        } else if (stood && !stands && liveOrdersOn(day) == 0) {
            loseDay(day);
        }
    }

    /**
     * Dates an order earlier than it was, as an older line of it has come to light; where it is.
     */
    int redate(int i, int day) {
        int dayBefore = orders.day(i);
        long orderNet = orders.net(i);
        boolean stands = !orders.reversed(i);
        bookOnFirstDay(dayBefore, -orderNet);
        int at = orders.redate(i, day);
        bookOnFirstDay(day, orderNet);
        if (stands && liveOrdersOn(day) == 1) {
            gainDay(day);
        }
        if (stands && liveOrdersOn(dayBefore) == 0) {
            loseDay(dayBefore);
        }
        return at;
    }

    /** Takes money back that belongs to no order that is known. */
    void takeMoney(int day, long amountMinor) {
        if (amountMinor != 0) {
            totals.add(day, 0, -amountMinor);
            book(day, -amountMinor);
        }
    }

    /** Takes money back at once, and remembers of which order, in case it is yet to come. */
    void await(long hash, int day, long amountMinor, boolean whole) {
        takeMoney(day, amountMinor);
        if (amountMinor > 0 || whole) {
            awaited.add(hash, day, amountMinor, whole);
        }
    }

    /** Books on the order itself what was booked without it, for as long as it was not known. */
    void settle(int i, MemoryLimits limits) {
        for (int k = awaited.size() - 1; k >= 0; k--) {
            int later = awaited.day(k) - orders.day(i);
            boolean near = later <= limits.orderDays() && -later <= limits.overtakenDays();
            if (near && awaited.hash(k) == orders.hash(i)) {
                takeMoney(awaited.day(k), -awaited.amount(k));
                refund(i, awaited.amount(k), awaited.whole(k));
                awaited.remove(k);
            }
        }
    }

    private void book(int day, long amountMinor) {
        net = SaturatingSum.of(net, amountMinor);
        bookOnFirstDay(day, amountMinor);
    }

    private void bookOnFirstDay(int day, long amountMinor) {
        if (days > 0 && day == firstDay) {
            firstDayNet = SaturatingSum.of(firstDayNet, amountMinor);
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

    long netOn(int day) {
        long sum = 0;
        for (int i = 0; i < orders.size(); i++) {
            sum = orders.day(i) == day ? SaturatingSum.of(sum, orders.net(i)) : sum;
        }
        for (int i = 0; i < totals.size(); i++) {
            sum = totals.day(i) == day ? SaturatingSum.of(sum, totals.net(i)) : sum;
        }
        return sum;
    }

    /** The last purchase day in memory before a day; {@code NO_DAY} if there is none. */
    int lastLiveDayBefore(int day) {
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

    /** The first purchase day in memory after a day; the largest number if there is none. */
    int firstLiveDayAfter(int day) {
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
     * latest total stays: that day may still become the first purchase day. An awaited refund is
     * given up before the total that holds its money is: the day memory is the longer one.
     */
    void forget(int today, int dayMemory, MemoryLimits limits) {
        awaited.forget(today - limits.awaitedDays());
        int old = Math.max(0, orders.size() - limits.orders());
        while (old < orders.size() && today - orders.day(old) > limits.ledgerDays()) {
            old++;
        }
        foldOldest(old);
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

    /** Makes day totals of the oldest orders; one that was reversed leaves only its money. */
    void foldOldest(int count) {
        for (int i = 0; i < count; i++) {
            boolean stands = !orders.reversed(i);
            if (stands || orders.net(i) != 0) {
                totals.add(orders.day(i), stands ? 1 : 0, orders.net(i));
            }
        }
        if (count > 0) {
            orders.dropOldest(count);
        }
    }

    /** Makes totals of all orders before a day, and drops the totals before it. */
    void foldBefore(int day) {
        int old = 0;
        while (old < orders.size() && orders.day(old) < day) {
            old++;
        }
        foldOldest(old);
        int gone = 0;
        while (gone < totals.size() && totals.day(gone) < day) {
            gone++;
        }
        if (gone > 0) {
            totals.dropOldest(gone);
        }
    }

    /** Distinct purchase days in memory, but for two. */
    int liveDays(int except, int orExcept) {
        int count = 0;
        int day = firstLiveDayAfter(NO_DAY);
        while (day != Integer.MAX_VALUE) {
            count += day == except || day == orExcept ? 0 : 1;
            day = firstLiveDayAfter(day);
        }
        return count;
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
            boolean matters = !orders.reversed(i) || orders.net(i) != 0;
            if (today - orders.day(i) < windowDays && matters) {
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
        return days < 2 ? 0 : (double) repeatNet() / (days - 1);
    }

    /** Net spend of the purchase days after the first, at least 0. */
    long repeatNet() {
        return Math.max(0, net - firstDayNet);
    }
}
