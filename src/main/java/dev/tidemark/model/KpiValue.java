package dev.tidemark.model;

import java.math.BigDecimal;
import java.util.List;

/**
 * The value of one KPI for one combination of labels.
 *
 * @param kpi the KPI's name, such as {@code customers}
 * @param labels the values of its labels, in the order in which the KPI declares them
 * @param value the total, in units of 10 to the minus {@code decimals}: sums of it are exact
 * @param decimals decimal digits of the number, from 0 for a count to {@value #MOST_DECIMALS}
 */
public record KpiValue(String kpi, List<String> labels, long value, int decimals) {
    /** All the digits that a total has. */
    public static final int MOST_DECIMALS = 18;

    /**
     * @throws IllegalArgumentException if there can be no such number of digits
     */
    public KpiValue {
        labels = List.copyOf(labels);
        if (decimals < 0 || decimals > MOST_DECIMALS) {
            throw new IllegalArgumentException(
                    "%s has %d decimals; 0 to %d are possible"
                            .formatted(kpi, decimals, MOST_DECIMALS));
        }
    }

    /** A count. */
    public KpiValue(String kpi, List<String> labels, long value) {
        this(kpi, labels, value, 0);
    }

    /** What the value says, with all of its digits: 0.216900 for 216900 with 6 decimals. */
    public BigDecimal number() {
        return BigDecimal.valueOf(value, decimals);
    }
}
