package dev.tidemark.model;

/**
 * What the customer has spent and is expected to spend.
 *
 * @param revenueToDateMinor net spend since the first purchase, at least 0
 * @param expectedOrders expected purchase days in the next 12 months
 * @param expectedSpendMinor expected net spend in the next 12 months
 * @param clvMinor the same, times margin, discounted month by month
 */
public record CustomerValue(
        long revenueToDateMinor, double expectedOrders, long expectedSpendMinor, long clvMinor) {}
