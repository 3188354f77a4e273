package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.Cause;
import dev.tidemark.model.ChurnLevel;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.Dimension;
import dev.tidemark.model.EventType;
import dev.tidemark.model.IgnoreReason;
import dev.tidemark.model.Moments;
import dev.tidemark.model.RfmScores;
import dev.tidemark.model.RfmSegment;
import dev.tidemark.model.Transition;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What events make of a customer; {@link SilenceTest} is about time, RefundTest about money. */
class CustomerScorerTest {
    private final FoldedCustomer customer = new FoldedCustomer(SampleRules.standard());

    private static CustomerEvent first() {
        return Events.purchase("e1", "2024-03-01T10:00:00Z", "o1", 6_000);
    }

    @Test
    void aFirstPurchaseMakesACustomerWithOneOrder() {
        customer.apply(first());
        assertEquals(new RfmScores(0, 1, 6_000, 5, 1, 2), customer.buyer().rfm());
        assertEquals(RfmSegment.NEW, customer.last().segment());
        assertEquals(0, customer.buyer().history().repeats());
        assertEquals(0, customer.buyer().history().ageDays());
        assertEquals(6_000, customer.buyer().value().revenueToDateMinor());
        assertEquals(Cause.EVENT, customer.last().cause());
        assertEquals("e1", customer.last().eventId());
        assertEquals(1, customer.last().sequence());
        assertEquals(Events.at("2024-03-01T10:00:00Z"), customer.last().asOf());
        assertEquals(List.of("first order"), customer.last().reasons());
    }

    @Test
    void aFirstPurchaseEntersAClassOfEveryDimension() {
        customer.apply(first());
        List<Transition> transitions = customer.transitions();
        assertEquals(
                List.of(Dimension.values()),
                transitions.stream().map(Transition::dimension).toList());
        assertEquals(
                List.of("New", "medium", "Potential Low-Value", "C", "potential", "onboarding"),
                transitions.stream().map(Transition::to).toList());
        assertTrue(transitions.stream().allMatch(t -> t.from().isEmpty()), "from nothing");
        assertEquals(ClassLabels.of(customer.last()), ClassLabels.after(transitions));
    }

    @Test
    void aPurchaseOnAnotherDayIsARepeat() {
        customer.apply(first(), Events.purchase("e2", "2024-03-11T09:00:00Z", "o2", 2_000));
        assertEquals(1, customer.buyer().history().repeats());
        assertEquals(10, customer.buyer().history().lastGapDays());
        assertEquals(10, customer.buyer().history().ageDays());
        assertEquals(2_000, customer.buyer().history().meanRepeatSpendMinor());
        assertEquals(2, customer.buyer().rfm().orders());
    }

    @Test
    void ageRunsOnFromTheEndOfTheFirstDay() {
        customer.apply(first(), Events.view("e2", "2024-03-04T06:00:00Z"));
        assertEquals(2.25, customer.buyer().history().ageDays());
    }

    @Test
    void twoOrdersOfOneDayAreOnePurchaseDayButTwoOrders() {
        customer.apply(first(), Events.purchase("e2", "2024-03-01T23:59:59.999Z", "o2", 500));
        assertEquals(0, customer.buyer().history().repeats());
        assertEquals(0, customer.buyer().history().meanRepeatSpendMinor());
        assertEquals(2, customer.buyer().rfm().orders());
        assertEquals(6_500, customer.buyer().rfm().spendMinor());
    }

    @Test
    void theDayOfAnOrderIsTheLocalOne() {
        FoldedCustomer inPrague =
                new FoldedCustomer(new SampleRules().zone("Europe/Prague").build());
        inPrague.apply(
                Events.purchase("e1", "2024-03-30T22:59:00Z", "o1", 100),
                Events.purchase("e2", "2024-03-30T23:01:00Z", "o2", 100));
        assertEquals(1, inPrague.buyer().history().repeats());
        assertEquals(1, inPrague.buyer().history().lastGapDays());
    }

