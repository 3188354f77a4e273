package dev.tidemark.sim;

import java.time.Duration;

/**
 * The worst of the late events and of the duplicates: those that come days after the others. All
 * other late events keep to {@link ShopConfig#maxLateMs}, all other duplicates to two hours.
 *
 * @param share of the late events, and of the duplicates, that are so, from 0 to 1
 * @param maxLateMs the most such an event is late, in milliseconds, from 1 to a year
 * @param maxDuplicateMs the most such a duplicate comes after the first delivery, likewise
 */
public record Stragglers(double share, long maxLateMs, long maxDuplicateMs) {
    private static final long YEAR_MS = Duration.ofDays(365).toMillis();

    public Stragglers {
        Checks.share("stragglers", share);
        Checks.within("maxLateMs of stragglers", maxLateMs, 1, YEAR_MS);
        Checks.within("maxDuplicateMs of stragglers", maxDuplicateMs, 1, YEAR_MS);
    }

    /** There are none. */
    public static Stragglers none() {
        return new Stragglers(0, 1, 1);
    }
}
