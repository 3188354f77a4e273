package dev.tidemark.scoring;

import dev.tidemark.model.Cause;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.ErasureReceipt;
import dev.tidemark.model.IgnoreReason;
import dev.tidemark.scoring.Decision.Ignored;
import dev.tidemark.scoring.Decision.Outcome;
import dev.tidemark.scoring.Decision.Scored;
import dev.tidemark.scoring.ScorecardWriting.Occasion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Customers of whom nothing may be kept: the erased, and those who do not agree to be scored. */
final class Departures {
    private final Rules rules;
    private final ScorecardWriting writing;

    Departures(Rules rules, ScorecardWriting writing) {
        this.rules = rules;
        this.writing = writing;
    }

    /**
     * Forgets everything but that it was forgotten, so that a late event does not raise the dead.
     * The tombstone is written in any case: who knows what an earlier life left in the topic.
     */
    Scored erase(String customerId, CustomerHistory history, CustomerEvent request) {
        long at = request.occurredAt();
        long until =
                Math.max(history.asOf, at) + rules.privacy().erasedDays() * DayCalendar.DAY_MILLIS;
        ErasureReceipt receipt =
                new ErasureReceipt(
                        request.eventId(), request.customerId(), at, history.sequence > 0, until);
        List<Hop> others = history.standing.absorbed();
        Scored gone = gone(customerId, history, at, until, others, Optional.of(receipt));
        CustomerHistory mark = gone.history();
        mark.eventIds.add(Hash64.of(request.eventId()), Math.floorDiv(mark.asOf, 1000L));
        return gone;
    }

    /** All that it asks for was done with another erasure; a new life is none of its business. */
    static Scored alreadyErased(CustomerHistory history, CustomerEvent request) {
        ErasureReceipt receipt =
                new ErasureReceipt(
                        request.eventId(),
                        request.customerId(),
                        request.occurredAt(),
                        false,
                        history.standing.erasedUntil());
        return new Scored(history, List.of(), List.of(), Optional.of(receipt));
    }

    /** The mark of an erasure lapses, and with it the id of the event that asked for it. */
    static void forgetErasure(CustomerHistory next) {
        next.standing = next.standing.erasureForgotten();
        if (!next.isScored()) {
            next.eventIds = new EventIds(0);
        }
    }

    /**
     * The customer is the same person as one who was erased; the receipt is with that one.
     *
     * @param newcomers that one, and those who were merged into that one
     */
    Scored eraseToo(
            String customerId, CustomerHistory history, List<Hop> newcomers, Standing erased) {
        List<Hop> others = new ArrayList<>(history.standing.absorbed());
        others.addAll(newcomers);
        return gone(
                customerId,
                history,
                erased.erasedAt(),
                erased.erasedUntil(),
                others,
                Optional.empty());
    }

    private Scored gone(
            String customerId,
            CustomerHistory history,
            long at,
            long until,
            List<Hop> others,
            Optional<ErasureReceipt> receipt) {
        CustomerHistory last = history.copy();
        List<Outcome> outcomes = new ArrayList<>(2);
        writing.writeSilence(customerId, last, at, outcomes);
        String eventId = receipt.map(ErasureReceipt::eventId).orElse("");
        outcomes.add(
                writing.takeBack(
                        customerId, last, Math.max(last.asOf, at), Cause.ERASURE, eventId));
        Standing standing = history.standing.erased(at, until);
        return new Scored(last.reducedTo(standing), outcomes, erasing(others, standing), receipt);
    }

    /** Tells ids that were merged away that the customer is erased. */
    static List<Relay> erasing(List<Hop> hops, Standing erased) {
        List<Relay> relays = new ArrayList<>(hops.size());
        for (Hop hop : hops) {
            Relay.Erased content =
                    new Relay.Erased(hop.stamp(), erased.erasedAt(), erased.erasedUntil());
            relays.add(new Relay(hop.customerId(), List.of(), content));
        }
        return relays;
    }

    /**
     * The customer into whom this id was merged is erased, or one of whom it only told; the receipt
     * is that customer's.
     */
    Scored eraseAlias(String customerId, CustomerHistory history, Relay.Erased erased) {
        Standing standing = history.standing;
        boolean isAlias = standing.movedBy().equals(Optional.of(erased.movedBy()));
        boolean hasTold =
                !standing.hasMoved()
                        && standing.erasedSince(erased.movedBy().occurredAt())
                        && !standing.erasedSince(erased.erasedAt());
        if (!isAlias && !hasTold) {
            return new Scored(history, List.of());
        }
        return gone(
                customerId,
                history,
                erased.erasedAt(),
                erased.erasedUntil(),
                standing.absorbed(),
                Optional.empty());
    }

    /**
     * Notes what the customer said. Who no longer agrees is forgotten, but for having said so; who
     * agrees is known from then on.
     */
    Decision consent(
            String customerId, CustomerHistory history, CustomerEvent event, Consent said) {
        Standing standing = history.standing;
        if (standing.consent() == said && standing.consentAt() == event.occurredAt()) {
            return new Ignored(IgnoreReason.DUPLICATE);
        }
        if (!standing.isOutdatedBy(said, event.occurredAt())) {
            return new Scored(seen(history, event), List.of());
        }
        CustomerHistory next = history.copy();
        next.standing = standing.saying(said, event.occurredAt());
        List<Outcome> outcomes = new ArrayList<>(2);
        writing.writeSilence(customerId, next, event.occurredAt(), outcomes);
        long now = Math.max(next.asOf, event.occurredAt());
        if (rules.privacy().consent().allows(said)) {
            next.closed = false;
            next.dealings.see(rules.calendar().dayOf(event.occurredAt()));
            outcomes.add(
                    writing.write(
                            customerId,
                            next,
                            now,
                            new Occasion(Cause.EVENT, event.eventId(), List.of(), history)));
            return new Scored(next, outcomes);
        }
        return withdrawn(customerId, next, now, event.eventId(), outcomes);
    }

    /** With the day of what was said late, and is news no more; of nobody who is not scored. */
    private CustomerHistory seen(CustomerHistory history, CustomerEvent event) {
        int day = rules.calendar().dayOf(event.occurredAt());
        if (!history.isScored() || day >= history.dealings.firstSeenDay) {
            return history;
        }
        CustomerHistory next = history.copy();
        next.dealings.see(day);
        return next;
    }

    /** Takes the scorecard back, if there is one, and forgets all but the standing. */
    Scored withdrawn(
            String customerId,
            CustomerHistory next,
            long now,
            String eventId,
            List<Outcome> outcomes) {
        if (next.isScored()) {
            outcomes.add(writing.takeBack(customerId, next, now, Cause.WITHDRAWAL, eventId));
        }
        return new Scored(next.reducedTo(next.standing), outcomes);
    }
}
