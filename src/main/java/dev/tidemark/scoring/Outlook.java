package dev.tidemark.scoring;

import dev.tidemark.model.CustomerValue;
import dev.tidemark.stats.PurchaseModel;
import dev.tidemark.stats.PurchaseSpread;
import java.util.OptionalLong;

/**
 * What the model expects of a customer at one instant, by how likely they are alive then.
 *
 * <p>P(alive) is computed once; the rest is of a living customer, times that.
 */
final class Outlook {
    private static final int MONTHS = 12;

    private final Rules rules;
    private final BuyingModel model;
    private final Purchases purchases;
    private final int repeats;
    private final double gap;
    private final double age;
    private final double alive;

    /**
     * The outlook at an age.
     *
     * @param gap t_x, in model units
     * @param age T, in model units, at least t_x
     */
    Outlook(Rules rules, BuyingModel model, Purchases purchases, double gap, double age) {
        this.rules = rules;
        this.model = model;
        this.purchases = purchases;
        this.repeats = purchases.repeats();
        this.gap = gap;
        this.age = age;
        this.alive = model.purchases().probabilityAlive(repeats, gap, age);
    }

    double probabilityAlive() {
        return alive;
    }

    double probabilityOfNoPurchase() {
        double horizon = rules.churn().horizonDays() / model.unitDays();
        return 1 - alive * model.purchases().buysIfAlive(repeats, gap, age, horizon);
    }

    /** Expected purchase days in the next twelve months. */
    double expectedOrders() {
        return alive * model.purchases().expectedIfAlive(repeats, age, MONTHS * month());
    }

    /** The expected net spend of so many orders. */
    long expectedSpendMinor(double expectedOrders) {
        return toMinor(expectedOrders * meanSpend());
    }

    CustomerValue value() {
        PurchaseModel buying = model.purchases();
        PurchaseSpread spread = buying.mixedSpread(alive, repeats, age, MONTHS * month());
        PurchaseModel.Periods months =
                buying.periodsIfAlive(
                        repeats, age, month(), MONTHS, rules.value().monthlyDiscount());
        double expectedOrders = alive * months.purchases();
        double discounted = alive * months.discounted();
        return new CustomerValue(
                Math.max(0, purchases.net),
                expectedOrders,
                spread.quantile05(),
                spread.quantile95(),
                expectedSpendMinor(expectedOrders),
                spendDeviationMinor(spread),
                toMinor(rules.value().margin() * meanSpend() * discounted));
    }

    private OptionalLong spendDeviationMinor(PurchaseSpread spread) {
        double variance =
                model.spend()
                        .totalSpendVariance(
                                repeats, meanRepeatSpend(), spread.mean(), spread.variance());
        return Double.isInfinite(variance)
                ? OptionalLong.empty()
                : OptionalLong.of(toMinor(Math.sqrt(variance)));
    }

    /** Of a purchase day to come, in currency units. */
    private double meanSpend() {
        return model.spend().expectedMeanSpend(repeats, meanRepeatSpend());
    }

    private double meanRepeatSpend() {
        return purchases.meanRepeatNet() / rules.value().minorPerUnit();
    }

    private double month() {
        return ValueRules.MONTH_DAYS / model.unitDays();
    }

    private long toMinor(double units) {
        return (long) StrictMath.rint(units * rules.value().minorPerUnit());
    }
}