    @Test
    void aViewMakesAProspect() {
        customer.apply(Events.view("e1", "2024-03-01T10:00:00Z"));
        assertEquals(RfmSegment.PROSPECT, customer.last().segment());
        assertTrue(customer.last().buyer().isEmpty());
        assertEquals(Moments.NEVER, customer.last().nextChangeAt());
        assertEquals(List.of("first seen"), customer.last().reasons());
        assertEquals(
                List.of("Prospect", "Potential Low-Value", "potential", "prospect"),
                customer.transitions().stream().map(Transition::to).toList());
    }

    @Test
    void anEngagementOfABuyerRefreshesTheScorecardOnly() {
        long later = Events.at("2024-03-02T10:00:00Z");
        customer.apply(
                first(),
                Events.event("e2", EventType.ENGAGEMENT, later, "", CustomerEvent.NO_AMOUNT));
        assertEquals(2, customer.last().sequence());
        assertEquals(List.of(), customer.last().reasons());
        assertEquals(6_000, customer.buyer().rfm().spendMinor());
        assertEquals(List.of(), customer.outcomes().get(1).transitions());
    }

    @Test
    void aProspectWhoBuysLeavesTheProspects() {
        customer.apply(Events.view("e0", "2024-02-01T10:00:00Z"), first());
        Transition moved = customer.transitions(Dimension.RFM).get(1);
        assertEquals("Prospect", moved.from());
        assertEquals("New", moved.to());
        assertEquals(2, moved.sequence());
        assertEquals(Events.at("2024-03-01T10:00:00Z"), customer.last().segmentSince());
    }

    @Test
    void theSegmentIsKeptSinceItWasEntered() {
        customer.apply(first(), Events.view("e2", "2024-03-02T10:00:00Z"));
        assertEquals(Events.at("2024-03-01T10:00:00Z"), customer.last().segmentSince());
        assertEquals(Events.at("2024-03-01T10:00:00Z"), customer.buyer().churn().since());
    }

    @Test
    void anAmountOfZeroIsAPurchase() {
        customer.apply(Events.purchase("e1", "2024-03-01T10:00:00Z", "o1", 0));
        assertEquals(1, customer.buyer().rfm().orders());
        assertEquals(0, customer.buyer().value().revenueToDateMinor());
    }

    @Test
    void aDuplicateEventChangesNothing() {
        customer.apply(first());
        byte[] before = HistoryCodec.encode(customer.history());
        assertEquals(IgnoreReason.DUPLICATE, customer.ignored(first()));
        CustomerEvent sameId = Events.view("e1", "2024-03-02T10:00:00Z");
        assertEquals(IgnoreReason.DUPLICATE, customer.ignored(sameId));
        assertEquals(1, customer.outcomes().size());
        assertTrue(Arrays.equals(before, HistoryCodec.encode(customer.history())));
    }

    @Test
    void aStragglerDeliveredTwiceIsADuplicateToo() {
        CustomerEvent straggler = Events.purchase("late", "2024-02-10T10:00:00Z", "o0", 100);
        customer.apply(first(), straggler);
        assertEquals(IgnoreReason.DUPLICATE, customer.ignored(straggler));
    }

    @Test
    void anEventWithoutAnOrderIsADuplicateEvenWhenItsIdIsForgotten() {
        FoldedCustomer summing =
                new FoldedCustomer(new SampleRules().orderLines(OrderLines.SUM).build());
        CustomerEvent bare = Events.purchase("e1", "2024-03-01T10:00:00Z", "", 700);
        summing.apply(bare, Events.view("e2", "2024-03-09T10:00:00Z"));
        assertEquals(IgnoreReason.DUPLICATE, summing.ignored(bare));
        assertEquals(700, summing.buyer().value().revenueToDateMinor());
    }

    @Test
    void anEventIsRememberedForSoManyHoursOfEventTime() {
        customer.apply(Events.view("e1", "2024-03-01T10:00:00Z"));
        customer.apply(Events.view("e2", "2024-03-04T10:00:00Z"));
        assertEquals(
                IgnoreReason.DUPLICATE,
                customer.ignored(Events.view("e1", "2024-03-04T10:00:00Z")));
        customer.apply(Events.view("e3", "2024-03-04T10:00:01Z"));
        customer.apply(Events.view("e1", "2024-03-04T10:00:02Z"));
        assertEquals(4, customer.last().sequence());
    }

