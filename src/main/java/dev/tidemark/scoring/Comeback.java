package dev.tidemark.scoring;

/** When a customer who had lapsed came back. */
final class Comeback {
    private Comeback() {}

    /**
     * The day of the order with which a customer came back, at most {@code wonBackDays} before
     * today; {@link Purchases#NO_DAY} if there is none. As one is won back for fewer days than it
     * takes to lapse, there is at most one.
     */
    static int day(Purchases purchases, int today, LifecycleRules rules) {
        int from = today - rules.wonBackDays();
        if (purchases.lastDay < from || purchases.firstDay > today - rules.lapsedDays()) {
            return Purchases.NO_DAY;
        }
        int before = Math.max(purchases.lastLiveDayBefore(from), purchases.forgottenDay);
        if (before == Purchases.NO_DAY) {
            return Purchases.NO_DAY;
        }
        int after = purchases.firstLiveDayAfter(before);
        return after >= from && after - before >= rules.lapsedDays() ? after : Purchases.NO_DAY;
    }
}
