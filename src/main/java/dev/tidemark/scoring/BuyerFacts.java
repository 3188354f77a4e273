package dev.tidemark.scoring;

import java.util.Optional;

/**
 * What the models need to know of a customer who has bought: the sufficient statistics, as days, so
 * that they do not change by time passing.
 *
 * @param firstDay day of the first purchase, days since 1970-01-01
 * @param lastDay day of the last purchase
 * @param repeats distinct purchase days after the first: x
 * @param repeatNetMinor net spend of those days in minor units, at least 0
 */
public record BuyerFacts(int firstDay, int lastDay, int repeats, long repeatNetMinor) {
    /** Those of a customer; empty for one who has bought nothing that stands. */
    public static Optional<BuyerFacts> of(CustomerHistory history) {
        Purchases purchases = history.purchases;
        return purchases.days == 0
                ? Optional.empty()
                : Optional.of(
                        new BuyerFacts(
                                purchases.firstDay,
                                purchases.lastDay,
                                purchases.repeats(),
                                purchases.repeatNet()));
    }

    /** t_x: days from the first to the last purchase day. */
    public int gapDays() {
        return lastDay - firstDay;
    }

    /** T as of the beginning of a day: from the end of the first purchase day, and at least t_x. */
    public int ageDays(int day) {
        return Math.max(gapDays(), day - firstDay - 1);
    }

    /** Days from the last purchase day to the one before a day, at least 0. */
    public int recencyDays(int day) {
        return Math.max(0, day - 1 - lastDay);
    }

    /** Mean net spend of the repeat days in minor units; 0 if there are none. */
    public double meanRepeatNetMinor() {
        return repeats == 0 ? 0 : (double) repeatNetMinor / repeats;
    }
}
