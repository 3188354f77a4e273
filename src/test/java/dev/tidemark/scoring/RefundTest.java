package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.Cause;
import dev.tidemark.model.Dimension;
import dev.tidemark.model.EventType;
import dev.tidemark.model.Moments;
import dev.tidemark.model.PurchaseHistory;
import dev.tidemark.model.RfmSegment;
import dev.tidemark.model.Transition;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Money that goes back: three orders of 100, 40 and 30 dollars on days 0, 10 and 20. */
class RefundTest {
    private static final String LATER = "2024-03-25T00:00:00Z";

    private final FoldedCustomer customer = new FoldedCustomer(SampleRules.standard());

    @BeforeEach
    void threeOrders() {
        customer.apply(
                Events.purchase("e1", "2024-03-01T10:00:00Z", "o1", 10_000),
                Events.purchase("e2", "2024-03-11T10:00:00Z", "o2", 4_000),
                Events.purchase("e3", "2024-03-21T10:00:00Z", "o3", 3_000));
    }

    private void assertFigures(int x, int gapDays, int orders, long spend, double meanRepeat) {
        PurchaseHistory history = customer.buyer().history();
        assertEquals(x, history.repeats(), "x");
        assertEquals(gapDays, history.lastGapDays(), "gap");
        assertEquals(orders, customer.buyer().rfm().orders(), "orders");
        assertEquals(spend, customer.buyer().rfm().spendMinor(), "spend");
        assertEquals(spend, customer.buyer().value().revenueToDateMinor(), "revenue");
        assertEquals(meanRepeat, history.meanRepeatSpendMinor(), "mean repeat spend");
    }

    @Test
    void aPartialRefundTakesMoneyOnly() {
        customer.apply(Events.refund("r1", LATER, "o2", 1_500));
        assertFigures(2, 20, 3, 15_500, (2_500 + 3_000) / 2.0);
        assertEquals(3, customer.buyer().rfm().recencyDays());
    }

    @Test
    void reversingTheLastOrderMovesTheLastPurchaseBack() {
        customer.apply(Events.refundAll("r1", LATER, "o3"));
        assertFigures(1, 10, 2, 14_000, 4_000);
        assertEquals(13, customer.buyer().rfm().recencyDays());
    }

    @Test
    void reversingTheFirstOrderMovesTheOrigin() {
        customer.apply(Events.refund("r1", LATER, "o1", 10_000));
        assertFigures(1, 10, 2, 7_000, 3_000);
    }

    @Test
    void reversingTheOrderBetweenLeavesFirstAndLast() {
        customer.apply(Events.refundAll("r1", LATER, "o2"));
        assertFigures(1, 20, 2, 13_000, 3_000);
    }

    @Test
    void refundsOfOneOrderAddUpToAReversal() {
        customer.apply(
                Events.refund("r1", LATER, "o3", 1_000),
                Events.refund("r2", LATER, "o3", 1_999),
                Events.refund("r3", LATER, "o3", 1));
        assertFigures(1, 10, 2, 14_000, 4_000);
    }

    /** A refund may hold what is no part of the order, such as the shipping. */
    @Test
    void aRefundOfMoreThanTheOrderTakesTheOrderBackAndNoMore() {
        customer.apply(Events.refund("r1", LATER, "o3", 3_600));
        assertFigures(1, 10, 2, 14_000, 4_000);
    }

    @Test
    void whereLinesAddUpWhatIsOverTheOrderIsTakenFromItsOwnDay() {
        FoldedCustomer summing =
                new FoldedCustomer(new SampleRules().orderLines(OrderLines.SUM).build());
        summing.apply(
                Events.purchase("e1", "2024-03-01T10:00:00Z", "o1", 1_000),
                Events.purchase("e2", "2024-03-01T11:00:00Z", "o2", 5_000),
                Events.purchase("e3", "2024-03-09T11:00:00Z", "o3", 2_000),
                Events.refund("r1", LATER, "o1", 1_500));
        assertEquals(2, summing.buyer().rfm().orders());
        assertEquals(6_500, summing.buyer().value().revenueToDateMinor());
        assertEquals(2_000, summing.buyer().history().meanRepeatSpendMinor());
    }

    @ParameterizedTest
    @EnumSource
    void underEveryPolicyOfLinesARefundOverTheOrderTakesItBack(OrderLines lines) {
        FoldedCustomer one = new FoldedCustomer(new SampleRules().orderLines(lines).build());
        one.apply(
                Events.purchase("e1", "2024-03-01T10:00:00Z", "o1", 1_000),
                Events.purchase("e2", "2024-03-01T11:00:00Z", "o2", 5_000),
                Events.refund("r1", "2024-03-01T12:00:00Z", "o1", 1_500));
        assertEquals(1, one.buyer().rfm().orders());
        long revenue = lines == OrderLines.SUM ? 4_500 : 5_000;
        assertEquals(revenue, one.buyer().value().revenueToDateMinor());
    }

