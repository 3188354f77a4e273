package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.GoldenFile;
import dev.tidemark.model.Account;
import dev.tidemark.model.Cause;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.Dimension;
import dev.tidemark.model.EventType;
import dev.tidemark.model.Moments;
import dev.tidemark.model.Scorecard;
import dev.tidemark.model.Transition;
import dev.tidemark.scoring.Decision.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Why a scorecard was written, and as of when. */
class CausesTest {
    private static final long DAY = DayCalendar.DAY_MILLIS;
    private static final long START = Events.at("2024-03-01T10:00:00Z");
    private static final long LATER = START + 3 * DAY;

    private final Rules rules = SampleRules.standard();
    private final FoldedCustomer customer = new FoldedCustomer(rules);

    private FoldedCustomer buyer() {
        return customer.apply(Events.purchase("e1", START, "o1", 40_000));
    }

    private static Rules knowing(Rules rules, SampleCuts cuts) {
        return rules.knowing(cuts.build());
    }

    private Cause causeOf(CustomerEvent event) {
        FoldedCustomer twin = customer.under(rules);
        twin.apply(event);
        return twin.last().cause();
    }

    @Test
    void whatTakesBackOrRestatesOrComesLateIsACorrection() {
        buyer();
        assertSame(Cause.EVENT, causeOf(Events.purchase("e2", LATER, "o2", 100)));
        assertSame(Cause.EVENT, causeOf(Events.view("v", LATER)));
        assertSame(Cause.EVENT, causeOf(Events.purchase("e2", START, "o2", 100)));
        assertSame(Cause.CORRECTION, causeOf(Events.purchase("e2", START - 1, "o2", 100)));
        assertSame(Cause.CORRECTION, causeOf(Events.view("v", START - 1)));
        assertSame(
                Cause.CORRECTION, causeOf(Events.event("r", EventType.REFUND, LATER, "o1", 100)));
        assertSame(Cause.CORRECTION, causeOf(Events.cancellation("r", LATER, "o1")));
        assertSame(Cause.CORRECTION, causeOf(Events.restatement("e2", LATER, "o1", 100)));
    }

    @Test
    void movedCutPointsAreTheCauseAsOfTheirMoment() {
        buyer();
        Rules moved = knowing(rules, new SampleCuts("v1", LATER).highSpend(80_000));
        FoldedCustomer among = customer.under(moved);
        List<Outcome> outcomes = among.silence(LATER + DAY);
        assertEquals(1, outcomes.size());
        Scorecard card = among.last();
        assertSame(Cause.POPULATION, card.cause());
        assertEquals("", card.eventId());
        assertEquals(LATER, card.asOf());
        assertEquals(2, card.sequence());
        assertEquals("v1", card.versions().cutPoints());
        assertEquals(1, outcomes.get(0).transitions().size());
        assertSame(Dimension.MATRIX, outcomes.get(0).transitions().get(0).dimension());
        assertSame(Cause.POPULATION, outcomes.get(0).transitions().get(0).cause());
    }

    @Test
    void cutPointsThatChangeNothingMakeNoScorecardButAreNamedOnTheNext() {
        buyer();
        FoldedCustomer among = customer.under(knowing(rules, new SampleCuts("v1", LATER)));
        assertEquals(LATER, among.nextLook());
        assertTrue(among.isBehind(LATER) && !among.isBehind(LATER - 1), "before anybody looks");
        assertEquals(List.of(), among.silence(LATER));
        assertTrue(!among.isBehind(LATER) && among.nextDeadline() > LATER, "met");
        among.apply(Events.view("v", LATER + 1));
        assertEquals("v1", among.last().versions().cutPoints());
    }

    @Test
    void cutPointsThatAreHeardOfLateAreMetAsOfTheLastScorecard() {
        buyer();
        customer.apply(Events.view("v", LATER));
        Rules moved = knowing(rules, new SampleCuts("v1", LATER - DAY).highSpend(80_000));
        FoldedCustomer among = customer.under(moved);
        among.silence(LATER + 1);
        assertSame(Cause.POPULATION, among.last().cause());
        assertEquals(LATER, among.last().asOf());
        assertEquals(3, among.last().sequence());
    }

    @Test
    void ofProspectsNobodyIsMovedByCutPoints() {
        customer.apply(Events.view("v", START));
        Rules moved = knowing(rules, new SampleCuts("v1", LATER).highSpend(1).highExpected(1));
        FoldedCustomer among = customer.under(moved);
        assertEquals(List.of(), among.silence(LATER + DAY));
        assertEquals(Moments.NEVER, among.nextDeadline());
    }

