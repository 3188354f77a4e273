package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.Cause;
import dev.tidemark.model.ChurnLevel;
import dev.tidemark.model.Dimension;
import dev.tidemark.model.IgnoreReason;
import dev.tidemark.model.Moments;
import dev.tidemark.model.RfmSegment;
import dev.tidemark.model.Scorecard;
import dev.tidemark.model.Transition;
import dev.tidemark.scoring.Decision.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What time alone makes of a customer, to the millisecond. */
class SilenceTest {
    private static final String FIRST = "2024-03-01T10:00:00Z";

    private static FoldedCustomer buyer(SampleRules rules) {
        return new FoldedCustomer(rules.build()).apply(Events.purchase("e1", FIRST, "o1", 6_000));
    }

    /** Order days and the first moment at which r is 4: past the end of the 30th day after. */
    @ParameterizedTest
    @CsvSource({
        "UTC,               2024-03-01T10:00:00Z, 2024-04-01T00:00:00.001Z",
        "UTC,               2024-03-01T00:00:00Z, 2024-04-01T00:00:00.001Z",
        "UTC,               2023-01-30T23:59:59Z, 2023-03-02T00:00:00.001Z",
        "UTC,               2024-01-30T23:59:59Z, 2024-03-01T00:00:00.001Z",
        "Europe/Prague,     2024-03-01T10:00:00Z, 2024-03-31T22:00:00.001Z",
        "Europe/Prague,     2024-02-29T23:30:00Z, 2024-03-31T22:00:00.001Z",
        "Europe/Prague,     2024-10-01T10:00:00Z, 2024-10-31T23:00:00.001Z",
        "America/Sao_Paulo, 2017-09-14T12:00:00Z, 2017-10-15T03:00:00.001Z",
        "America/St_Johns,  2007-10-05T12:00:00Z, 2007-11-05T03:30:00.001Z",
        "Pacific/Apia,      2011-11-29T20:00:00Z, 2011-12-30T10:00:00.001Z"
    })
    void recencyFallsWhenItsLastDayIsOverAndNotAMillisecondBefore(
            String zone, String ordered, String falls) {
        FoldedCustomer customer = new FoldedCustomer(new SampleRules().zone(zone).build());
        customer.apply(Events.purchase("e1", ordered, "o1", 6_000));
        customer.silence(Events.at(falls) - 1);
        assertEquals(5, customer.buyer().rfm().r());
        assertEquals(Events.at(falls), customer.nextDeadline());
        List<Outcome> fallen = customer.silence(Events.at(falls));
        assertEquals(1, fallen.size());
        assertEquals(4, customer.buyer().rfm().r());
        assertEquals(Events.at(falls), customer.last().asOf());
        assertSame(Cause.SILENCE, customer.last().cause());
        assertEquals("", customer.last().eventId());
    }

    /** A window of 365 days over a leap year, of one day, and across changes of clocks. */
    @ParameterizedTest
    @CsvSource({
        "UTC,           365, 2023-03-01T10:00:00Z, 2024-02-29T00:00:00.001Z",
        "UTC,           365, 2022-03-01T10:00:00Z, 2023-03-01T00:00:00.001Z",
        "UTC,             1, 2024-02-28T10:00:00Z, 2024-02-29T00:00:00.001Z",
        "Europe/Prague,  30, 2024-03-02T10:00:00Z, 2024-03-31T22:00:00.001Z",
        "Europe/Prague,   2, 2024-03-30T10:00:00Z, 2024-03-31T22:00:00.001Z"
    })
    void aDayLeavesTheWindowWhenItIsOldEnoughAndNotAMillisecondBefore(
            String zone, int windowDays, String ordered, String leaves) {
        Rules rules =
                new SampleRules()
                        .zone(zone)
                        .windowDays(windowDays)
                        .memory(1, 240, 64, 72, 64)
                        .build();
        FoldedCustomer customer = new FoldedCustomer(rules);
        customer.apply(Events.purchase("e1", ordered, "o1", 6_000));
        customer.silence(Events.at(leaves) - 1);
        assertEquals(1, customer.buyer().rfm().orders());
        customer.silence(Events.at(leaves));
        assertEquals(Events.at(leaves), customer.last().asOf());
        assertEquals(0, customer.buyer().rfm().orders());
        assertEquals(0, customer.buyer().rfm().spendMinor());
        assertEquals(6_000, customer.buyer().value().revenueToDateMinor());
    }