    @ParameterizedTest
    @EnumSource
    void aCancellationTakesTheWholeOrderBackWhateverItsAmount(OrderLines lines) {
        FoldedCustomer one = new FoldedCustomer(new SampleRules().orderLines(lines).build());
        one.apply(
                Events.purchase("e1", "2024-03-01T10:00:00Z", "o1", 1_000),
                Events.purchase("e2", "2024-03-02T11:00:00Z", "o2", 5_000),
                Events.event(
                        "c1", EventType.CANCELLATION, Events.at("2024-03-03T00:00:00Z"), "o2", 7));
        assertEquals(1, one.buyer().rfm().orders());
        assertEquals(0, one.buyer().history().repeats());
        assertEquals(1_000, one.buyer().value().revenueToDateMinor());
        one.apply(
                Events.refund("r1", "2024-03-04T00:00:00Z", "o2", 300),
                Events.cancellation("c2", Events.at("2024-03-05T00:00:00Z"), "o2"));
        assertEquals(1_000, one.buyer().value().revenueToDateMinor(), "there is no more to take");
    }

    @Test
    void anotherFullRefundOfAReversedOrderTakesNothingMore() {
        customer.apply(Events.refundAll("r1", LATER, "o3"), Events.refundAll("r2", LATER, "o3"));
        assertFigures(1, 10, 2, 14_000, 4_000);
    }

    @Test
    void anAmountRefundedOfAReversedOrderTakesNothingMore() {
        customer.apply(Events.refundAll("r1", LATER, "o3"), Events.refund("r2", LATER, "o3", 500));
        assertFigures(1, 10, 2, 14_000, 4_000);
    }

    @Test
    void theDayStaysWhileAnotherOrderOfItStands() {
        customer.apply(
                Events.purchase("e4", "2024-03-21T20:00:00Z", "o4", 700),
                Events.refundAll("r1", LATER, "o3"));
        assertFigures(2, 20, 3, 14_700, (4_000 + 700) / 2.0);
    }

    @Test
    void reversingTheOnlyOrderMakesAProspectAgain() {
        FoldedCustomer one = new FoldedCustomer(SampleRules.standard());
        one.apply(
                Events.purchase("e1", "2024-03-01T10:00:00Z", "o1", 10_000),
                Events.refundAll("r1", "2024-03-02T10:00:00Z", "o1"));
        assertEquals(RfmSegment.PROSPECT, one.last().segment());
        assertTrue(one.last().buyer().isEmpty());
        assertEquals(Moments.NEVER, one.last().nextChangeAt());
        assertEquals(
                List.of(
                        "no order left that was not taken back",
                        "abc B to none: no order",
                        "lifecycle onboarding to prospect: no order"),
                one.last().reasons());
        List<Transition> last = one.outcomes().get(1).transitions();
        assertEquals(
                List.of(Dimension.RFM, Dimension.CHURN, Dimension.ABC, Dimension.LIFECYCLE),
                last.stream().map(Transition::dimension).toList());
        assertEquals("", last.get(1).to());
        assertEquals("", last.get(2).to());
        assertTrue(last.stream().allMatch(t -> t.cause() == Cause.CORRECTION));
    }

    @Test
    void aCustomerWhoseOnlyOrderWasReversedBuysAsIfForTheFirstTime() {
        FoldedCustomer one = new FoldedCustomer(SampleRules.standard());
        one.apply(
                Events.purchase("e1", "2024-03-01T10:00:00Z", "o1", 10_000),
                Events.refundAll("r1", "2024-03-02T10:00:00Z", "o1"),
                Events.purchase("e2", "2024-03-09T10:00:00Z", "o2", 500));
        assertEquals(0, one.buyer().history().repeats());
        assertEquals(500, one.buyer().value().revenueToDateMinor());
        assertEquals(0, one.buyer().history().meanRepeatSpendMinor());
        assertEquals(1, one.buyer().rfm().orders());
    }

    @Test
    void aRefundWithoutAmountOfAnUnknownOrderAwaitsIt() {
        customer.apply(Events.refundAll("r1", LATER, "o4"));
        assertFigures(2, 20, 3, 17_000, 3_500);
        assertEquals(
                List.of("refund of an order that is not remembered: awaiting the order"),
                customer.last().reasons());
        customer.apply(Events.purchase("e4", "2024-03-23T10:00:00Z", "o4", 900));
        assertFigures(2, 20, 3, 17_000, 3_500);
        assertEquals(3, customer.buyer().rfm().recencyDays(), "no purchase on the 23rd");
    }

