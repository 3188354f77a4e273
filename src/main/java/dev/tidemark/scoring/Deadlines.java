package dev.tidemark.scoring;

import dev.tidemark.model.ChurnLevel;
import dev.tidemark.model.Moments;
import dev.tidemark.model.Quadrant;
import dev.tidemark.stats.MonotoneSearch;
import java.util.List;

/**
 * When a customer's scorecard next changes although nothing happens.
 *
 * <p>The earliest of: recency falls into the next class; a day leaves the window; a number of days
 * in a decision table is over; the probability of churn crosses the next level; the expected value
 * has decayed by a tenth, or below the cut that it was up to; thirty days have passed.
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
            int today,
            int r,
            ChurnLevel level,
            double churnProbability,
            double expectedOrders,
            long expectedSpendMinor,
            Quadrant quadrant,
            int wonBackDay,
            Cuts cuts) {}

    /** The next deadline of one who has not bought: a cart, or a request for help, goes stale. */
    long ofProspect(Dealings dealings, long now) {
        return Math.min(intentEnds(dealings, now), after(now, dealings.ticketLapsesAt()));
    }

    private long intentEnds(Dealings dealings, long now) {
        long last = dealings.lastIntentAt();
        if (last == Moments.BEFORE_ALL) {
            return Moments.NEVER;
        }
        return after(now, last + rules.classes().matrix().intentDays() * DayCalendar.DAY_MILLIS);
    }

    private static long after(long now, long moment) {
        return moment > now ? moment : Moments.NEVER;
    }

    /** The next deadline after {@code now.at()}; {@link Moments#NEVER} if nothing can change. */
    long next(CustomerHistory h, Appraisal appraisal, Now now) {
        Purchases purchases = h.purchases;
        long next = Math.min(recencyFalls(purchases, now), dayLeaves(purchases, now.at()));
        next = Math.min(next, tableChanges(h, now));
        next = Math.min(next, after(now.at(), h.dealings.ticketLapsesAt()));
        boolean fades = now.expectedSpendMinor() > 0 || now.level() != ChurnLevel.HIGH;
        if (!fades) {
            return next;
        }
        next = Math.min(next, now.at() + LONGEST_MILLIS);
        next = churnRises(appraisal, now, next);
        return now.expectedSpendMinor() > 0 ? valueDecays(appraisal, now, next) : next;
    }

    private long recencyFalls(Purchases purchases, Now now) {
        if (now.r() == 1) {
            return Moments.NEVER;
        }
        int lastDayOfClass = purchases.lastDay + now.cuts().limits().lastDayOf(now.r());
        return rules.calendar().becomesToday(lastDayOfClass + 1);
    }

    private long dayLeaves(Purchases purchases, long at) {
        int today = rules.calendar().today(at);
        int oldest = purchases.oldestDayInWindow(today, rules.windowDays());
        return oldest == Purchases.NO_DAY
                ? Moments.NEVER
                : rules.calendar().becomesToday(oldest + rules.windowDays());
    }

    /** When the next number of days in a decision table is over. */
    private long tableChanges(CustomerHistory h, Now now) {
        ClassRules classes = rules.classes();
        LifecycleRules lifecycle = classes.lifecycle();
        int first = h.purchases.firstDay;
        int next = Integer.MAX_VALUE;
        next = sooner(next, now, first + classes.matrix().newcomerDays() + 1);
        next = sooner(next, now, first + lifecycle.onboardingDays() + 1);
        next = sooner(next, now, h.purchases.lastDay + lifecycle.lapsedDays());
        List<Long> lengths = classes.tier().lengthDays();
        if (classes.tier().length() > 0 && first + lengths.get(lengths.size() - 1) > now.today()) {
            for (long days : lengths) {
                next = sooner(next, now, first + (int) days);
            }
        }
        if (now.wonBackDay() != Purchases.NO_DAY) {
            next = sooner(next, now, now.wonBackDay() + lifecycle.wonBackDays() + 1);
        }
        int referral = h.dealings.lastReferralDay();
        if (referral != Purchases.NO_DAY) {
            next = sooner(next, now, referral + lifecycle.advocateDays() + 1);
        }
        return next == Integer.MAX_VALUE ? Moments.NEVER : rules.calendar().becomesToday(next);
    }

    private static int sooner(int next, Now now, int day) {
        return day > now.today() && day < next ? day : next;
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

    /**
     * The first whole hour from now at which a tenth of the expected orders has faded, or what
     * makes the customer one of potential high value.
     */
    private long valueDecays(Appraisal appraisal, Now now, long atMost) {
        double threshold = threshold(now);
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

    private double threshold(Now now) {
        double decayed = DECAY * now.expectedOrders();
        if (now.quadrant() != Quadrant.POTENTIAL_HIGH_VALUE) {
            return decayed;
        }
        // The smallest expected spend, before rounding, at which the customer stays where they are.
        long floor = rules.classes().stability().floor(now.cuts().points().highExpectedMinor());
        double spendOfOne = now.expectedSpendMinor() / now.expectedOrders();
        return Math.max(decayed, Math.min(now.expectedOrders(), (floor - 0.5) / spendOfOne));
    }
}
