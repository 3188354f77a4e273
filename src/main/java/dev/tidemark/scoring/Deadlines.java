package dev.tidemark.scoring;

import dev.tidemark.model.ChurnLevel;
import dev.tidemark.model.Moments;
import dev.tidemark.stats.MonotoneSearch;

/**
 * When a customer's scorecard next changes although nothing happens.
 *
 * <p>The earliest of: recency falls into the next class; a day leaves the window; the probability
 * of churn crosses the next level; the expected value has decayed by a tenth; thirty days have
 * passed.
 */
final class Deadlines {
    private static final long HOUR_MILLIS = 3_600_000L;
    private static final long LONGEST_MILLIS = 30 * DayCalendar.DAY_MILLIS;
    private static final double DECAY = 0.9;

    private final Rules rules;

    Deadlines(Rules rules) {
        this.rules = rules;
    }

    /** What a deadline depends on besides the memory. */
    record Now(
            long at,
            int r,
            ChurnLevel level,
            double churnProbability,
            double expectedOrders,
            long expectedSpendMinor) {}

    /** The next deadline after {@code now.at()}; {@link Moments#NEVER} if nothing can change. */
    long next(Purchases purchases, Appraisal appraisal, Now now) {
        long next = Math.min(recencyFalls(purchases, now.r()), dayLeaves(purchases, now.at()));
        boolean fades = now.expectedSpendMinor() > 0 || now.level() != ChurnLevel.HIGH;
        if (!fades) {
            return next;
        }
        next = Math.min(next, now.at() + LONGEST_MILLIS);
        next = churnRises(appraisal, now, next);
        return now.expectedSpendMinor() > 0 ? valueDecays(appraisal, now, next) : next;
    }

    private long recencyFalls(Purchases purchases, int r) {
        if (r == 1) {
            return Moments.NEVER;
        }
        int lastDayOfClass = purchases.lastDay + rules.limits().lastDayOf(r);
        return rules.calendar().becomesToday(lastDayOfClass + 1);
    }

    private long dayLeaves(Purchases purchases, long at) {
        int today = rules.calendar().today(at);
        int oldest = purchases.oldestDayInWindow(today, rules.windowDays());
        return oldest == Purchases.NO_DAY
                ? Moments.NEVER
                : rules.calendar().becomesToday(oldest + rules.windowDays());
    }

    /** The first millisecond at which the probability of churn has reached the next level. */
    private long churnRises(Appraisal appraisal, Now now, long atMost) {
        double threshold = rules.churn().nextUpFrom(now.level());
        double reached = appraisal.at(atMost).probabilityOfNoPurchase();
        if (reached < threshold) {
            return atMost;
        }
        return MonotoneSearch.firstNotAboveZero(
                now.at(),
                threshold - now.churnProbability(),
                atMost,
                threshold - reached,
                moment -> threshold - appraisal.at(moment).probabilityOfNoPurchase());
    }

    /** The first whole hour from now at which a tenth of the expected orders has faded. */
    private long valueDecays(Appraisal appraisal, Now now, long atMost) {
        double threshold = DECAY * now.expectedOrders();
        long hours = (atMost - now.at() + HOUR_MILLIS - 1) / HOUR_MILLIS;
        double last = appraisal.at(now.at() + hours * HOUR_MILLIS).expectedOrders();
        if (last > threshold) {
            return atMost;
        }
        long hour =
                MonotoneSearch.firstNotAboveZero(
                        0,
                        now.expectedOrders() - threshold,
                        hours,
                        last - threshold,
                        h -> appraisal.at(now.at() + h * HOUR_MILLIS).expectedOrders() - threshold);
        return Math.min(atMost, now.at() + hour * HOUR_MILLIS);
    }
}