    @Test
    void aRefundOfAnUnknownOrderTakesMoneyOnTheDayOfTheRefund() {
        customer.apply(Events.refund("r1", LATER, "nobody-knows", 2_000));
        assertFigures(2, 20, 3, 15_000, (4_000 + 3_000 - 2_000) / 2.0);
        assertEquals(
                List.of("refund of an order that is not remembered: money only"),
                customer.last().reasons());
        customer.apply(Events.refund("r2", LATER, "", 500));
        assertFigures(2, 20, 3, 14_500, (4_000 + 3_000 - 2_500) / 2.0);
        assertEquals("refund of no named order: money only", customer.last().reasons().get(0));
    }

    @Test
    void anUnknownRefundOnTheFirstDayTakesFromTheFirstDay() {
        customer.apply(Events.refund("r1", "2024-03-01T18:00:00Z", "", 2_000));
        assertFigures(2, 20, 3, 15_000, (4_000 + 3_000) / 2.0);
    }

    @Test
    void anUnknownRefundLeavesTheWindowWithItsDay() {
        FoldedCustomer brief = new FoldedCustomer(new SampleRules().windowDays(60).build());
        brief.apply(
                Events.purchase("e1", "2024-03-01T10:00:00Z", "o1", 10_000),
                Events.refund("r1", "2024-03-05T10:00:00Z", "", 4_000),
                Events.purchase("e2", "2024-04-01T10:00:00Z", "o2", 1_000));
        brief.silence(Events.at("2024-04-30T00:00:00.001Z"));
        assertEquals(0, brief.buyer().rfm().spendMinor(), "1,000 - 4,000, at least 0");
        brief.silence(Events.at("2024-05-04T00:00:00.001Z"));
        assertEquals(1_000, brief.buyer().rfm().spendMinor());
        assertEquals(7_000, brief.buyer().value().revenueToDateMinor());
    }

    @Test
    void moreMoneyBackThanEverCameIsZero() {
        customer.apply(Events.refund("r1", LATER, "", 50_000));
        assertFigures(2, 20, 3, 0, 0);
        assertEquals(1, customer.buyer().rfm().m());
    }

    @Test
    void anOrderOfZeroCanBeTakenBack() {
        customer.apply(
                Events.purchase("e4", "2024-03-24T10:00:00Z", "free", 0),
                Events.refundAll("r1", LATER, "free"));
        assertFigures(2, 20, 3, 17_000, 3_500);
    }

    /** Its lines may be yet to come: an order that comes to nothing or less was taken back. */
    @Test
    void anOrderOfZeroIsReversedByAnAmount() {
        customer.apply(
                Events.purchase("e4", "2024-03-24T10:00:00Z", "free", 0),
                Events.refund("r1", LATER, "free", 500));
        assertFigures(2, 20, 3, 17_000, 3_500);
    }

    @Test
    void aRefundOfZeroTakesNothingAndReversesNothing() {
        customer.apply(
                Events.refund("r1", LATER, "o3", 0), Events.refund("r2", LATER, "nobody-knows", 0));
        assertFigures(2, 20, 3, 17_000, 3_500);
        customer.apply(
                Events.purchase("e4", "2024-03-24T10:00:00Z", "free", 0),
                Events.refund("r3", LATER, "free", 0));
        assertFigures(3, 23, 4, 17_000, 7_000 / 3.0);
        customer.apply(Events.refundAll("r4", LATER, "o3"), Events.refund("r5", LATER, "o3", 0));
        assertFigures(2, 23, 3, 14_000, 2_000);
    }

    @Test
    void anOrderTakenBackByAmountsThatGrowsIsAliveAgain() {
        FoldedCustomer summing =
                new FoldedCustomer(new SampleRules().orderLines(OrderLines.SUM).build());
        summing.apply(
                Events.purchase("e1", "2024-03-01T10:00:00Z", "o1", 1_000),
                Events.refund("r1", "2024-03-02T10:00:00Z", "o1", 1_000),
                Events.purchase("e2", "2024-03-03T10:00:00Z", "o1", 0));
        assertEquals(RfmSegment.PROSPECT, summing.last().segment());
        summing.apply(Events.purchase("e3", "2024-03-04T10:00:00Z", "o1", 300));
        assertEquals(1, summing.buyer().rfm().orders());
        assertEquals(300, summing.buyer().rfm().spendMinor());
        assertEquals(3, summing.buyer().rfm().recencyDays(), "dated its first line");
    }

