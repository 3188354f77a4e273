package dev.tidemark.model;

import java.util.OptionalLong;

/**
 * What the customer has spent and is expected to spend.
 *
 * @param revenueToDateMinor net spend since the first purchase, at least 0
 * @param expectedOrders expected purchase days in the next 12 months
 * @param expectedOrdersLow the low end of their central 90 % interval: fewer with a chance of at
 *     most 5 %
 * @param expectedOrdersHigh the high end of it: more with a chance of at most 5 %; {@link
 *     #UNKNOWN_HIGH} where the interval is not known, as on a scorecard of an earlier release
 * @param expectedSpendMinor expected net spend in the next 12 months
 * @param expectedSpendDeviationMinor the standard deviation of that spend; absent where it is
 *     infinite or not known
 * @param clvMinor the expected spend, times margin, discounted month by month
 */
public record CustomerValue(
        long revenueToDateMinor,
        double expectedOrders,
        int expectedOrdersLow,
        int expectedOrdersHigh,
        long expectedSpendMinor,
        OptionalLong expectedSpendDeviationMinor,
        long clvMinor) {
    /** Of someone of whom nothing is expected. */
    public static final CustomerValue NOTHING =
            new CustomerValue(0, 0, 0, 0, 0, OptionalLong.of(0), 0);

    /** With a low end of 0, the interval that says nothing. */
    public static final int UNKNOWN_HIGH = Integer.MAX_VALUE;

    /** Whether the interval of the orders is known. */
    public boolean knowsInterval() {
        return expectedOrdersHigh != UNKNOWN_HIGH;
    }
}
