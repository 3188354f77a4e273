package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.Cause;
import dev.tidemark.model.CutPoints;
import dev.tidemark.model.Dimension;
import dev.tidemark.model.EventType;
import dev.tidemark.model.Scorecard;
import dev.tidemark.model.Transition;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What keeps customers from moving to and fro because others do: hysteresis of 5 %, a day of dwell,
 * and flaps within a week are told. Customers are written and read back at every step.
 */
class StabilityTest {
    private static final long DAY = DayCalendar.DAY_MILLIS;
    private static final long START = Events.at("2024-03-01T10:00:00Z");
    private static final long LATER = START + 3 * DAY;

    private final SampleRules sample =
            new SampleRules().classes(SampleRules.stable(0.05, DAY, 7 * DAY));
    private Rules rules = sample.build();
    private FoldedCustomer customer = new FoldedCustomer(rules);

    private void orders(int count, long minor) {
        for (int i = 0; i < count; i++) {
            customer.apply(Events.purchase("e" + i, START, "o" + i, minor));
            reborn();
        }
    }

    /** The population as of a moment is cut so; the customer is looked at then. */
    private List<Decision.Outcome> publish(CutPoints points) {
        rules = rules.knowing(points);
        customer = customer.under(rules);
        List<Decision.Outcome> outcomes = customer.silence(points.effectiveFrom());
        reborn();
        return outcomes;
    }

    private void reborn() {
        byte[] bytes = HistoryCodec.encode(customer.history());
        CustomerHistory decoded = HistoryCodec.decode(bytes);
        assertArrayEquals(bytes, HistoryCodec.encode(decoded));
        customer = customer.continuedFrom(decoded);
    }

    private static SampleCuts cuts(long from) {
        return new SampleCuts("v" + from, from);
    }

    private Transition last(Dimension dimension) {
        List<Transition> all = customer.transitions(dimension);
        return all.get(all.size() - 1);
    }

    /**
     * A cut to which a customer is just up.
     *
     * @param at where the cut is at first
     * @param keeps the most that it may rise to: it is 5 % less than the customer has
     */
    private record Case(
            String name,
            int orders,
            long minor,
            long at,
            long keeps,
            Function<Scorecard, Object> figure,
            Cutting cutting) {
        @Override
        public String toString() {
            return name;
        }
    }

