package dev.tidemark.scoring;

/**
 * A customer id that was merged away, and by which merge: one step on the way of a relay.
 *
 * @param customerId the id
 * @param stamp the merge that moved it
 */
public record Hop(String customerId, MergeStamp stamp) {}
