package dev.tidemark.scoring;

import dev.tidemark.model.Cause;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.IgnoreReason;
import dev.tidemark.model.Moments;
import dev.tidemark.scoring.Decision.Ignored;
import dev.tidemark.scoring.Decision.Outcome;
import dev.tidemark.scoring.Decision.Scored;
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

    /** A scorer under these rules. */
    public CustomerScorer(Rules rules) {
        this.rules = Objects.requireNonNull(rules, "rules");
        this.booking = new OrderBooking(rules);
        this.writing = new ScorecardWriting(rules);
    }

    /** What an event makes of the customer. */
    public Decision onEvent(CustomerHistory history, CustomerEvent event) {
        Optional<IgnoreReason> ignored = refuse(history, event);
        if (ignored.isPresent()) {
            return new Ignored(ignored.get());
        }
        CustomerHistory next = history.copy();
        List<Outcome> outcomes = new ArrayList<>(2);
        fireDeadlines(event.customerId(), next, event.occurredAt(), outcomes);
        long now = Math.max(next.asOf, event.occurredAt());
        Booking booked = booking.apply(next.purchases, event);
        if (booked.ignored().isPresent()) {
            return new Ignored(booked.ignored().get());
        }
        remember(next, event, now);
        // A straggler after the end is scored, and then the books are closed once more.
        next.closed = false;
        outcomes.add(
                writing.write(
                        event.customerId(),
                        next,
                        now,
                        Cause.EVENT,
                        event.eventId(),
                        booked.notes()));
        return new Scored(next, outcomes);
    }

    /**
     * What silence until {@code now} makes of the customer: fires the deadlines up to it, and the
     * closing of the books. A customer nobody has heard of stays unknown.
     */
    public Scored onSilence(String customerId, CustomerHistory history, long now) {
        if (history.segment == null) {
            return new Scored(history, List.of());
        }
        CustomerHistory next = history.copy();
        List<Outcome> outcomes = new ArrayList<>(1);
        fireDeadlines(customerId, next, now, outcomes);
        if (rules.closes() && now >= rules.closesAt() && !next.closed) {
            next.closed = true;
            outcomes.add(
                    writing.write(customerId, next, rules.closesAt(), Cause.END, "", List.of()));
            next.nextChangeAt = Moments.NEVER;
        }
        return new Scored(next, outcomes);
    }

    /** When this customer must be looked at again if nothing happens. */
    public long nextDeadline(CustomerHistory history) {
        if (history.closed || history.segment == null) {
            return Moments.NEVER;
        }
        return Math.min(history.nextChangeAt, rules.closesAt());
    }

    private void fireDeadlines(
            String customerId, CustomerHistory history, long upTo, List<Outcome> outcomes) {
        long until = Math.min(upTo, rules.closesAt());
        while (history.nextChangeAt <= until && !history.closed) {
            long now = history.nextChangeAt;
            outcomes.add(writing.write(customerId, history, now, Cause.SILENCE, "", List.of()));
        }
    }

    private Optional<IgnoreReason> refuse(CustomerHistory history, CustomerEvent event) {
        if (event.occurredAt() >= rules.closesAt()) {
            return Optional.of(IgnoreReason.AFTER_END);
        }
        if (history.eventIds.contains(Hash64.of(event.eventId()))) {
            return Optional.of(IgnoreReason.DUPLICATE);
        }
        return tooLate(history, event.occurredAt())
                ? Optional.of(IgnoreReason.TOO_LATE)
                : Optional.empty();
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

    private void remember(CustomerHistory history, CustomerEvent event, long now) {
        long second = Math.floorDiv(now, 1000L);
        history.eventIds.add(Hash64.of(event.eventId()), second);
        long horizon = rules.memory().eventIdHours() * 3600L;
        history.eventIds.forget(second - horizon, rules.memory().eventIds());
    }
}
