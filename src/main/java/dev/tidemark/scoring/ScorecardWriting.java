package dev.tidemark.scoring;

import dev.tidemark.model.Account;
import dev.tidemark.model.AccountChange;
import dev.tidemark.model.Cause;
import dev.tidemark.model.CrmPlaces;
import dev.tidemark.model.Dimension;
import dev.tidemark.model.Moments;
import dev.tidemark.model.Scorecard;
import dev.tidemark.model.Tombstone;
import dev.tidemark.model.Transition;
import dev.tidemark.model.Versions;
import dev.tidemark.scoring.Decision.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Scores a history as of one moment, notes the new classes in it, and says what changed.
 *
 * <p>New cut points, and new rules, are met as of a moment of their own, before anything else of
 * that time is done: so it makes no difference when the customer is looked at.
 */
final class ScorecardWriting {
    private static final Dimension[] DIMENSIONS = Dimension.values();

    private final Rules rules;
    private final Assessing assessing;
    private final PurchaseDiary diary;
    private final Attribution attribution;

    ScorecardWriting(Rules rules) {
        this.rules = rules;
        this.assessing = new Assessing(rules);
        DiaryRules days = rules.classes().diary();
        this.diary = new PurchaseDiary(rules.dayMemory(), days.activeDays(), days.periodDays());
        this.attribution = new Attribution(days.attributionDays());
    }

    /**
     * Why a scorecard is written.
     *
     * @param eventId of the event; empty if it is none
     * @param notes of the event; they stand among the reasons of the scorecard
     * @param before the customer before the event
     */
    record Occasion(Cause cause, String eventId, List<String> notes, CustomerHistory before) {
        static Occasion of(Cause cause, CustomerHistory h) {
            return new Occasion(cause, "", List.of(), h);
        }
    }

    /** Writes the customer's next scorecard; the history is brought up to it. */
    Outcome write(String customerId, CustomerHistory h, long now, Occasion occasion) {
        forget(h, now);
        if (!h.isScored()) {
            h.cutsFrom = rules.population().cutsAt(now).effectiveFrom();
            h.rulesHash = rules.versionHash();
        }
        Assessment seen = assessing.of(h, cuts(h), now);
        return commit(customerId, h, seen, now, occasion);
    }

    private void forget(CustomerHistory h, long now) {
        int today = rules.calendar().today(now);
        h.purchases.forget(today, rules.dayMemory(), rules.memory());
        h.dealings.forget(now, today);
    }

    private Cuts cuts(CustomerHistory h) {
        return rules.population().cutsAt(h.cutsFrom);
    }

    private Outcome commit(
            String customerId, CustomerHistory h, Assessment seen, long now, Occasion occasion) {
        Versions versions = rules.versions(now, cuts(h));
        Reasons reasons = new Reasons(h, seen, rules.value().fractionDigits());
        AccountChange change = change(h, seen.account(), occasion.before(), now);
        Places before = h.places;
        long flaps = rules.classes().stability().flapMillis();
        h.places = seen.places().forgetting(now, flaps);
        h.r = seen.r();
        h.f = seen.f();
        h.m = seen.m();
        h.account = seen.account();
        h.groupedBy = rules.classes().groups();
        h.nextChangeAt = seen.nextChangeAt();
        h.sequence++;
        h.asOf = now;
        Scorecard card =
                new Scorecard(
                        customerId,
                        h.sequence,
                        now,
                        occasion.cause(),
                        occasion.eventId(),
                        h.places.rfm().current(),
                        h.places.rfm().since(),
                        seen.buyer(),
                        Optional.of(seen.crm()),
                        seen.relationship(),
                        reasons.allAnd(occasion.notes()),
                        h.nextChangeAt,
                        versions);
        return new Outcome(card, transitions(card, before, seen, reasons), change);
    }

    /**
     * Writes what silence up to a moment makes, each change as of its own moment: the customer's
     * deadlines, and what others do to the cut points.
     */
    void writeSilence(
            String customerId, CustomerHistory history, long upTo, List<Outcome> outcomes) {
        meetRules(customerId, history, outcomes);
        long until = Math.min(upTo, rules.closesAt());
        while (!history.closed && history.isScored()) {
            long own = history.nextChangeAt;
            long others = meetsCutsAt(history);
            if (Math.min(own, others) > until) {
                return;
            }
            if (own <= others) {
                outcomes.add(write(customerId, history, own, Occasion.of(Cause.SILENCE, history)));
            } else {
                meetCuts(customerId, history, others, outcomes);
            }
        }
    }

    /**
     * A scorecard by other rules than the customer was scored by last, as of that scorecard. Of a
     * release that did not keep which they were, nor what the customer counts for, it is the first
     * in which all that was bought is counted.
     */
    private void meetRules(String customerId, CustomerHistory h, List<Outcome> outcomes) {
        int hash = rules.versionHash();
        if (!h.isScored() || h.rulesHash == hash || h.closed) {
            return;
        }
        h.rulesHash = hash;
        h.account = regrouped(h);
        CustomerHistory entered = h.account.known() ? h : CustomerHistory.unknown();
        outcomes.add(write(customerId, h, h.asOf, Occasion.of(Cause.RULES, entered)));
    }

