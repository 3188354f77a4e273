package dev.tidemark.scoring;

/**
 * What two customers bought who turn out to be one person.
 *
 * <p>An order that both know is one order: of each of its figures the larger is taken, not the sum,
 * and the earlier day. What is in day totals has no names and adds up. A refund that one of the two
 * awaits is settled with the order if the other one has it.
 *
 * <p>Exact while everything is in memory: the union is then as if all events had been of one
 * customer, and it makes no difference which of the two is united with which, nor in what order
 * three are, unless one of three awaits a refund of an order both others have heard of. Purchase
 * days that one of them no longer has in memory cannot be compared, and so add up: a day on which
 * both bought is then counted twice.
 */
final class PurchasesUnion {
    private final Purchases one;
    private final Purchases other;
    private final MemoryLimits limits;
    private final Purchases union = Purchases.none();

    private PurchasesUnion(Purchases one, Purchases other, Rules rules) {
        this.limits = rules.memory();
        boolean signed = rules.orderLines() == OrderLines.SUM;
        this.one = one.copy();
        this.other = other.copy();
        this.one.signOrders(signed);
        this.other.signOrders(signed);
        union.orders.signed(signed);
    }

    static Purchases of(Purchases one, Purchases other, Rules rules) {
        return new PurchasesUnion(one, other, rules).unite();
    }

    private Purchases unite() {
        uniteOrders();
        addTotals(one.totals);
        addTotals(other.totals);
        union.net = SaturatingSum.of(netWithoutOrders(one), netWithoutOrders(other));
        uniteAwaited();
        settle();
        union.net = SaturatingSum.of(union.net, netOfOrders(union));
        countDays();
        return union;
    }

    /** By day, so that of several orders under one id each meets its own. */
    private void uniteOrders() {
        int i = 0;
        int j = 0;
        while (i < one.orders.size() || j < other.orders.size()) {
            boolean mine =
                    j == other.orders.size()
                            || i < one.orders.size() && one.orders.day(i) <= other.orders.day(j);
            if (mine) {
                unite(one.orders, i++);
            } else {
                unite(other.orders, j++);
            }
        }
    }

    private void unite(OrderLedger from, int k) {
        OrderLedger orders = union.orders;
        int reach = limits.orderDays();
        int i = orders.find(from.hash(k), from.day(k), reach, reach);
        if (i < 0) {
            i = orders.add(from.hash(k), from.day(k), from.gross(k));
            orders.gross(i, from.gross(k), from.restatedAt(k));
        }
        long moment = Math.max(from.restatedAt(k), orders.restatedAt(i));
        long gross =
                from.restatedAt(k) == orders.restatedAt(i)
                        ? Math.max(from.gross(k), orders.gross(i))
                        : from.restatedAt(k) == moment ? from.gross(k) : orders.gross(i);
        orders.gross(i, gross, moment);
        orders.refunded(
                i,
                Math.max(from.refunded(k), orders.refunded(i)),
                from.whole(k) || orders.whole(i));
    }

    private void addTotals(DayTotals from) {
        for (int i = 0; i < from.size(); i++) {
            union.totals.add(from.day(i), from.orders(i), from.net(i));
        }
    }

    private static long netWithoutOrders(Purchases p) {
        return SaturatingSum.of(p.net, -netOfOrders(p));
    }

    private static long netOfOrders(Purchases p) {
        long sum = 0;
        for (int i = 0; i < p.orders.size(); i++) {
            sum = SaturatingSum.of(sum, p.orders.net(i));
        }
        return sum;
    }

    /** What both await of one order and day is one refund; it was booked twice. */
    private void uniteAwaited() {
        union.awaited = one.awaited.copy();
        AwaitedRefunds awaited = union.awaited;
        for (int k = 0; k < other.awaited.size(); k++) {
            long hash = other.awaited.hash(k);
            int day = other.awaited.day(k);
            long amount = other.awaited.amount(k);
            boolean whole = other.awaited.whole(k);
            int i = awaited.find(hash, day);
            if (i < 0) {
                awaited.add(hash, day, amount, whole);
            } else {
                union.takeMoney(day, -Math.min(amount, awaited.amount(i)));
                awaited.set(i, Math.max(amount, awaited.amount(i)), whole || awaited.whole(i));
            }
        }
    }

    /** As a refund that comes after its order: the days of purchase are counted afterwards. */
    private void settle() {
        AwaitedRefunds awaited = union.awaited;
        OrderLedger orders = union.orders;
        for (int k = awaited.size() - 1; k >= 0; k--) {
            int day = awaited.day(k);
            int i = orders.find(awaited.hash(k), day, limits.orderDays(), limits.overtakenDays());
            if (i >= 0) {
                union.takeMoney(day, -awaited.amount(k));
                long refunded = SaturatingSum.of(orders.refunded(i), awaited.amount(k));
                orders.refunded(i, refunded, awaited.whole(k) || orders.whole(i));
                awaited.remove(k);
            }
        }
    }

    /**
     * Days before the last one that either has forgotten are given up, as they are in one customer:
     * they are out of the window, and no day among them can be lost any more.
     */
    private void countDays() {
        int forgotten = Math.max(one.forgottenDay, other.forgottenDay);
        int inMemory = union.liveDays(one.forgottenDay, other.forgottenDay);
        int firstInMemory = union.firstLiveDayAfter(Purchases.NO_DAY);
        int lastInMemory = union.lastLiveDayBefore(Integer.MAX_VALUE);
        boolean sameDay = forgotten != Purchases.NO_DAY && one.forgottenDay == other.forgottenDay;
        int outOfMemory = forgottenDays(one) + forgottenDays(other) - (sameDay ? 1 : 0);
        union.forgottenDay = forgotten;
        union.days = inMemory + outOfMemory;
        if (union.days > 0) {
            union.lastDay = Math.max(lastInMemory, forgotten);
            union.firstDay = Math.min(firstInMemory, Math.min(firstGone(one), firstGone(other)));
            long gone = SaturatingSum.of(goneOnFirstDay(one), goneOnFirstDay(other));
            union.firstDayNet = SaturatingSum.of(gone, union.netOn(union.firstDay));
        }
        union.foldBefore(forgotten);
    }

    /** How many purchase days the customer has that are no longer in memory. */
    private static int forgottenDays(Purchases p) {
        return p.forgottenDay == Purchases.NO_DAY
                ? 0
                : p.days - p.liveDays(p.forgottenDay, p.forgottenDay);
    }

    /** The first purchase day if it is out of memory; later than all days if not. */
    private static int firstGone(Purchases p) {
        return p.forgottenDay == Purchases.NO_DAY ? Integer.MAX_VALUE : p.firstDay;
    }

    /** Money of the united first day that one of the two no longer has in memory. */
    private long goneOnFirstDay(Purchases p) {
        return p.days > 0 && p.firstDay == union.firstDay
                ? SaturatingSum.of(p.firstDayNet, -p.netOn(p.firstDay))
                : 0;
    }
}
