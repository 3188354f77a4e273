package dev.tidemark.scoring;

import java.io.Serializable;

/**
 * How much is remembered of each customer; what falls out is folded into totals.
 *
 * @param latenessDays events older than the scorecard by more than this, and dated before the last
 *     purchase day, are too late, 0 or more
 * @param orderDays refunds and order lines belong to an order at most so many days away; a refund
 *     that is dated before its order also only within lateness
 * @param orders orders are remembered one by one, at most so many, over 0
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

    /**
     * How long orders stay in the ledger: what belongs to one may be dated so many days later, and
     * be late itself. The one more is for lateness counted in days of 24 hours.
     */
    int ledgerDays() {
        return orderDays + awaitedDays();
    }

    /** How long a refund waits for its order: as long as that may still be late. */
    int awaitedDays() {
        return latenessDays + 1;
    }

    /** By how many days the date of a refund may lie before that of its order. */
    int overtakenDays() {
        return Math.min(orderDays, awaitedDays());
    }
}