    @Test
    void aReversedOrderLeavesTheWindowUnnoticed() {
        FoldedCustomer customer = buyer(new SampleRules().windowDays(60).worthless());
        customer.apply(
                Events.purchase("e2", "2024-03-05T10:00:00Z", "o2", 100),
                Events.refundAll("r1", "2024-03-05T11:00:00Z", "o2"));
        customer.silence(Events.at("2024-05-06T00:00:00Z"));
        assertTrue(
                customer.outcomes().stream()
                        .map(Outcome::scorecard)
                        .noneMatch(card -> card.asOf() == Events.at("2024-05-04T00:00:00.001Z")),
                "a scorecard for a day that had nothing to leave");
    }

    @Test
    void churnRisesAtTheMomentTheProbabilityCrosses() {
        FoldedCustomer customer = buyer(new SampleRules());
        assertSame(ChurnLevel.MEDIUM, customer.buyer().churn().level());
        while (customer.buyer().churn().level() == ChurnLevel.MEDIUM) {
            customer.silence(customer.nextDeadline());
        }
        Scorecard card = customer.last();
        assertSame(ChurnLevel.HIGH, customer.buyer().churn().level());
        assertEquals(card.asOf(), customer.buyer().churn().since());
        long firstDayEnd = Events.at("2024-03-02T00:00:00Z");
        double days = (card.asOf() - firstDayEnd) / 86_400_000.0;
        double before = (card.asOf() - 1 - firstDayEnd) / 86_400_000.0;
        assertTrue(new ReferenceModel(0, 0, days).noPurchase(90) >= 0.8 - 1e-13);
        assertTrue(new ReferenceModel(0, 0, before).noPurchase(90) < 0.8);
        Transition risen = customer.transitions(Dimension.CHURN).get(1);
        assertEquals("medium", risen.from());
        assertEquals("high", risen.to());
        assertEquals(List.of("churn medium to high: probability 0.800"), risen.reasons());
        assertEquals(risen.reasons().get(0), card.reasons().get(0));
    }

    @Test
    void theScorecardIsRenewedWhenATenthOfItsValueHasFaded() {
        FoldedCustomer customer = buyer(new SampleRules());
        double start = customer.buyer().value().expectedOrders();
        customer.silence(customer.nextDeadline());
        double faded = customer.buyer().value().expectedOrders();
        assertTrue(faded <= 0.9 * start && faded > 0.89 * start, start + " to " + faded);
        long sinceStart = customer.last().asOf() - Events.at(FIRST);
        assertEquals(0, sinceStart % 3_600_000L, "in whole hours");
    }

    @Test
    void theScorecardIsRenewedAfterThirtyDaysAtTheLatest() {
        FoldedCustomer customer = buyer(new SampleRules());
        customer.silence(Events.at("2034-03-01T00:00:00Z"));
        for (int i = 1; i < customer.outcomes().size(); i++) {
            long before = customer.outcomes().get(i - 1).scorecard().asOf();
            long gap = customer.outcomes().get(i).scorecard().asOf() - before;
            assertTrue(gap <= 30 * DayCalendar.DAY_MILLIS, "gap " + gap + " before " + i);
        }
        assertEquals(customer.last().asOf() + 30 * DayCalendar.DAY_MILLIS, customer.nextDeadline());
    }

    @Test
    void nothingChangesAnyMoreOnceNothingCan() {
        FoldedCustomer customer = buyer(new SampleRules().worthless());
        customer.silence(Events.at("2026-03-01T00:00:00Z"));
        assertEquals(Events.at("2026-03-01T00:00:00.001Z"), customer.nextDeadline(), "two years");
        customer.silence(customer.nextDeadline());
        assertSame(ChurnLevel.HIGH, customer.buyer().churn().level());
        assertEquals(1, customer.buyer().rfm().r());
        assertEquals(Moments.NEVER, customer.last().nextChangeAt());
        assertEquals(Moments.NEVER, customer.nextDeadline());
        assertEquals(List.of(), customer.silence(Events.at("2999-01-01T00:00:00Z")));
    }

    @Test
    void anEventFiresTheDeadlinesBeforeItFirst() {
        FoldedCustomer customer = buyer(new SampleRules());
        customer.apply(Events.view("e2", "2024-06-01T00:00:00Z"));
        List<Outcome> outcomes = customer.outcomes();
        assertTrue(outcomes.size() > 3, () -> "only " + outcomes.size());
        for (Outcome silence : outcomes.subList(1, outcomes.size() - 1)) {
            assertSame(Cause.SILENCE, silence.scorecard().cause());
        }
        assertSame(Cause.EVENT, customer.last().cause());
    }