    @Test
    void newRulesAreTheCauseOnceAsOfTheLastScorecardEvenIfNothingChanges() {
        buyer();
        FoldedCustomer renewed = customer.under(new SampleRules().version("other").build());
        assertTrue(renewed.isBehind(LATER), "nobody has looked yet");
        List<Outcome> outcomes = renewed.silence(LATER);
        assertEquals(1, outcomes.size());
        Scorecard card = renewed.last();
        assertSame(Cause.RULES, card.cause());
        assertEquals(START, card.asOf());
        assertEquals(2, card.sequence());
        assertEquals("", card.eventId());
        assertEquals("other", card.versions().rules());
        assertEquals(List.of(), card.reasons());
        assertEquals(List.of(), outcomes.get(0).transitions());
        assertEquals(List.of(), renewed.silence(LATER + 1), "once");
        assertTrue(!renewed.isBehind(LATER + 1), "once");
    }

    @Test
    void whatNewRulesMoveIsMovedByRules() {
        buyer();
        ClassRules standard = SampleRules.classes();
        ClassRules brief =
                SampleRules.classes(
                        standard.matrix(),
                        standard.tier(),
                        new LifecycleRules(1, 365, 90, 365, 9),
                        standard.stability());
        customer.apply(Events.view("v", LATER));
        FoldedCustomer renewed =
                customer.under(new SampleRules().version("other").classes(brief).build());
        renewed.apply(Events.view("v2", LATER + 1));
        Outcome met = renewed.outcomes().get(2);
        assertSame(Cause.RULES, met.update().cause());
        assertEquals(LATER, met.update().asOf());
        assertEquals("engaged", met.transitions().get(0).to());
        assertSame(Cause.RULES, met.transitions().get(0).cause());
        assertSame(Cause.EVENT, renewed.last().cause());
        assertEquals(4, renewed.last().sequence());
    }

    @Test
    void newRulesAreMetBeforeNewCutPoints() {
        buyer();
        Rules others = new SampleRules().version("other").build();
        FoldedCustomer renewed =
                customer.under(knowing(others, new SampleCuts("v1", LATER).highSpend(80_000)));
        renewed.silence(LATER);
        List<Cause> causes =
                renewed.outcomes().stream().map(outcome -> outcome.update().cause()).toList();
        assertEquals(List.of(Cause.EVENT, Cause.RULES, Cause.POPULATION), causes);
        assertEquals("fixed", renewed.outcomes().get(1).scorecard().versions().cutPoints());
    }

    /**
     * Earlier releases did not keep it, and knew fewer dimensions: now the customer enters them.
     */
    @Test
    void whoseRulesAreNotKnownIsScoredByThoseOfNow() {
        CustomerHistory old = HistoryCodec.decode(GoldenFile.read("state/history-v2-typical.bin"));
        CustomerScorer scorer = new CustomerScorer(rules);
        assertEquals(old.asOf(), scorer.meetsNewsAt(old));
        Decision.Scored scored = scorer.onSilence(Events.CUSTOMER, old, old.asOf());
        assertEquals(1, scored.outcomes().size());
        Decision.Outcome renewed = scored.outcomes().get(0);
        assertEquals(Cause.RULES, renewed.update().cause());
        assertEquals(Account.NONE, renewed.change().before());
        assertEquals(
                List.of(Dimension.MATRIX, Dimension.ABC, Dimension.TIER, Dimension.LIFECYCLE),
                renewed.transitions().stream().map(Transition::dimension).toList());
        assertEquals(Moments.NEVER, scorer.meetsNewsAt(scored.history()));
    }

    /** What it will be remembered for may come late, of a time before the cut points. */
    @Test
    void cutPointsThatChangeNothingForgetNothing() {
        customer.apply(
                Events.event("r", EventType.REFUND, START, "o1", 40_000),
                Events.view("v", START + 1));
        FoldedCustomer among =
                customer.under(knowing(rules, new SampleCuts("v1", START + 200 * DAY)));
        among.silence(START + 200 * DAY);
        for (FoldedCustomer each : List.of(customer, among)) {
            each.apply(Events.purchase("e1", START - DAY, "o1", 40_000));
            assertEquals("Prospect", each.last().segment().label(), "the order is taken back");
        }
    }
}