    private interface Cutting {
        SampleCuts cut(SampleCuts cuts, long at);
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case(
                        "the matrix by spend",
                        1,
                        40_000,
                        40_000,
                        42_105,
                        card -> card.crm().orElseThrow().matrix(),
                        (cuts, at) -> cuts.highSpend(at).highExpected(1_000_000)),
                new Case(
                        "class A",
                        1,
                        40_000,
                        40_000,
                        42_105,
                        card -> card.crm().orElseThrow().abc(),
                        (cuts, at) -> cuts.abc(at, 10_000)),
                new Case(
                        "class B",
                        1,
                        10_000,
                        10_000,
                        10_526,
                        card -> card.crm().orElseThrow().abc(),
                        (cuts, at) -> cuts.abc(40_000, at)),
                new Case(
                        "the m score",
                        1,
                        100_000,
                        100_000,
                        105_263,
                        card -> card.buyer().orElseThrow().rfm().m(),
                        (cuts, at) -> cuts.spend(5_000, 15_000, 40_000, at)),
                new Case(
                        "the f score",
                        40,
                        100,
                        40,
                        42,
                        card -> card.buyer().orElseThrow().rfm().f(),
                        (cuts, at) -> cuts.orders(2, 3, 5, at)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aCutThatRisesByLessThanTheHysteresisMovesNobody(Case c) {
        rules = rules.knowing(c.cutting().cut(cuts(START - DAY), c.at()).build());
        customer = new FoldedCustomer(rules);
        orders(c.orders(), c.minor());
        Object stood = c.figure().apply(customer.last());
        assertEquals(List.of(), publish(c.cutting().cut(cuts(LATER), c.keeps()).build()));
        assertEquals(List.of(), publish(c.cutting().cut(cuts(LATER + DAY), c.at() / 2).build()));
        assertEquals(List.of(), publish(c.cutting().cut(cuts(LATER + 2 * DAY), c.keeps()).build()));

        long beyond = LATER + 3 * DAY;
        publish(c.cutting().cut(cuts(beyond), c.keeps() + 1).build());
        assertEquals(Cause.POPULATION, customer.last().cause());
        assertEquals(beyond, customer.last().asOf());
        Object fallen = c.figure().apply(customer.last());
        assertFalse(stood.equals(fallen), () -> "still " + stood);

        // And back: only the cut itself leads in again.
        List<Decision.Outcome> near =
                publish(c.cutting().cut(cuts(beyond + 2 * DAY), c.at() + 1).build());
        assertEquals(List.of(), near);
        publish(c.cutting().cut(cuts(beyond + 3 * DAY), c.at()).build());
        assertEquals(Cause.POPULATION, customer.last().cause());
        assertFalse(fallen.equals(c.figure().apply(customer.last())), () -> "still " + fallen);
    }

    /** 45 days are within 47, but not by 5 %: 44.65; they are within 48 by that: 45.6. */
    @Test
    void thatOthersBuyLessRaisesRecencyOnlyPastTheHysteresis() {
        orders(1, 100);
        long at = START + 45 * DAY;
        customer.silence(at);
        assertEquals(4, customer.buyer().rfm().r());
        assertEquals(List.of(), publish(cuts(at).recencyDays(47, 90, 180, 365).build()));
        publish(cuts(at + 1).recencyDays(48, 90, 180, 365).build());
        assertEquals(5, customer.buyer().rfm().r());
        assertEquals(Cause.POPULATION, customer.last().cause());
        assertEquals(at + 1, customer.last().asOf());
    }

    @Test
    void recencyFallsAtOnceWhenOthersBuyMore() {
        orders(1, 100);
        long at = START + 20 * DAY;
        customer.silence(at);
        publish(cuts(at).recencyDays(20, 90, 180, 365).build());
        assertEquals(5, customer.buyer().rfm().r());
        publish(cuts(at + 1).recencyDays(19, 90, 180, 365).build());
        assertEquals(4, customer.buyer().rfm().r());
        assertEquals(Cause.POPULATION, customer.last().cause());
        publish(cuts(at + 2 * DAY).recencyDays(23, 90, 180, 365).build());
        assertEquals(4, customer.buyer().rfm().r(), "22 days are over 23 less 5 %");
        publish(cuts(at + 2 * DAY + 1).recencyDays(24, 90, 180, 365).build());
        assertEquals(5, customer.buyer().rfm().r());
    }

    /** Where the expected value is, it fades by itself too. */
    @Test
    void whoIsExpectedToSpendEnoughStaysWithinTheHysteresis() {
        rules = rules.knowing(cuts(START - DAY).highExpected(4_000).build());
        customer = new FoldedCustomer(rules);
        orders(1, 1_000);
        assertEquals("expected value", customer.last().crm().orElseThrow().matrix().rule());
        long expected = expectedAt(LATER);
        assertEquals(List.of(), publish(cuts(LATER).highExpected(expected * 20 / 19).build()));
        long moment = LATER + 60_000;
        publish(cuts(moment).highExpected((expectedAt(moment) + 1) * 20 / 19 + 2).build());
        assertEquals("Potential Low-Value", last(Dimension.MATRIX).to());
        assertEquals(moment, last(Dimension.MATRIX).asOf());
        assertEquals(Cause.POPULATION, last(Dimension.MATRIX).cause());
    }

    private long expectedAt(long moment) {
        CustomerHistory history = customer.history();
        Cuts cuts = rules.population().cutsAt(history.cutsFrom);
        return new Assessing(rules).of(history, cuts, moment).account().expectedSpendMinor();
    }

    @Test
    void theCustomersOwnRefundMovesThemAtOnce() {
        orders(1, 40_000);
        assertEquals("A", last(Dimension.ABC).to());
        customer.apply(Events.event("r", EventType.REFUND, LATER, "o0", 1));
        assertEquals("B", last(Dimension.ABC).to());
        assertEquals(Cause.CORRECTION, last(Dimension.ABC).cause());
    }

    /** 29 days are within 30, but not by 5 %: others would have to do more. */
    @Test
    void theCustomersOwnOrderRaisesRecencyAtOnce() {
        orders(1, 100);
        customer.apply(Events.view("v", START + 40 * DAY));
        assertEquals(4, customer.buyer().rfm().r());
        customer.apply(Events.purchase("late", START + 11 * DAY, "o", 100));
        assertEquals(29, customer.buyer().rfm().recencyDays());
        assertEquals(5, customer.buyer().rfm().r());
    }

    @Test
    void whoHasJustMovedMeetsNewCutPointsADayAfter() {
        orders(1, 40_000);
        CutPoints high = cuts(START + 1).abc(80_000, 10_000).build();
        assertEquals(List.of(), publish(high));
        assertEquals(START + DAY, customer.nextLook());
        assertEquals(List.of(), customer.silence(START + DAY - 1));
        customer.silence(START + DAY);
        assertEquals("B", last(Dimension.ABC).to());
        assertEquals(START + DAY, last(Dimension.ABC).asOf());
        assertEquals(high.version(), customer.last().versions().cutPoints());
    }

    @Test
    void whoHasNotMovedForADayMeetsThemAtOnce() {
        orders(1, 40_000);
        publish(cuts(START + DAY).abc(80_000, 10_000).build());
        assertEquals(START + DAY, last(Dimension.ABC).asOf());
    }

    /** The first of the two was never in force for this customer. */
    @Test
    void ofTwoPublishedWithinTheDwellOnlyTheLaterIsMet() {
        orders(1, 40_000);
        publish(cuts(START + 1).abc(80_000, 10_000).build());
        publish(cuts(START + 2).abc(40_000, 10_000).build());
        customer.silence(START + DAY);
        assertEquals(1, customer.outcomes().size());
        assertEquals(1, customer.transitions(Dimension.ABC).size());
    }

    /** An event in between is scored by the cut points that the customer has met. */
    @Test
    void anEventWithinTheDwellKnowsNothingOfTheNewCutPoints() {
        orders(1, 40_000);
        publish(cuts(START + 1).abc(80_000, 10_000).build());
        customer.apply(Events.view("v", START + DAY / 2));
        assertEquals("fixed", customer.last().versions().cutPoints());
        assertEquals("A", ClassLabels.of(customer.last()).get(Dimension.ABC));
        customer.silence(START + DAY);
        assertEquals("B", last(Dimension.ABC).to());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1})
    void whoIsBackWithinAWeekFlaps(long lateMillis) {
        orders(1, 40_000);
        customer.apply(Events.event("r", EventType.REFUND, LATER, "o0", 1_000));
        reborn();
        assertEquals("A", last(Dimension.ABC).from());
        assertFalse(last(Dimension.ABC).flap());
        long back = LATER + 7 * DAY - 1 + lateMillis;
        customer.silence(back - 1);
        reborn();
        customer.apply(Events.purchase("e", back, "o", 1_000));
        assertEquals("A", last(Dimension.ABC).to());
        assertEquals(back, last(Dimension.ABC).asOf());
        assertEquals(lateMillis == 0, last(Dimension.ABC).flap());
        assertEquals("High-Value", last(Dimension.MATRIX).to());
        assertEquals(lateMillis == 0, last(Dimension.MATRIX).flap());
    }

    @Test
    void aFlapBecauseOfOthersIsTold() {
        orders(1, 40_000);
        publish(cuts(LATER).highSpend(80_000).build());
        publish(cuts(LATER + 2 * DAY).highSpend(40_000).build());
        assertTrue(last(Dimension.MATRIX).flap());
        assertEquals(Cause.POPULATION, last(Dimension.MATRIX).cause());
        List<Transition> moves = customer.transitions(Dimension.MATRIX);
        assertEquals(3, moves.size());
        assertFalse(moves.get(0).flap() || moves.get(1).flap());
    }

    /** From one to the next and the next is on the way, not to and fro. */
    @Test
    void whoGoesOnDoesNotFlap() {
        orders(1, 40_000);
        publish(cuts(LATER).abc(80_000, 10_000).build());
        publish(cuts(LATER + 2 * DAY).abc(80_000, 60_000).build());
        assertEquals(
                List.of("A", "B", "C"),
                customer.transitions(Dimension.ABC).stream().map(Transition::to).toList());
        assertTrue(customer.transitions().stream().noneMatch(Transition::flap));
    }
}