    @Test
    void anEventAtTheVeryMomentOfADeadlineComesAfterIt() {
        FoldedCustomer customer = buyer(new SampleRules());
        long deadline = customer.nextDeadline();
        customer.apply(Events.view("e2", deadline));
        assertEquals(3, customer.outcomes().size());
        assertSame(Cause.SILENCE, customer.outcomes().get(1).scorecard().cause());
        assertEquals(deadline, customer.outcomes().get(1).scorecard().asOf());
        assertEquals(deadline, customer.last().asOf());
    }

    @Test
    void aDeadlineLookedAtTooEarlyDoesNothing() {
        FoldedCustomer customer = buyer(new SampleRules());
        assertEquals(List.of(), customer.silence(customer.nextDeadline() - 1));
        assertEquals(List.of(), customer.silence(0));
        assertEquals(1, customer.outcomes().size());
    }

    @Test
    void theEndScoresEveryoneOnceAndClosesTheBooks() {
        long end = Events.at("2024-03-04T00:00:00Z");
        FoldedCustomer customer = buyer(new SampleRules().closesAt(end));
        assertEquals(end, customer.nextDeadline());
        assertEquals(List.of(), customer.silence(end - 1));
        assertEquals(1, customer.silence(end).size());
        assertSame(Cause.END, customer.last().cause());
        assertEquals(end, customer.last().asOf());
        assertEquals("", customer.last().eventId());
        assertEquals(2, customer.buyer().history().ageDays());
        assertEquals(Moments.NEVER, customer.nextDeadline());
        assertEquals(List.of(), customer.silence(end));
        assertEquals(List.of(), customer.silence(end + 1000 * DayCalendar.DAY_MILLIS));
    }

    @Test
    void deadlinesAfterTheEndDoNotFire() {
        long end = Events.at("2024-08-01T00:00:00Z");
        FoldedCustomer customer = buyer(new SampleRules().closesAt(end));
        customer.silence(Moments.NEVER - 1);
        assertSame(Cause.END, customer.last().cause());
        assertEquals(end, customer.last().asOf());
        FoldedCustomer open = buyer(new SampleRules());
        open.silence(end);
        assertEquals(open.outcomes().size() + 1, customer.outcomes().size());
    }

    @Test
    void eventsFromTheEndOnAreIgnoredEvenBeforeTheBooksClose() {
        long end = Events.at("2024-03-04T00:00:00Z");
        FoldedCustomer customer = buyer(new SampleRules().closesAt(end));
        assertEquals(IgnoreReason.AFTER_END, customer.ignored(Events.view("e2", end)));
        customer.silence(end);
        assertEquals(IgnoreReason.AFTER_END, customer.ignored(Events.view("e2", end)));
    }

    @Test
    void aStragglerAfterTheBooksClosedCountsAndClosesThemOnceMore() {
        long end = Events.at("2024-03-04T00:00:00Z");
        FoldedCustomer customer = buyer(new SampleRules().closesAt(end));
        customer.silence(end);
        customer.apply(Events.purchase("e2", end - 1, "o2", 500));
        assertEquals(end, customer.last().asOf());
        assertEquals(1, customer.buyer().history().repeats());
        assertEquals(end, customer.nextDeadline());
        customer.silence(end + 1);
        assertSame(Cause.END, customer.last().cause());
        assertEquals(1, customer.buyer().history().repeats());
        assertEquals(Moments.NEVER, customer.nextDeadline());
    }

    @Test
    void aProspectIsScoredAtTheEndToo() {
        long end = Events.at("2024-03-04T00:00:00Z");
        FoldedCustomer customer = new FoldedCustomer(new SampleRules().closesAt(end).build());
        customer.apply(Events.view("e1", FIRST));
        assertEquals(end, customer.nextDeadline());
        customer.silence(end);
        assertSame(Cause.END, customer.last().cause());
        assertSame(RfmSegment.PROSPECT, customer.last().segment());
    }

    @Test
    void silenceMakesNoCustomers() {
        long end = Events.at("2024-03-04T00:00:00Z");
        FoldedCustomer nobody = new FoldedCustomer(new SampleRules().closesAt(end).build());
        assertEquals(List.of(), nobody.silence(end));
        assertEquals(Moments.NEVER, nobody.nextDeadline());
        assertNotEquals(0, HistoryCodec.encode(nobody.history()).length);
    }
}