    /**
     * The account with its groups in the order of the new rules, those first that are configured.
     */
    private Account regrouped(CustomerHistory h) {
        List<GroupBy> configured = rules.classes().groups();
        if (h.groupedBy.equals(configured) || !h.account.known()) {
            return h.account;
        }
        List<String> groups = new ArrayList<>();
        for (GroupBy by : GroupBy.all(configured)) {
            int index = h.groupedBy.indexOf(by);
            groups.add(index < 0 ? Account.NOT_TOLD : h.account.groups().get(index));
        }
        return h.account.with(List.copyOf(groups));
    }

    /**
     * When the customer meets the next cut points; {@link Moments#NEVER} if none are known. Who has
     * just moved is left where they are for a while.
     */
    private long meetsCutsAt(CustomerHistory h) {
        long from = rules.population().nextCutsAfter(h.cutsFrom);
        if (from == Moments.NEVER) {
            return Moments.NEVER;
        }
        long settled = h.places.lastMove() + rules.classes().stability().dwellMillis();
        return Math.max(Math.max(from, settled), h.asOf);
    }

    /** When the customer is to meet new rules, or else new cut points. */
    long meetsNewsAt(CustomerHistory h) {
        return h.rulesHash == rules.versionHash() ? meetsCutsAt(h) : h.asOf;
    }

    /**
     * Who stays in every class keeps the scorecard, and all that is remembered: the next event may
     * be dated before these cut points.
     */
    private void meetCuts(String customerId, CustomerHistory h, long now, List<Outcome> outcomes) {
        h.cutsFrom = rules.population().cutsAt(now).effectiveFrom();
        Assessment seen = assessing.meeting(h, cuts(h), now);
        if (seen.changes(h)) {
            forget(h, now);
            outcomes.add(commit(customerId, h, seen, now, Occasion.of(Cause.POPULATION, h)));
        } else {
            h.nextChangeAt = seen.nextChangeAt();
        }
    }

    /** Takes the customer's scorecard back: it leaves every class. The history is left to fall. */
    Outcome takeBack(String customerId, CustomerHistory h, long now, Cause cause, String eventId) {
        h.sequence++;
        h.asOf = now;
        Tombstone tombstone = new Tombstone(customerId, h.sequence, now, cause);
        List<Transition> transitions = new ArrayList<>(DIMENSIONS.length);
        for (Dimension dimension : DIMENSIONS) {
            String label = h.places.label(dimension);
            if (!label.isEmpty()) {
                transitions.add(leaving(tombstone, eventId, dimension, label, cuts(h)));
            }
        }
        int today = rules.calendar().today(now);
        AccountChange change =
                new AccountChange(
                        now,
                        h.account,
                        Account.NONE,
                        diary.changes(h.purchases, Purchases.none(), today),
                        attribution.changes(
                                h.dealings.touches(),
                                h.purchases,
                                List.of(),
                                Purchases.none(),
                                diary.firstDay(today)));
        return new Outcome(tombstone, transitions, change);
    }

    /** Silence changes neither what was bought nor what brought it about. */
    private AccountChange change(
            CustomerHistory h, Account account, CustomerHistory before, long now) {
        if (before == h) {
            return new AccountChange(now, h.account, account, List.of());
        }
        int today = rules.calendar().today(now);
        return new AccountChange(
                now,
                h.account,
                account,
                diary.changes(before.purchases, h.purchases, today),
                attribution.changes(
                        before.dealings.touches(),
                        before.purchases,
                        h.dealings.touches(),
                        h.purchases,
                        diary.firstDay(today)));
    }

    private Transition leaving(
            Tombstone last, String eventId, Dimension dimension, String from, Cuts cuts) {
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
                rules.versions(last.asOf(), cuts),
                false,
                List.of(),
                List.of());
    }

    private List<Transition> transitions(
            Scorecard card, Places before, Assessment seen, Reasons reasons) {
        Places now = seen.places();
        List<Transition> transitions = List.of();
        for (Dimension dimension : DIMENSIONS) {
            if (now.in(dimension) == before.in(dimension)) {
                continue;
            }
            if (transitions.isEmpty()) {
                transitions = new ArrayList<>(DIMENSIONS.length);
            }
            boolean advises = dimension == Dimension.MATRIX || dimension == Dimension.LIFECYCLE;
            CrmPlaces.Advice advice = advises ? seen.crm().advice() : CrmPlaces.Advice.NONE;
            transitions.add(
                    new Transition(
                            card.customerId(),
                            card.sequence(),
                            dimension,
                            before.label(dimension),
                            now.label(dimension),
                            card.cause(),
                            card.eventId(),
                            reasons.in(dimension),
                            card.asOf(),
                            card.versions(),
                            now.isBack(dimension, before, rules.classes().stability().flapMillis()),
                            advice.strategy(),
                            advice.channels()));
        }
        return transitions;
    }
}
