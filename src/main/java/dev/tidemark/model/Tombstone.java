package dev.tidemark.model;

import java.util.Objects;

/**
 * There is no scorecard of the customer any more; what was told of them is void.
 *
 * @param customerId who
 * @param sequence one more than that of the last scorecard
 * @param asOf when, event time in epoch milliseconds
 * @param cause {@link Cause#MERGE}, {@link Cause#WITHDRAWAL} or {@link Cause#ERASURE}
 */
public record Tombstone(String customerId, long sequence, long asOf, Cause cause)
        implements ScoreUpdate {
    public Tombstone {
        Objects.requireNonNull(customerId, "customerId");
        Objects.requireNonNull(cause, "cause");
    }
}
