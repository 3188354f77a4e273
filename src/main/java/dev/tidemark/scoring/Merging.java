package dev.tidemark.scoring;

import dev.tidemark.model.Cause;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventDetail;
import dev.tidemark.model.IgnoreReason;
import dev.tidemark.model.Moments;
import dev.tidemark.scoring.Decision.Ignored;
import dev.tidemark.scoring.Decision.Outcome;
import dev.tidemark.scoring.Decision.Scored;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Two ids become one person: the id that goes hands its history over and from then on only shows
 * the way; the id that stays takes it in.
 *
 * <p>The two live under different keys, and merges come in any order. So ids form chains, which a
 * relay follows, and may form a circle; a relay that has come full circle knows every merge in it,
 * and at the id whose merge is the oldest the circle opens: that id stands for the person.
 */
final class Merging {
    /** Of a person with more ids than this the oldest are not told of an erasure. */
    private static final int MOST_ABSORBED = 1000;

    private final Rules rules;
    private final ScorecardWriting writing;
    private final Departures departures;

    Merging(Rules rules, ScorecardWriting writing, Departures departures) {
        this.rules = rules;
        this.writing = writing;
        this.departures = departures;
    }

    /** Where a relay that arrived at an id that was merged away goes; empty if it stays here. */
    static Optional<Relay> onward(Standing standing, Relay relay) {
        Hop here = standing.hop(relay.to());
        int before = relay.path().lastIndexOf(here);
        if (before >= 0) {
            List<Hop> circle = relay.path().subList(before, relay.path().size());
            boolean oldest =
                    circle.stream().allMatch(hop -> here.stamp().compareTo(hop.stamp()) <= 0);
            if (oldest) {
                return Optional.empty();
            }
        }
        return Optional.of(relay.onward(here, standing.movedTo()));
    }

    static boolean isMergeInto(CustomerEvent event, String customerId) {
        return event.detail() instanceof EventDetail.Merge merge
                && merge.intoId().equals(customerId);
    }

    /** The id goes: its scorecard is taken back, its history sent to the id that stays. */
    Scored moveOut(String customerId, CustomerHistory history, CustomerEvent event) {
        CustomerHistory last = history.copy();
        List<Outcome> outcomes = new ArrayList<>(2);
        writing.writeSilence(customerId, last, event.occurredAt(), outcomes);
        MergeStamp stamp = MergeStamp.of(event);
        String into = ((EventDetail.Merge) event.detail()).intoId();
        Relay relay =
                new Relay(
                        into,
                        List.of(new Hop(customerId, stamp)),
                        new Relay.HandedOver(last.copy().armedFor(Moments.NEVER), event.eventId()));
        if (last.segment != null) {
            long now = Math.max(last.asOf, event.occurredAt());
            outcomes.add(writing.takeBack(customerId, last, now, Cause.MERGE, event.eventId()));
        }
        return new Scored(
                last.reducedTo(last.standing.movedTo(into, stamp)),
                outcomes,
                List.of(relay),
                Optional.empty());
    }

    /** The id that stays takes a history in. */
    Decision takeIn(
            String customerId, CustomerHistory history, Hop origin, Relay.HandedOver handed) {
        Standing standing = history.standing;
        if (standing.absorbed().contains(origin)) {
            return new Ignored(IgnoreReason.ALREADY_MERGED);
        }
        CustomerHistory other = handed.history();
        List<Hop> newcomers = new ArrayList<>(other.standing.absorbed());
        newcomers.add(origin);
        if (origin.stamp().occurredAt() <= standing.erasedAt()) {
            List<Relay> relays = Departures.erasing(newcomers, standing);
            return new Scored(history, List.of(), relays, Optional.empty());
        }
        if (other.standing.erasedAt() >= origin.stamp().occurredAt()) {
            return departures.eraseToo(customerId, history, newcomers, other.standing);
        }
        CustomerHistory next = history.copy();
        long now = Math.max(origin.stamp().occurredAt(), Math.max(next.asOf, other.asOf));
        List<Outcome> outcomes = new ArrayList<>(2);
        writing.writeSilence(customerId, next, now, outcomes);
        next.standing = standing.withConsentOf(other.standing).absorbing(newcomers, MOST_ABSORBED);
        if (!rules.privacy().consent().allows(next.standing.consent())) {
            return departures.withdrawn(customerId, next, now, handed.eventId(), outcomes);
        }
        next.purchases = next.purchases.union(other.purchases, rules);
        next.eventIds = next.eventIds.union(other.eventIds);
        next.closed = false;
        outcomes.add(
                writing.write(customerId, next, now, Cause.MERGE, handed.eventId(), List.of()));
        return new Scored(next, outcomes);
    }
}
