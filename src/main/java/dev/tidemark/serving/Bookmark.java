package dev.tidemark.serving;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a store is.
 *
 * @param origin the {@link StoreOrigin} of its records, as text
 * @param positions the offsets that come next
 * @param currentAt when it was last known to hold everything, or was begun; wall clock in epoch
 *     milliseconds
 * @param isSwept whether what was left of customers without a scorecard has been deleted since it
 *     was begun
 */
record Bookmark(
        String origin, Map<TopicPartition, Long> positions, long currentAt, boolean isSwept) {
    Bookmark {
        positions = Map.copyOf(positions);
    }
}
