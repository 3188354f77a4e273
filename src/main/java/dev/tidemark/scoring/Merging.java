package dev.tidemark.scoring;

import dev.tidemark.model.Cause;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventDetail;
import dev.tidemark.model.IgnoreReason;
import dev.tidemark.model.Moments;
import dev.tidemark.scoring.Decision.Ignored;
import dev.tidemark.scoring.Decision.Onward;
import dev.tidemark.scoring.Decision.Outcome;
import dev.tidemark.scoring.Decision.Scored;
import dev.tidemark.scoring.ScorecardWriting.Occasion;
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

    /**
     * Where a relay that arrived at an id that was merged away goes; empty if it stays here.
     *
     * <p>A history stays as soon as it shows that the way on leads back to where it came through,
     * an event only when it has been here before: so it cannot come before the history.
     */
    static Optional<Relay> onward(Standing standing, Relay relay) {
        Hop here = standing.hop(relay.to());
        boolean isHistory = relay.content() instanceof Relay.HandedOver;
        String again = isHistory ? standing.movedTo() : relay.to();
        List<Hop> circle = relay.pathFrom(again);
        boolean oldest = circle.stream().allMatch(hop -> here.stamp().compareTo(hop.stamp()) <= 0);
        if (oldest && !circle.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(relay.onward(here, standing.movedTo()));
    }

    static boolean isMergeInto(CustomerEvent event, String customerId) {
        return event.detail() instanceof EventDetail.Merge merge
                && merge.intoId().equals(customerId);
    }

    /** The id goes: its scorecard is taken back, its history sent to the id that stays. */
    Scored moveOut(
            String customerId, CustomerHistory history, CustomerEvent event, MergeStamp stamp) {
        CustomerHistory last = history.copy();
        List<Outcome> outcomes = new ArrayList<>(2);
        writing.writeSilence(customerId, last, event.occurredAt(), outcomes);
        String into = ((EventDetail.Merge) event.detail()).intoId();
        Relay relay =
                new Relay(
                        into,
                        List.of(new Hop(customerId, stamp)),
                        new Relay.HandedOver(last.copy().armedFor(Moments.NEVER), event.eventId()));
        if (last.isScored()) {
            long now = Math.max(last.asOf, event.occurredAt());
            outcomes.add(writing.takeBack(customerId, last, now, Cause.MERGE, event.eventId()));
        }
        return new Scored(
                last.reducedTo(last.standing.movedTo(into, stamp)),
                outcomes,
                List.of(relay),
                Optional.empty());
    }

    /**
     * A merge from before this id was erased: the other one is the same person, and must be erased
     * as well. What has come since the erasure is of a new life, and stays here.
     */
    static Scored tellErasure(String customerId, CustomerHistory history, CustomerEvent event) {
        Standing standing = history.standing;
        CustomerHistory mark = CustomerHistory.unknown();
        mark.standing = Standing.PLAIN.erased(standing.erasedAt(), standing.erasedUntil());
        Relay relay =
                new Relay(
                        ((EventDetail.Merge) event.detail()).intoId(),
                        List.of(new Hop(customerId, MergeStamp.of(event))),
                        new Relay.HandedOver(mark, event.eventId()));
        return new Scored(history, List.of(), List.of(relay), Optional.empty());
    }

    /**
     * Whether a relay comes from an id that was the same person when this one was erased, and has
     * nothing to do with it since. On the way to the person only what is certain counts.
     */
    static boolean isCutOff(Standing standing, Relay relay) {
        if (standing.hasMoved()) {
            return standing.erasedSince(relay.linkedAt());
        }
        Hop origin = relay.origin();
        return standing.erasedSince(origin.stamp().occurredAt())
                && !standing.absorbed().contains(origin);
    }

    /** Whether a history that has gone round a circle holds what was this id's own and erased. */
    static boolean holdsErased(Standing standing, String customerId, Relay.HandedOver handed) {
        return handed.history().standing.absorbed().stream()
                .filter(hop -> hop.customerId().equals(customerId))
                .anyMatch(hop -> standing.erasedSince(hop.stamp().occurredAt()));
    }

    /**
     * An event came by way of an id that was cut off when this one was erased: it is that id's own,
     * which is told once more that it stands for itself.
     */
    static Onward back(Standing erased, Hop origin, CustomerEvent event) {
        List<Relay> relays = new ArrayList<>(Departures.erasing(List.of(origin), erased));
        relays.add(new Relay(origin.customerId(), List.of(), new Relay.Forwarded(event)));
        return new Onward(relays);
    }

    /** The person was erased since: the id that the history comes from must be erased as well. */
    static Scored refuse(CustomerHistory history, Hop origin, Relay.HandedOver handed) {
        List<Relay> relays = Departures.erasing(newcomers(origin, handed), history.standing);
        return new Scored(history, List.of(), relays, Optional.empty());
    }

    private static List<Hop> newcomers(Hop origin, Relay.HandedOver handed) {
        List<Hop> newcomers = new ArrayList<>(handed.history().standing.absorbed());
        newcomers.add(origin);
        return newcomers;
    }

    /** The id that stays takes a history in. */
    Decision takeIn(
            String customerId, CustomerHistory history, Hop origin, Relay.HandedOver handed) {
        Standing standing = history.standing;
        if (standing.absorbed().contains(origin)) {
            return new Ignored(IgnoreReason.ALREADY_MERGED);
        }
        CustomerHistory other = handed.history();
        List<Hop> newcomers = newcomers(origin, handed);
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
        next.dealings = next.dealings.union(other.dealings, rules.classes().engagement());
        next.eventIds = next.eventIds.union(other.eventIds);
        next.eventIds.forget(now, rules.memory());
        next.closed = false;
        outcomes.add(
                writing.write(
                        customerId,
                        next,
                        now,
                        new Occasion(Cause.MERGE, handed.eventId(), List.of(), history)));
        return new Scored(next, outcomes);
    }
}
