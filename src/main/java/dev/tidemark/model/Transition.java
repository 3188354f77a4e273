package dev.tidemark.model;

import java.util.List;

/**
 * A customer went from one class of a dimension to another.
 *
 * @param customerId who
 * @param sequence the sequence of the scorecard that shows it
 * @param dimension in which dimension
 * @param from the class before; empty if this is the first
 * @param to the class now; empty if the customer has none any more
 * @param cause what made it
 * @param eventId the event that made it; empty unless the cause is {@link Cause#EVENT} or {@link
 *     Cause#MERGE}
 * @param reasons what changed, in words
 * @param asOf when, event time in epoch milliseconds
 * @param versions what it was computed with
 */
public record Transition(
        String customerId,
        long sequence,
        Dimension dimension,
        String from,
        String to,
        Cause cause,
        String eventId,
        List<String> reasons,
        long asOf,
        Versions versions) {

    public Transition {
        reasons = List.copyOf(reasons);
    }
}
