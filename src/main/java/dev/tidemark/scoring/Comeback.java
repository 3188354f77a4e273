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
        boolean lapsed = purchases.lastDay - purchases.firstDay >= rules.lapsedDays();
        if (purchases.lastDay < from || !lapsed) {
            return Purchases.NO_DAY;
        }
        int before = Math.max(purchases.lastLiveDayBefore(from), purchases.forgottenDay);
        // What was forgotten by rules with a shorter memory may be more recent.
        if (before == Purchases.NO_DAY || before >= from) {
            return Purchases.NO_DAY;
        }
        int after = purchases.firstLiveDayAfter(before);
        return after >= from && after - before >= rules.lapsedDays() ? after : Purchases.NO_DAY;
    }
}
