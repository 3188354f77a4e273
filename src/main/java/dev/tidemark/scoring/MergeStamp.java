package dev.tidemark.scoring;

import dev.tidemark.model.CustomerEvent;
import java.util.Comparator;

/**
 * Which merge it was. Of two merges that contradict each other the later one holds, and the stamps
 * tell which that is, the same for every key that asks.
 *
 * @param occurredAt when the merge happened, epoch milliseconds
 * @param eventHash hash of its event's id
 */
public record MergeStamp(long occurredAt, long eventHash) implements Comparable<MergeStamp> {
    private static final Comparator<MergeStamp> ORDER =
            Comparator.comparingLong(MergeStamp::occurredAt)
                    .thenComparingLong(MergeStamp::eventHash);

    /** The stamp of a merge. */
    public static MergeStamp of(CustomerEvent merge) {
        return new MergeStamp(merge.occurredAt(), Hash64.of(merge.eventId()));
    }

    /** The same merge, which says nothing of the time before a moment. */
    MergeStamp notBefore(long moment) {
        return new MergeStamp(Math.max(occurredAt, moment), eventHash);
    }

    @Override
    public int compareTo(MergeStamp other) {
        return ORDER.compare(this, other);
    }
}
