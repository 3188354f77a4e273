package dev.tidemark.scoring;

import dev.tidemark.model.Account;
import dev.tidemark.model.AccountChange;
import dev.tidemark.model.BuyerScores;
import dev.tidemark.model.Cause;
import dev.tidemark.model.ChurnLevel;
import dev.tidemark.model.ChurnRisk;
import dev.tidemark.model.Dimension;
import dev.tidemark.model.Moments;
import dev.tidemark.model.Relationship;
import dev.tidemark.model.RfmScores;
import dev.tidemark.model.RfmSegment;
import dev.tidemark.model.Scorecard;
import dev.tidemark.model.Tombstone;
import dev.tidemark.model.Transition;
import dev.tidemark.scoring.Decision.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Scores a history as of one moment, notes the new levels in it, and says what changed. */
final class ScorecardWriting {
    private static final AccountChange NO_CHANGE =
            new AccountChange(0, Account.NONE, Account.NONE, List.of());

    private final Rules rules;
    private final Deadlines deadlines;

    ScorecardWriting(Rules rules) {
        this.rules = rules;
        this.deadlines = new Deadlines(rules);
    }

    /**
     * Writes the customer's next scorecard; the history is brought up to it. The notes are of the
     * event, and stand among the reasons of the scorecard.
     */
    Outcome write(
            String customerId,
            CustomerHistory h,
            long now,
            Cause cause,
            String eventId,
            List<String> notes) {
        int today = rules.calendar().today(now);
        h.purchases.forget(today, rules.dayMemory(), rules.memory());
        h.dealings.forget(now, today);
        RfmSegment segmentBefore = h.segment;
        ChurnLevel levelBefore = h.churnLevel;
        Reasons reasons = new Reasons(h, rules.value().fractionDigits());
        Optional<BuyerScores> buyer =
                h.purchases.days > 0 ? Optional.of(scoreBuyer(h, now)) : asProspect(h, now);
        h.sequence++;
        h.asOf = now;
        Reasons.Said why = reasons.since(h, buyer);
        Scorecard scorecard =
                new Scorecard(
                        customerId,
                        h.sequence,
                        now,
                        cause,
                        eventId,
                        h.segment,
                        h.segmentSince,
                        buyer,
                        Optional.empty(),
                        Relationship.NONE,
                        why.allAnd(notes),
                        h.nextChangeAt,
                        rules.versionsAt(now));
        return new Outcome(
                scorecard, transitions(scorecard, why, segmentBefore, levelBefore, h), NO_CHANGE);
    }

    /** Writes what silence up to a moment makes, each change as of its own moment. */
    void writeSilence(
            String customerId, CustomerHistory history, long upTo, List<Outcome> outcomes) {
        long until = Math.min(upTo, rules.closesAt());
        while (history.nextChangeAt <= until && !history.closed) {
            long now = history.nextChangeAt;
            outcomes.add(write(customerId, history, now, Cause.SILENCE, "", List.of()));
        }
    }

    /** Takes the customer's scorecard back: it leaves every class. The history is left to fall. */
    Outcome takeBack(String customerId, CustomerHistory h, long now, Cause cause, String eventId) {
        h.sequence++;
        h.asOf = now;
        Tombstone tombstone = new Tombstone(customerId, h.sequence, now, cause);
        List<Transition> transitions = new ArrayList<>(2);
        if (h.segment != null) {
            transitions.add(leaving(tombstone, eventId, Dimension.RFM, label(h.segment)));
        }
        if (h.churnLevel != null) {
            transitions.add(leaving(tombstone, eventId, Dimension.CHURN, label(h.churnLevel)));
        }
        return new Outcome(tombstone, transitions, NO_CHANGE);
    }

    private Transition leaving(Tombstone last, String eventId, Dimension dimension, String from) {
        return new Transition(
                last.customerId(),
                last.sequence(),
                dimension,
                from,
                "",
                last.cause(),
                eventId,
                List.of(),
                last.asOf(),
                rules.versionsAt(last.asOf()),
                false,
                List.of(),
                List.of());
    }

    private BuyerScores scoreBuyer(CustomerHistory h, long now) {
        Appraisal appraisal = new Appraisal(rules, rules.population().at(now), h.purchases);
        RfmScores rfm = appraisal.rfm(now);
        h.r = rfm.r();
        h.f = rfm.f();
        h.m = rfm.m();
        enterSegment(h, rules.grid().segment(rfm.r(), rfm.f(), rfm.m()), now);
        Outlook outlook = appraisal.at(now);
        double churn = outlook.probabilityOfNoPurchase();
        enterLevel(h, churn, now);
        double orders = outlook.expectedOrders();
        h.nextChangeAt =
                deadlines.next(
                        h.purchases,
                        appraisal,
                        new Deadlines.Now(
                                now,
                                h.r,
                                h.churnLevel,
                                churn,
                                orders,
                                outlook.expectedSpendMinor(orders)));
        return new BuyerScores(
                rfm,
                outlook.value(orders),
                new ChurnRisk(churn, outlook.probabilityAlive(), h.churnLevel, h.churnSince),
                appraisal.history(now));
    }

    private static Optional<BuyerScores> asProspect(CustomerHistory h, long now) {
        h.r = 0;
        h.f = 0;
        h.m = 0;
        h.churnLevel = null;
        enterSegment(h, RfmSegment.PROSPECT, now);
        h.nextChangeAt = Moments.NEVER;
        return Optional.empty();
    }

    private static void enterSegment(CustomerHistory h, RfmSegment segment, long now) {
        if (h.segment != segment) {
            h.segment = segment;
            h.segmentSince = now;
        }
    }

    private void enterLevel(CustomerHistory h, double probability, long now) {
        ChurnLevel level =
                h.churnLevel == null
                        ? rules.churn().first(probability)
                        : rules.churn().next(probability, h.churnLevel);
        if (h.churnLevel != level) {
            h.churnLevel = level;
            h.churnSince = now;
        }
    }

    private static List<Transition> transitions(
            Scorecard card,
            Reasons.Said why,
            RfmSegment segment,
            ChurnLevel level,
            CustomerHistory h) {
        if (segment == h.segment && level == h.churnLevel) {
            return List.of();
        }
        List<Transition> transitions = new ArrayList<>(2);
        if (segment != h.segment) {
            transitions.add(transition(card, why, Dimension.RFM, label(segment), label(h.segment)));
        }
        if (level != h.churnLevel) {
            transitions.add(
                    transition(card, why, Dimension.CHURN, label(level), label(h.churnLevel)));
        }
        return transitions;
    }

    private static Transition transition(
            Scorecard card, Reasons.Said why, Dimension in, String from, String to) {
        return new Transition(
                card.customerId(),
                card.sequence(),
                in,
                from,
                to,
                card.cause(),
                card.eventId(),
                why.in(in),
                card.asOf(),
                card.versions(),
                false,
                List.of(),
                List.of());
    }

    private static String label(RfmSegment segment) {
        return segment == null ? "" : segment.label();
    }

    private static String label(ChurnLevel level) {
        return level == null ? "" : level.label();
    }
}
