package dev.tidemark.scoring;

import java.io.Serializable;

/**
 * How much is remembered of each customer; what falls out is folded into totals.
 *
 * @param latenessDays events older than the scorecard by more than this, and dated before the last
 *     purchase day, are too late, 0 or more
 * @param orderDays orders are remembered one by one, for refunds and order lines, so many days
 * @param orders … and at most so many, over 0
 * @param eventIdHours event ids are remembered, against duplicates, so many hours of event time
 * @param eventIds … and at most so many, over 0
 */
public record MemoryLimits(
        int latenessDays, int orderDays, int orders, int eventIdHours, int eventIds)
        implements Serializable {

    public MemoryLimits {
        if (latenessDays < 0 || orderDays < 0 || eventIdHours < 0) {
            throw new IllegalArgumentException("a memory limit is below 0");
        }
        if (orders < 1 || eventIds < 1) {
            throw new IllegalArgumentException("fewer than one order or event id remembered");
        }
    }
}
