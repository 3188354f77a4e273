package dev.tidemark.scoring;

import dev.tidemark.model.DayEntry;
import dev.tidemark.model.DaySeries;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a change of one customer's purchases changes in the figures by day of all customers.
 *
 * <p>A customer is active for {@code activeDays} from each purchase day on, that day included. Two
 * consecutive purchase days d and d' (after the last one d' is never) stand for the days from d to
 * the one before d', so that each purchase day makes entries of its own:
 *
 * <ul>
 *   <li>active from d to min(d' - 1, d + activeDays - 1);
 *   <li>lost, looked at from the end of the day s, if active on s and without a purchase from s + 1
 *       to s + periodDays: s is from d to min(d' - 1 - periodDays, d + activeDays - 1), if that is
 *       any.
 * </ul>
 *
 * <p>Purchase days are compared as far as they are remembered day by day, on {@code today}, and no
 * further: {@link Purchases#forget} has or may have dropped those before, of the one memory and not
 * of the other. What was entered of a day stays entered when the day passes that bound. So, with
 * every change of a customer entered, sums over days from the bound on are exact, and how many are
 * active or lost on a day is exact from {@code activeDays - 1} days after the bound on: until then
 * a purchase before it may count.
 */
final class PurchaseDiary {
    private static final Comparator<DayEntry> IN_ORDER =
            (a, b) ->
                    a.series() == b.series()
                            ? Integer.compare(a.day(), b.day())
                            : a.series().compareTo(b.series());

    private final int dayMemory;
    private final int activeDays;
    private final int periodDays;

    /**
     * A diary.
     *
     * @param dayMemory so many days are remembered day by day, see {@link Rules#dayMemory}
     * @param activeDays so long after a purchase a customer counts as active, over 0
     * @param periodDays whoever was active and did not buy for so long is lost, over 0
     * @throws IllegalArgumentException if memory is shorter than it takes to tell who was active
     *     one period ago
     */
    PurchaseDiary(int dayMemory, int activeDays, int periodDays) {
        if (activeDays < 1 || periodDays < 1) {
            throw new IllegalArgumentException(
                    "active for %d days, a period of %d days: both must be over 0"
                            .formatted(activeDays, periodDays));
        }
        if ((long) activeDays + periodDays > dayMemory) {
            throw new IllegalArgumentException(
                    "purchases are remembered for %d days; who was active in %d days before a"
                                    .formatted(dayMemory, activeDays)
                            + " period of %d days is not known".formatted(periodDays));
        }
        this.dayMemory = dayMemory;
        this.activeDays = activeDays;
        this.periodDays = periodDays;
    }

    /** The first day of which both a memory of {@code today} and an earlier one know everything. */
    int firstDay(int today) {
        return today - dayMemory + 1;
    }

    /**
     * What changes in the figures by day when one memory of a customer takes the place of another.
     *
     * @param before the memory as it was; not after {@code today} by its own time
     * @param after the memory as it is on {@code today}
     * @return by series and day; empty if nothing changes
     */
    List<DayEntry> changes(Purchases before, Purchases after, int today) {
        int changed = firstChange(before, after);
        if (changed == DayWalk.END && beginAlike(before, after)) {
            return List.of();
        }
        return new Comparison(firstDay(today)).compare(before, after, changed);
    }

    /** A merge may bring nothing but a first day that is out of memory. */
    private static boolean beginAlike(Purchases before, Purchases after) {
        return before.days == after.days && before.firstDay == after.firstDay;
    }

    /** All days before it are the same in both, as those before an order that was added are. */
    private static int firstChange(Purchases before, Purchases after) {
        if (before == after) {
            return DayWalk.END;
        }
        return before.totals.equalTo(after.totals)
                ? before.orders.sameUntil(after.orders)
                : Integer.MIN_VALUE;
    }

    /** One comparison of two memories. */
    private final class Comparison {
        private final int from;
        private final List<DayEntry> entries = new ArrayList<>(0);

        /** The last purchase days met, from which a pair begins; none yet before the bound. */
        private int openBefore = Purchases.NO_DAY;

        private int openAfter = Purchases.NO_DAY;

        Comparison(int from) {
            this.from = from;
        }

        List<DayEntry> compare(Purchases before, Purchases after, int changed) {
            int begin = Math.max(from, changed);
            int last = begin == from ? Purchases.NO_DAY : after.lastLiveDayBefore(begin);
            if (last >= from) {
                openBefore = last;
                openAfter = last;
            }
            DayWalk was = new DayWalk(before, begin);
            DayWalk is = new DayWalk(after, begin);
            int day = Math.min(was.day(), is.day());
            while (day != DayWalk.END) {
                boolean inBefore = was.day() == day;
                boolean inAfter = is.day() == day;
                int ordersBefore = inBefore ? was.standing() : 0;
                int ordersAfter = inAfter ? is.standing() : 0;
                enter(
                        DaySeries.REVENUE_MINOR,
                        day,
                        (inAfter ? is.net() : 0) - (inBefore ? was.net() : 0));
                enter(DaySeries.ORDERS, day, ordersAfter - ordersBefore);
                meet(day, ordersBefore > 0, ordersAfter > 0);
                if (inBefore) {
                    was.next();
                }
                if (inAfter) {
                    is.next();
                }
                day = Math.min(was.day(), is.day());
            }
            meet(DayWalk.END, true, true);
            first(before, -1);
            first(after, 1);
            return sum();
        }

        /** A pair that begins and ends on the same days in both changes nothing. */
        private void meet(int day, boolean inBefore, boolean inAfter) {
            boolean same = inBefore && inAfter && openBefore == openAfter;
            if (inBefore) {
                pair(openBefore, day, same ? 0 : -1);
                openBefore = day;
            }
            if (inAfter) {
                pair(openAfter, day, same ? 0 : 1);
                openAfter = day;
            }
        }

        private void pair(int day, int next, int count) {
            if (day == Purchases.NO_DAY || count == 0) {
                return;
            }
            int activeUntil = Math.min(next, day + activeDays);
            enter(DaySeries.ACTIVE_CHANGE, day, count);
            enter(DaySeries.ACTIVE_CHANGE, activeUntil, -count);
            int lostUntil = Math.min(next - periodDays, day + activeDays);
            if (lostUntil > day) {
                enter(DaySeries.LOST_CHANGE, day, count);
                enter(DaySeries.LOST_CHANGE, lostUntil, -count);
            }
        }

        private void first(Purchases purchases, int count) {
            if (purchases.days > 0 && purchases.firstDay >= from) {
                enter(DaySeries.NEW_CUSTOMERS, purchases.firstDay, count);
            }
        }

        private void enter(DaySeries series, int day, long delta) {
            if (delta != 0) {
                entries.add(new DayEntry(series, day, delta));
            }
        }

        /** Entries of one day and series are one; those that come to nothing are none. */
        private List<DayEntry> sum() {
            if (entries.isEmpty()) {
                return List.of();
            }
            entries.sort(IN_ORDER);
            List<DayEntry> sums = new ArrayList<>(entries.size());
            for (int i = 0; i < entries.size(); ) {
                DayEntry entry = entries.get(i);
                long delta = 0;
                while (i < entries.size() && IN_ORDER.compare(entries.get(i), entry) == 0) {
                    delta += entries.get(i).delta();
                    i++;
                }
                if (delta != 0) {
                    sums.add(new DayEntry(entry.series(), entry.day(), delta));
                }
            }
            return sums;
        }
    }
}
