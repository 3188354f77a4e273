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
 * @param eventId the event that made it; empty unless the cause is an event
 * @param reasons what changed, in words
 * @param asOf when, event time in epoch milliseconds
 * @param versions what it was computed with
 * @param flap whether the customer is back in the class that they left only lately
 * @param strategy what the playbook recommends to offer; only in the matrix and the lifecycle
 * @param channels how it recommends to reach the customer; only there
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
        Versions versions,
        boolean flap,
        List<String> strategy,
        List<String> channels) {

    public Transition {
        reasons = List.copyOf(reasons);
        strategy = List.copyOf(strategy);
        channels = List.copyOf(channels);
    }
}