    @Test
    void anOrderThatWasCalledOffStaysSoWhateverLineComes() {
        FoldedCustomer summing =
                new FoldedCustomer(new SampleRules().orderLines(OrderLines.SUM).build());
        summing.apply(
                Events.purchase("e1", "2024-03-01T10:00:00Z", "o1", 1_000),
                Events.refundAll("r1", "2024-03-02T10:00:00Z", "o1"),
                Events.purchase("e2", "2024-03-04T10:00:00Z", "o1", 300));
        assertEquals(RfmSegment.PROSPECT, summing.last().segment());
        assertEquals(0, summing.history().purchases.net);
    }

    @Test
    void aReversedOrderReplacedByNothingStaysReversed() {
        FoldedCustomer replacing =
                new FoldedCustomer(new SampleRules().orderLines(OrderLines.REPLACE).build());
        replacing.apply(
                Events.purchase("e1", "2024-03-01T10:00:00Z", "o1", 1_000),
                Events.refundAll("r1", "2024-03-02T10:00:00Z", "o1"),
                Events.purchase("e2", "2024-03-03T10:00:00Z", "o1", 0));
        assertEquals(RfmSegment.PROSPECT, replacing.last().segment());
    }

    @Test
    void anOrderReplacedByLessThanWasRefundedIsReversed() {
        FoldedCustomer replacing =
                new FoldedCustomer(new SampleRules().orderLines(OrderLines.REPLACE).build());
        replacing.apply(
                Events.purchase("e1", "2024-03-01T10:00:00Z", "o1", 1_000),
                Events.refund("r1", "2024-03-02T10:00:00Z", "o1", 600),
                Events.purchase("e2", "2024-03-03T10:00:00Z", "o1", 500));
        assertEquals(RfmSegment.PROSPECT, replacing.last().segment());
    }

    @Test
    void anOrderIsKnownForSoManyDaysAndNoLonger() {
        String known = "2024-11-16T23:59:59.999Z";
        String forgotten = "2024-11-17T00:00:00Z";
        customer.apply(Events.refundAll("r1", known, "o3"));
        assertEquals(2, customer.buyer().rfm().orders());
        FoldedCustomer other = new FoldedCustomer(SampleRules.standard());
        other.apply(
                Events.purchase("e3", "2024-03-21T10:00:00Z", "o3", 3_000),
                Events.refundAll("r1", forgotten, "o3"));
        assertEquals(1, other.buyer().rfm().orders());
        other.apply(Events.refund("r2", forgotten, "o3", 3_000));
        assertEquals(1, other.buyer().rfm().orders(), "a forgotten order: money only");
        assertEquals(0, other.buyer().value().revenueToDateMinor());
    }

    /** What was scored since does not matter: the refund is late, the order was known then. */
    @Test
    void aLateRefundFindsAnOrderThatWasKnownOnItsDay() {
        FoldedCustomer other = new FoldedCustomer(SampleRules.standard());
        other.apply(
                Events.purchase("e3", "2024-03-21T10:00:00Z", "o3", 3_000),
                Events.view("v1", "2024-12-16T20:00:00Z"),
                Events.refundAll("r1", "2024-11-16T23:00:00Z", "o3"));
        assertTrue(other.last().buyer().isEmpty());
    }

    @Test
    void onlyTheLatestSoManyOrdersAreKnown() {
        FoldedCustomer forgetful =
                new FoldedCustomer(new SampleRules().memory(30, 240, 1, 72, 64).build());
        forgetful.apply(
                Events.purchase("e1", "2024-03-01T10:00:00Z", "o1", 1_000),
                Events.purchase("e2", "2024-03-02T10:00:00Z", "o2", 1_000),
                Events.refundAll("r1", LATER, "o1"));
        assertEquals(2, forgetful.buyer().rfm().orders());
        forgetful.apply(Events.refundAll("r2", LATER, "o2"));
        assertEquals(1, forgetful.buyer().rfm().orders());
        assertEquals(0, forgetful.buyer().history().repeats());
    }

    /** The day's orders are known in part only, and the day is older than the memory of days. */
    @Test
    void aDayThatIsHalfForgottenStillCountsOnce() {
        FoldedCustomer half =
                new FoldedCustomer(
                        new SampleRules().windowDays(10).memory(0, 300, 2, 72, 64).build());
        half.apply(
                Events.purchase("e1", "2024-03-01T10:00:00Z", "o1", 1_000),
                Events.purchase("e2", "2024-03-01T11:00:00Z", "o2", 1_000),
                Events.purchase("e3", "2024-03-05T11:00:00Z", "o3", 1_000),
                Events.view("v1", "2024-04-20T00:00:00Z"),
                Events.refundAll("r1", "2024-04-20T01:00:00Z", "o2"));
        assertEquals(1, half.buyer().history().repeats());
        assertEquals(4, half.buyer().history().lastGapDays());
    }
}
