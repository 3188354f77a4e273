package dev.tidemark.scoring;

import java.io.Serializable;

/**
 * How expected orders become money.
 *
 * @param margin share of net spend that is profit, over 0 and at most 1
 * @param monthlyDiscount discount rate of a month, 0 or more
 * @param fractionDigits decimal digits of the reporting currency's minor unit
 */
public record ValueRules(double margin, double monthlyDiscount, int fractionDigits)
        implements Serializable {

    /** Days of a month: a year of 365.25 days over 12. */
    public static final double MONTH_DAYS = 30.4375;

    public ValueRules {
        if (!(margin > 0 && margin <= 1)) {
            throw new IllegalArgumentException(
                    "margin %s is not over 0 and at most 1".formatted(margin));
        }
        if (!(monthlyDiscount >= 0 && monthlyDiscount < 1)) {
            throw new IllegalArgumentException(
                    "monthly discount %s is not from 0 to under 1".formatted(monthlyDiscount));
        }
    }

    /** Minor units of one currency unit: 100 for USD. */
    double minorPerUnit() {
        double scale = 1;
        for (int i = 0; i < fractionDigits; i++) {
            scale *= 10;
        }
        return scale;
    }
}
