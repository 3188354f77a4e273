package dev.tidemark.model;

/**
 * The sufficient statistics of the purchase process, in days.
 *
 * @param firstDay day of the first purchase, days since 1970-01-01
 * @param lastDay day of the last purchase, days since 1970-01-01
 * @param repeats distinct purchase days after the first: x
 * @param lastGapDays days from the first to the last purchase day: t_x
 * @param ageDays days from the end of the first purchase day to now, continuous: T
 * @param meanRepeatSpendMinor mean net spend of the repeat purchase days, in minor units; 0 if none
 */
public record PurchaseHistory(
        int firstDay,
        int lastDay,
        int repeats,
        int lastGapDays,
        double ageDays,
        double meanRepeatSpendMinor) {}