    @Test
    void onlyTheLatestSoManyEventsAreRemembered() {
        FoldedCustomer forgetful =
                new FoldedCustomer(new SampleRules().memory(30, 240, 64, 72, 2).build());
        long at = Events.at("2024-03-01T10:00:00Z");
        forgetful.apply(Events.view("e1", at), Events.view("e2", at), Events.view("e3", at));
        assertEquals(IgnoreReason.DUPLICATE, forgetful.ignored(Events.view("e2", at)));
        forgetful.apply(Events.view("e1", at));
        assertEquals(4, forgetful.last().sequence());
    }

    @Test
    void anEventJustWithinTheLatenessCountsAndOneMillisecondOlderIsTooLate() {
        customer.apply(first());
        long edge = Events.at("2024-03-01T10:00:00Z") - 30 * DayCalendar.DAY_MILLIS;
        assertEquals(
                IgnoreReason.TOO_LATE, customer.ignored(Events.purchase("e2", edge - 1, "o2", 1)));
        customer.apply(Events.purchase("e3", edge, "o3", 1));
        assertEquals(1, customer.buyer().history().repeats());
        assertEquals(30, customer.buyer().history().lastGapDays());
        assertEquals(Events.at("2024-03-01T10:00:00Z"), customer.last().asOf());
    }

    @Test
    void anEventOnOrAfterTheLastPurchaseDayIsNeverTooLate() {
        customer.apply(first());
        customer.silence(Events.at("2034-03-01T00:00:00Z"));
        long asOf = customer.last().asOf();
        assertTrue(asOf > Events.at("2025-01-01T00:00:00Z"), () -> "" + customer.last());
        customer.apply(
                Events.purchase("e2", "2024-03-01T00:00:00Z", "o2", 100),
                Events.purchase("e3", "2024-03-03T00:00:00Z", "o3", 100));
        assertEquals(1, customer.buyer().history().repeats());
        assertEquals(2, customer.buyer().history().lastGapDays());
        assertEquals(asOf, customer.last().asOf());
        assertEquals(
                IgnoreReason.TOO_LATE,
                customer.ignored(Events.purchase("e4", "2024-03-02T23:59:59.999Z", "o4", 1)));
    }

    @Test
    void noEventOfACustomerWithoutPurchasesIsTooLate() {
        customer.apply(
                Events.view("v1", "2024-03-01T10:00:00Z"),
                Events.view("v2", "2014-03-01T10:00:00Z"),
                Events.purchase("e1", "2004-03-01T10:00:00Z", "o1", 100));
        assertEquals(0, customer.buyer().history().repeats());
        assertEquals(3, customer.last().sequence());
    }

    /** The model's unit is a week, and 237 days are no whole number of weeks. */
    @Test
    void ageIsWholeDaysAtMidnight() {
        customer.apply(first());
        long end = Events.at("2024-03-02T00:00:00Z");
        for (int day = 1; day <= 1_000; day++) {
            customer.apply(Events.view("v" + day, end + day * DayCalendar.DAY_MILLIS));
            assertEquals(day, customer.buyer().history().ageDays());
        }
    }

    @Test
    void aLateFirstDayMovesTheOriginOfTheHistory() {
        customer.apply(first(), Events.purchase("e2", "2024-02-20T10:00:00Z", "o2", 900));
        assertEquals(10, customer.buyer().history().lastGapDays());
        assertEquals(6_000, customer.buyer().history().meanRepeatSpendMinor());
        assertEquals(0, customer.buyer().rfm().recencyDays());
    }

    /** 24 hours of lateness reach over a day of 23 hours into the day before it. */
    @Test
    void aStragglerOverAChangeOfClocksFindsItsDayAgain() {
        Rules brief =
                new SampleRules()
                        .zone("Europe/Prague")
                        .windowDays(1)
                        .memory(1, 0, 1, 72, 64)
                        .build();
        FoldedCustomer inPrague = new FoldedCustomer(brief);
        inPrague.apply(
                Events.purchase("e1", "2024-03-30T22:40:00Z", "o1", 100),
                Events.view("v1", "2024-03-31T22:30:00Z"),
                Events.purchase("e2", "2024-03-30T22:50:00Z", "o2", 100));
        assertEquals(0, inPrague.buyer().history().repeats());
        assertEquals(200, inPrague.buyer().value().revenueToDateMinor());
    }

