package dev.tidemark.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything that is known about one customer at one instant, all from the same memory.
 *
 * @param customerId whom it describes
 * @param sequence 1 for the customer's first scorecard, then one more each time, without gaps
 * @param asOf the instant it describes, event time in epoch milliseconds
 * @param cause what made it
 * @param eventId the event that made it; empty unless the cause is an event
 * @param segment the named RFM segment
 * @param segmentSince since when the customer is in that segment, epoch milliseconds
 * @param buyer the scores of one who has bought; empty for a prospect
 * @param crm where the customer stands in the CRM dimensions; empty on scorecards of releases that
 *     had none
 * @param relationship how customer and business get on
 * @param reasons what changed since the scorecard before, in words
 * @param nextChangeAt when the scorecard next changes without an event; {@link Moments#NEVER} if it
 *     cannot
 * @param versions what it was computed with
 */
public record Scorecard(
        String customerId,
        long sequence,
        long asOf,
        Cause cause,
        String eventId,
        RfmSegment segment,
        long segmentSince,
        Optional<BuyerScores> buyer,
        Optional<CrmPlaces> crm,
        Relationship relationship,
        List<String> reasons,
        long nextChangeAt,
        Versions versions)
        implements ScoreUpdate {

    public Scorecard {
        Objects.requireNonNull(customerId, "customerId");
        reasons = List.copyOf(reasons);
    }
}
