package dev.tidemark.scoring.population;

import java.io.Serializable;

/**
 * When the population is cut again: at the beginning of a day, in event time.
 *
 * @param everyDays days from one version to the next; 0 for never
 * @param tolerance a version is made earlier once a limit has moved by more than this share of it;
 *     one of recency, by more than a day, too
 * @param leastCustomers not of fewer customers; the first version is made as soon as there are so
 *     many
 * @param leadMillis how long after the beginning of the day a version is in force: time for it to
 *     reach every task
 */
public record CutSchedule(int everyDays, double tolerance, long leastCustomers, long leadMillis)
        implements Serializable {

    /** For cut points that were configured. */
    public static final CutSchedule NEVER = new CutSchedule(0, 0, 1, 0);

    public CutSchedule {
        if (everyDays < 0 || !(tolerance >= 0) || leastCustomers < 1 || leadMillis < 0) {
            throw new IllegalArgumentException(
                    "every %d days, tolerance %s, of %d customers, %d ms ahead"
                            .formatted(everyDays, tolerance, leastCustomers, leadMillis));
        }
    }

    boolean cuts() {
        return everyDays > 0;
    }
}
