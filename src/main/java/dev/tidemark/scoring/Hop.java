package dev.tidemark.scoring;

import java.util.List;

/**
 * A customer id that was merged away, and by which merge: one step on the way of a relay.
 *
 * @param customerId the id
 * @param stamp the merge that moved it
 */
public record Hop(String customerId, MergeStamp stamp) {
    /** How long the ids are, all together. */
    static int characters(List<Hop> hops) {
        return hops.stream().mapToInt(hop -> hop.customerId().length()).sum();
    }
}