    @Test
    void theFirstEventOfACustomerIsNeverTooLate() {
        customer.apply(Events.view("e1", "1990-01-01T00:00:00Z"));
        assertEquals(1, customer.last().sequence());
    }

    @Test
    void aSecondEventOfAnOrderIsIgnoredUnlessLinesAddUp() {
        customer.apply(first());
        CustomerEvent line = Events.purchase("e2", "2024-03-01T11:00:00Z", "o1", 250);
        assertEquals(IgnoreReason.DUPLICATE_ORDER, customer.ignored(line));
        assertEquals(6_000, customer.buyer().rfm().spendMinor());
    }

    @Test
    void orderLinesAddUp() {
        FoldedCustomer summing =
                new FoldedCustomer(new SampleRules().orderLines(OrderLines.SUM).build());
        summing.apply(first(), Events.purchase("e2", "2024-03-01T11:00:00Z", "o1", 250));
        assertEquals(6_250, summing.buyer().rfm().spendMinor());
        assertEquals(1, summing.buyer().rfm().orders());
    }

    @Test
    void anOrderIsReplaced() {
        FoldedCustomer replacing =
                new FoldedCustomer(new SampleRules().orderLines(OrderLines.REPLACE).build());
        replacing.apply(first(), Events.purchase("e2", "2024-03-05T11:00:00Z", "o1", 250));
        assertEquals(250, replacing.buyer().rfm().spendMinor());
        assertEquals(1, replacing.buyer().rfm().orders());
        assertEquals(0, replacing.buyer().history().repeats());
    }

    @Test
    void anOrderIsOfTheDayOfItsEarliestLine() {
        FoldedCustomer summing =
                new FoldedCustomer(new SampleRules().orderLines(OrderLines.SUM).build());
        summing.apply(
                Events.purchase("e1", "2024-03-01T00:10:00Z", "o1", 100),
                Events.purchase("e2", "2024-03-05T00:10:00Z", "o2", 70),
                Events.purchase("e3", "2024-02-29T23:50:00Z", "o1", 50));
        assertEquals(5, summing.buyer().history().lastGapDays());
        assertEquals(1, summing.buyer().history().repeats());
        assertEquals(70, summing.buyer().history().meanRepeatSpendMinor());
    }

    @Test
    void anIgnoredEventDoesNotEvenFireDeadlines() {
        customer.apply(first());
        CustomerEvent line = Events.purchase("e2", "2024-05-20T11:00:00Z", "o1", 250);
        assertEquals(IgnoreReason.DUPLICATE_ORDER, customer.ignored(line));
        assertEquals(1, customer.outcomes().size());
        customer.silence(line.occurredAt());
        assertTrue(customer.outcomes().size() > 1, "silence passed without a word");
    }

    @Test
    void levelsGoDownOnlyBelowTheHysteresis() {
        ChurnRules rules = new ChurnRules(90, 0.5, 0.8, 0.05);
        assertSame(ChurnLevel.MEDIUM, rules.next(0.45, ChurnLevel.MEDIUM));
        FoldedCustomer wide =
                new FoldedCustomer(
                        new SampleRules().churn(new ChurnRules(90, 0.5, 0.8, 0.1)).build());
        wide.apply(Events.purchase("e1", "2024-03-01T10:00:00Z", "o1", 100));
        wide.silence(Events.at("2024-12-01T00:00:00Z"));
        assertSame(ChurnLevel.HIGH, wide.buyer().churn().level());
        long since = wide.buyer().churn().since();
        wide.apply(Events.purchase("e2", "2024-12-02T10:00:00Z", "o2", 100));
        double probability = wide.buyer().churn().probability();
        assertTrue(probability > 0.7 && probability < 0.8, "probability " + probability);
        assertSame(ChurnLevel.HIGH, wide.buyer().churn().level());
        assertEquals(since, wide.buyer().churn().since());
    }
}
