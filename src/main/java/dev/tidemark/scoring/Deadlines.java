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
 * falls below the cut that it was up to; it has decayed by a tenth since the scorecard; that is
 * thirty days old.
 */
final class Deadlines {
    private static final long HOUR_MILLIS = 3_600_000L;
    private static final long LONGEST_MILLIS = 30 * DayCalendar.DAY_MILLIS;
    private static final double DECAY = 0.9;

    private final Rules rules;

    Deadlines(Rules rules) {
        this.rules = rules;
    }

    /**
     * What a deadline depends on besides the memory.
     *
     * @param scored the scorecard whose figures grow old
     */
    record Now(
            long at,
            int today,
            int r,
            ChurnLevel level,
            double churnProbability,
            long expectedSpendMinor,
            Quadrant quadrant,
            int wonBackDay,
            Cuts cuts,
            Scored scored) {}

    /** When the figures of a scorecard are of, and what it expects. */
    record Scored(long at, double expectedOrders, long expectedSpendMinor) {}

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
        boolean hasValue = now.scored().expectedSpendMinor() > 0;
        boolean fades = hasValue || now.level() != ChurnLevel.HIGH;
        if (!fades) {
            return next;
        }
        next = Math.min(next, due(now, now.scored().at() + LONGEST_MILLIS));
        next = churnRises(appraisal, now, next);
        if (now.quadrant() == Quadrant.POTENTIAL_HIGH_VALUE) {
            next = promiseFades(appraisal, now, next);
        }
        return hasValue ? valueDecays(appraisal, now, next) : next;
    }

    /** What is overdue, as another model was in force when it was due, is due at once. */
    private static long due(Now now, long moment) {
        return Math.max(moment, now.at() + 1);
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

    /** The first millisecond at which less is expected than keeps the customer where they are. */
    private long promiseFades(Appraisal appraisal, Now now, long atMost) {
        long floor = rules.classes().stability().floor(now.cuts().points().highExpectedMinor());
        double last = overFloor(appraisal, atMost, floor);
        if (last > 0) {
            return atMost;
        }
        return MonotoneSearch.firstNotAboveZero(
                now.at(),
                now.expectedSpendMinor() - floor + 0.5,
                atMost,
                last,
                moment -> overFloor(appraisal, moment, floor));
    }

    /** Over zero from the floor on, which is a whole number, as is what is expected. */
    private static double overFloor(Appraisal appraisal, long moment, long floor) {
        Outlook outlook = appraisal.at(moment);
        return outlook.expectedSpendMinor(outlook.expectedOrders()) - floor + 0.5;
    }

    /**
     * The first whole hour from the scorecard on, after now, at which a tenth of the orders that it
     * expects has faded.
     */
    private static long valueDecays(Appraisal appraisal, Now now, long atMost) {
        long start = now.scored().at();
        double threshold = DECAY * now.scored().expectedOrders();
        long hours = (atMost - start + HOUR_MILLIS - 1) / HOUR_MILLIS;
        double last = appraisal.at(start + hours * HOUR_MILLIS).expectedOrders();
        if (last > threshold) {
            return atMost;
        }
        long hour = (now.at() - start) / HOUR_MILLIS;
        double first =
                hour == 0
                        ? now.scored().expectedOrders()
                        : appraisal.at(start + hour * HOUR_MILLIS).expectedOrders();
        long faded = hour + 1;
        if (first > threshold) {
            faded =
                    MonotoneSearch.firstNotAboveZero(
                            hour,
                            first - threshold,
                            hours,
                            last - threshold,
                            h ->
                                    appraisal.at(start + h * HOUR_MILLIS).expectedOrders()
                                            - threshold);
        }
        return Math.min(atMost, start + faded * HOUR_MILLIS);
    }
}
