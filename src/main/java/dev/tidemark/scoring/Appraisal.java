package dev.tidemark.scoring;

import dev.tidemark.model.CustomerValue;
import dev.tidemark.model.PurchaseHistory;
import dev.tidemark.model.RfmScores;

/**
 * What the rules make of a customer's purchases at one instant: scores, value and probabilities.
 *
 * <p>Days and model units: a purchase day counts as at its end, so the age T runs from the end of
 * the first purchase day, continuously; the gap t_x is whole days.
 */
final class Appraisal {
    private static final int MONTHS = 12;

    private final Rules rules;
    private final BuyingModel model;
    private final Purchases purchases;
    private final long firstDayEnd;
    private final int repeats;
    private final int gapDays;
    private final double gap;
    private final double meanSpend;

    /** Reads the purchases; there must be at least one purchase day. */
    Appraisal(Rules rules, BuyingModel model, Purchases purchases) {
        this.rules = rules;
        this.model = model;
        this.purchases = purchases;
        this.firstDayEnd = rules.calendar().startOf(purchases.firstDay + 1);
        this.repeats = purchases.repeats();
        this.gapDays = purchases.lastDay - purchases.firstDay;
        this.gap = gapDays / model.unitDays();
        this.meanSpend =
                model.spend()
                        .expectedMeanSpend(
                                repeats, purchases.meanRepeatNet() / rules.value().minorPerUnit());
    }

    RfmScores rfm(long now) {
        int today = rules.calendar().today(now);
        int recency = Math.max(0, today - purchases.lastDay);
        int orders = purchases.ordersInWindow(today, rules.windowDays());
        long spend = Math.max(0, purchases.netInWindow(today, rules.windowDays()));
        RfmLimits limits = rules.limits();
        return new RfmScores(
                recency, orders, spend, limits.r(recency), limits.f(orders), limits.m(spend));
    }

    double probabilityOfNoPurchase(long now) {
        double horizon = rules.churn().horizonDays() / model.unitDays();
        return 1 - model.purchases().probabilityOfPurchase(repeats, gap, age(now), horizon);
    }

    double probabilityAlive(long now) {
        return model.purchases().probabilityAlive(repeats, gap, age(now));
    }

    /** Expected purchase days in the next twelve months. */
    double expectedOrders(long now) {
        return model.purchases().expectedPurchases(repeats, gap, age(now), MONTHS * month());
    }

    long expectedSpendMinor(double expectedOrders) {
        return toMinor(expectedOrders * meanSpend);
    }

    CustomerValue value(long now, double expectedOrders) {
        return new CustomerValue(
                Math.max(0, purchases.net),
                expectedOrders,
                expectedSpendMinor(expectedOrders),
                toMinor(
                        rules.value().margin()
                                * meanSpend
                                * discountedOrders(now, expectedOrders)));
    }

    /** Σ over months i of {E[Y(i)] − E[Y(i−1)]} / (1+d)^i; the last E[Y] is known already. */
    private double discountedOrders(long now, double expectedOrders) {
        double age = age(now);
        double alive = model.purchases().probabilityAlive(repeats, gap, age);
        double discounted = 0;
        double before = 0;
        double factor = 1;
        for (int i = 1; i < MONTHS; i++) {
            double until = alive * model.purchases().expectedIfAlive(repeats, age, i * month());
            factor /= 1 + rules.value().monthlyDiscount();
            discounted += (until - before) * factor;
            before = until;
        }
        factor /= 1 + rules.value().monthlyDiscount();
        return discounted + (expectedOrders - before) * factor;
    }

    PurchaseHistory history(long now) {
        return new PurchaseHistory(
                purchases.firstDay,
                purchases.lastDay,
                repeats,
                gapDays,
                ageDays(now),
                purchases.meanRepeatNet());
    }

    private double month() {
        return ValueRules.MONTH_DAYS / model.unitDays();
    }

    /** T = max(t_x, now − end of the first day), in model units. */
    private double age(long now) {
        return ageDays(now) / model.unitDays();
    }

    private double ageDays(long now) {
        return Math.max(gapDays, (double) (now - firstDayEnd) / DayCalendar.DAY_MILLIS);
    }

    private long toMinor(double units) {
        return (long) StrictMath.rint(units * rules.value().minorPerUnit());
    }
}
