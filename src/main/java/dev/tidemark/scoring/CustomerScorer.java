package dev.tidemark.scoring;

import dev.tidemark.model.Account;
import dev.tidemark.model.AccountChange;
import dev.tidemark.model.Cause;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.DayEntry;
import dev.tidemark.model.DaySeries;
import dev.tidemark.model.EventDetail;
import dev.tidemark.model.EventType;
import dev.tidemark.model.IgnoreReason;
import dev.tidemark.model.Moments;
import dev.tidemark.scoring.Decision.Ignored;
import dev.tidemark.scoring.Decision.Onward;
import dev.tidemark.scoring.Decision.Outcome;
import dev.tidemark.scoring.Decision.Scored;
import dev.tidemark.scoring.Decision.Spent;
import dev.tidemark.scoring.ScorecardWriting.Occasion;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The fold: what an event, or silence, makes of a customer.
 *
 * <p>Pure: the same history, event and rules give the same decision, and the history that was
 * handed in is not changed. A plain loop over it is therefore the oracle for the whole pipeline.
 *
 * <p>Before an event at time e is applied, the customer's own deadlines up to e fire, each as of
 * its own moment. So it makes no difference whether a timer fired in between or not.
 */
public final class CustomerScorer {
    private final Rules rules;
    private final OrderBooking booking;
    private final ScorecardWriting writing;
    private final Departures departures;
    private final Merging merging;
    private final EngagementRules engagement;

    /** A scorer under these rules. */
    public CustomerScorer(Rules rules) {
        this.rules = Objects.requireNonNull(rules, "rules");
        this.engagement = rules.classes().engagement();
        this.booking = new OrderBooking(rules);
        this.writing = new ScorecardWriting(rules);
        this.departures = new Departures(rules, writing);
        this.merging = new Merging(rules, writing, departures);
    }

    /** What an event makes of its customer. */
    public Decision onEvent(CustomerHistory history, CustomerEvent event) {
        return arrive(event.customerId(), history, event, List.of());
    }

    /** What a relay makes of the customer it is for. */
    public Decision onRelay(CustomerHistory history, Relay relay) {
        Relay.Content content = relay.content();
        if (content instanceof Relay.Forwarded forwarded) {
            return arrive(relay.to(), history, forwarded.event(), relay.path());
        }
        if (content instanceof Relay.Erased erased) {
            return departures.eraseAlias(relay.to(), history, erased);
        }
        Relay.HandedOver handed = (Relay.HandedOver) content;
        if (Merging.isCutOff(history.standing, relay)
                || Merging.holdsErased(history.standing, relay.to(), handed)) {
            return Merging.refuse(history, relay.origin(), handed);
        }
        if (history.standing.hasMoved()) {
            Optional<Relay> onward = Merging.onward(history.standing, relay);
            if (onward.isPresent()) {
                return new Onward(onward.get());
            }
        }
        return merging.takeIn(relay.to(), returned(history), relay.origin(), handed);
    }

    /**
     * What silence until {@code now} makes of the customer: fires the deadlines up to it, and the
     * closing of the books. A customer nobody has heard of stays unknown.
     */
    public Scored onSilence(String customerId, CustomerHistory history, long now) {
        CustomerHistory next = history.copy();
        if (next.standing.erasedUntil() <= now) {
            Departures.forgetErasure(next);
        }
        List<Outcome> outcomes = new ArrayList<>(1);
        if (!next.isScored()) {
            return new Scored(next, outcomes);
        }
        writing.writeSilence(customerId, next, now, outcomes);
        if (rules.closes() && now >= rules.closesAt() && !next.closed) {
            next.closed = true;
            outcomes.add(
                    writing.write(
                            customerId, next, rules.closesAt(), Occasion.of(Cause.END, next)));
            next.nextChangeAt = Moments.NEVER;
        }
        return new Scored(next, outcomes);
    }

    /** When this customer must be looked at again if nothing happens. */
    public long nextDeadline(CustomerHistory history) {
        long lapse = history.standing.erasedUntil();
        if (history.closed || !history.isScored()) {
            return lapse;
        }
        return Math.min(lapse, Math.min(history.nextChangeAt, rules.closesAt()));
    }

    /**
     * When the customer is to meet new rules or cut points, unless something else makes someone
     * look before: {@link Moments#NEVER} if there is nothing new. It is no deadline, or all
     * customers would have the same one.
     */
    public long meetsNewsAt(CustomerHistory history) {
        return history.closed || !history.isScored() ? Moments.NEVER : writing.meetsNewsAt(history);
    }

    /** What takes back, restates or comes late sets right what was known. */
    private static Cause cause(CustomerHistory before, CustomerEvent event) {
        boolean corrects =
                event.type() == EventType.REFUND
                        || event.type() == EventType.CANCELLATION
                        || event.detail() instanceof EventDetail.Restatement
                        || event.occurredAt() < before.asOf;
        return corrects ? Cause.CORRECTION : Cause.EVENT;
    }

    private Decision arrive(
            String customerId, CustomerHistory history, CustomerEvent event, List<Hop> path) {
        Standing standing = history.standing;
        if (event.occurredAt() >= rules.closesAt()) {
            return new Ignored(IgnoreReason.AFTER_END);
        }
        if (standing.erasedSince(event.occurredAt()) && !outlivesErasure(event.type())) {
            return new Ignored(IgnoreReason.ERASED);
        }
        if (path.isEmpty() && !standing.hasMoved()) {
            return apply(customerId, history, event, path);
        }
        Relay relay = new Relay(customerId, path, new Relay.Forwarded(event));
        if (!path.isEmpty() && Merging.isCutOff(standing, relay)) {
            return history.eventIds.contains(Hash64.of(event.eventId()))
                    ? new Ignored(IgnoreReason.DUPLICATE)
                    : Merging.back(standing, relay.origin(), event);
        }
        if (!standing.hasMoved()) {
            return apply(customerId, history, event, path);
        }
        if (Merging.isMergeInto(event, standing.movedTo())) {
            return new Ignored(IgnoreReason.ALREADY_MERGED);
        }
        Optional<Relay> onward = Merging.onward(standing, relay);
        return onward.isPresent()
                ? new Onward(onward.get())
                : apply(customerId, returned(history), event, path);
    }

    /** Who is the same person as someone erased must be erased as well, however late we hear it. */
    private static boolean outlivesErasure(EventType type) {
        return type == EventType.ERASE || type == EventType.MERGE;
    }

    private static CustomerHistory returned(CustomerHistory history) {
        return history.standing.hasMoved()
                ? history.reducedTo(history.standing.returned())
                : history;
    }

    private Decision apply(
            String customerId, CustomerHistory history, CustomerEvent event, List<Hop> path) {
        boolean isOld = path.isEmpty() && history.standing.erasedSince(event.occurredAt());
        if (event.type() == EventType.ERASE && !isOld) {
            return departures.erase(customerId, history, event);
        }
        long id = Hash64.of(event.eventId());
        if (history.eventIds.contains(id)) {
            return new Ignored(IgnoreReason.DUPLICATE);
        }
        if (isOld && event.type() == EventType.ERASE) {
            return Departures.alreadyErased(history, event);
        }
        if (isOld) {
            return Merging.isMergeInto(event, customerId)
                    ? new Ignored(IgnoreReason.ERASED)
                    : Merging.tellErasure(customerId, history, event);
        }
        return switch (event.type()) {
            case MERGE -> merge(customerId, history, event, id, path);
            case CONSENT_GIVEN -> departures.consent(customerId, history, event, Consent.GIVEN);
            case CONSENT_WITHDRAWN ->
                    departures.consent(customerId, history, event, Consent.WITHDRAWN);
            case CAMPAIGN_COST -> spend(history, event, id);
            default -> score(customerId, history, event, id);
        };
    }

    /** In a replay, where it is known beforehand who is who, both ids of a merge are the same. */
    private Decision merge(
            String customerId,
            CustomerHistory history,
            CustomerEvent event,
            long id,
            List<Hop> path) {
        if (!Merging.isMergeInto(event, customerId)) {
            MergeStamp stamp = MergeStamp.of(event);
            for (Hop hop : path) {
                stamp = stamp.notBefore(hop.stamp().occurredAt());
            }
            return merging.moveOut(customerId, history, event, stamp);
        }
        return path.isEmpty()
                ? score(customerId, history, event, id)
                : new Ignored(IgnoreReason.ALREADY_MERGED);
    }

    private Decision spend(CustomerHistory history, CustomerEvent event, long id) {
        CustomerHistory next = history.copy();
        next.asOf = Math.max(next.asOf, event.occurredAt());
        remember(next, id, next.asOf);
        String campaignId =
                event.detail() instanceof EventDetail.Campaign campaign
                        ? ShortText.of(campaign.campaignId())
                        : "";
        int day = rules.calendar().dayOf(event.occurredAt());
        DayEntry spent = new DayEntry(DaySeries.CAMPAIGN_COST_MINOR, day, event.amountMinor());
        AccountChange change =
                new AccountChange(next.asOf, Account.NONE, Account.NONE, List.of(spent));
        return new Spent(next, campaignId, event.amountMinor(), change);
    }

    private Decision score(
            String customerId, CustomerHistory history, CustomerEvent event, long id) {
        if (!rules.privacy().consent().allows(history.standing.consent())) {
            return new Ignored(IgnoreReason.NO_CONSENT);
        }
        if (tooLate(history, event.occurredAt())) {
            return new Ignored(IgnoreReason.TOO_LATE);
        }
        CustomerHistory next = history.copy();
        List<Outcome> outcomes = new ArrayList<>(2);
        writing.writeSilence(customerId, next, event.occurredAt(), outcomes);
        long now = Math.max(next.asOf, event.occurredAt());
        Booking booked = booking.apply(next.purchases, event);
        if (booked.ignored().isPresent()) {
            return new Ignored(booked.ignored().get());
        }
        int day = rules.calendar().dayOf(event.occurredAt());
        next.dealings.note(event, day, engagement);
        remember(next, id, now);
        // A straggler after the end is scored, and then the books are closed once more.
        next.closed = false;
        outcomes.add(
                writing.write(
                        customerId,
                        next,
                        now,
                        new Occasion(
                                cause(history, event), event.eventId(), booked.notes(), history)));
        return new Scored(next, outcomes);
    }

    /**
     * Whether what an event so old needs may be forgotten. On or after the last purchase day
     * nothing is needed but the sums of all time, however long the silence scored since: a feed may
     * pause, and a backfill may come in order.
     */
    private boolean tooLate(CustomerHistory history, long occurredAt) {
        Purchases purchases = history.purchases;
        long lateness = rules.memory().latenessDays() * DayCalendar.DAY_MILLIS;
        return purchases.days > 0
                && occurredAt < history.asOf - lateness
                && rules.calendar().dayOf(occurredAt) < purchases.lastDay;
    }

    private void remember(CustomerHistory history, long id, long now) {
        history.eventIds.add(id, Math.floorDiv(now, 1000L));
        history.eventIds.forget(now, rules.memory());
    }
}
