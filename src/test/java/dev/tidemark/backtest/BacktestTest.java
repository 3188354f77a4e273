package dev.tidemark.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventType;
import dev.tidemark.model.ParameterEstimate;
import dev.tidemark.stats.MbgNbd;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/**
 * Against a separate program in Python (numpy 2.4.6, scipy 1.17.1) that makes the same log by its
 * formula: its own fit (BFGS, with the prior), areas by scipy's rankdata, bins and pooling written
 * anew.
 */
class BacktestTest {
    private static final double EXACT = 1e-12;

    /** Another optimiser, another fit in the seventh digit. */
    private static final double FITTED = 1e-5;

    private final BacktestReport report = MadeUpLog.report(MadeUpLog.events());
    private final AudienceReport all = report.means().get(Audience.ALL);

    @Test
    void theOriginsAreThoseOfThePlan() {
        assertEquals(
                List.of(80, 110, 140, 170),
                report.origins().stream().map(o -> o.day() - MadeUpLog.FIRST_DAY).toList());
        assertEquals(600, report.buyers());
        assertEquals(600, all.size().of(Figure.CUSTOMERS), 0);
        assertEquals(0.7841666666666667, all.size().of(Figure.CHURN_RATE), EXACT);
    }

    @Test
    void thePlainRulesAreJudgedAsByHand() {
        Figures recency = all.churn().get(Rival.RECENCY);
        assertEquals(0.911752806798964, recency.of(Figure.AUC), EXACT);
        assertEquals(0.08521009662878717, recency.of(Figure.BRIER), EXACT);
        assertEquals(-0.042935441501197935, recency.of(Figure.BIAS), EXACT);
        assertEquals(1, recency.of(Figure.PRECISION_TOP_10), EXACT);
        assertEquals(0.7266970258442942, all.churn().get(Rival.FREQUENCY).of(Figure.AUC), EXACT);
        assertEquals(
                0.3879166666666667, all.churn().get(Rival.OWN_INTERVAL).of(Figure.BRIER), EXACT);
        assertEquals(0.3979166666666667, all.flags().of(Figure.FLAGGED_SHARE), EXACT);
        assertEquals(0.9933333333333334, all.flags().of(Figure.RULE_PRECISION), EXACT);
    }

    @Test
    void theModelIsJudgedAsByHand() {
        assertEquals(0.90674044402912, all.model(Figure.AUC), FITTED);
        assertEquals(0.12225080267781024, all.model(Figure.BRIER), FITTED);
        assertEquals(1, all.flags().of(Figure.MODEL_PRECISION), EXACT);
    }

    @Test
    void ordersAndRevenueAreThoseOfTheHorizon() {
        Figures rate = all.orders().get(OrderForecast.RATE);
        assertEquals(214.5, rate.of(Figure.ACTUAL_ORDERS), EXACT);
        assertEquals(636.3460306173804, rate.of(Figure.EXPECTED_ORDERS), 1e-9);
        assertEquals(0.8723335405920549, rate.of(Figure.MEAN_ABSOLUTE_ERROR), EXACT);
        assertEquals(
                0.12361596165453763,
                all.value().get(ValueOrder.PAST_SPEND).of(Figure.REVENUE_TOP_10),
                EXACT);
        assertEquals(
                0.7297024019313731,
                all.value().get(ValueOrder.PERFECT).of(Figure.REVENUE_TOP_10),
                EXACT);
    }

    @Test
    void everyRepeatPurchaseIsTracked() {
        Tracking tracking = report.tracking();
        assertEquals(MadeUpLog.FIRST_DAY + 140, tracking.fittedDay());
        assertEquals(600, tracking.customers());
        assertEquals(28, tracking.weeks().size());
        assertEquals(10, tracking.weeks().get(0).actual());
        assertEquals(1316, tracking.weeks().get(9).actual());
        assertEquals(2388, tracking.weeks().get(27).actual());
        double before = 0;
        for (Tracking.Week week : tracking.weeks()) {
            assertTrue(week.expected() >= before, "week to " + week.endDay());
            before = week.expected();
        }
    }

    @Test
    void asManyAreExpectedAsThereAreCustomersOfEachAge() {
        double[] p =
                report.origins().get(2).parameters().purchases().stream()
                        .mapToDouble(ParameterEstimate::value)
                        .toArray();
        MbgNbd model = MbgNbd.of(p[0], p[1], p[2], p[3]);
        for (int week : new int[] {3, 9, 27}) {
            double expected = 0;
            for (int i = 0; i < MadeUpLog.CUSTOMERS; i++) {
                int ageDays = Math.max(0, (week + 1) * 7 - i % 40 - 1);
                expected += model.expectedPurchases(0, 0, 0, ageDays / 7.0);
            }
            double tracked = report.tracking().weeks().get(week).expected();
            assertEquals(expected, tracked, 1e-9 * expected, "week " + week);
        }
    }

    @Test
    void leadTimeCountsGapsFromTheFirstOriginOn() {
        LeadTime leadTime = report.leadTime();
        assertEquals(559, leadTime.returned());
        assertEquals(252, leadTime.silent());
        List<LeadTime.Row> recency =
                leadTime.rows().stream().filter(r -> r.rule() == LeadTime.Rule.RECENCY).toList();
        assertEquals(
                List.of(27.0, 25.0, 22.0), recency.stream().map(LeadTime.Row::threshold).toList());
        assertEquals(
                List.of(28.0, 26.0, 23.0),
                recency.stream().map(LeadTime.Row::medianDays).toList(),
                "the first day above the threshold");
        assertTrue(recency.stream().allMatch(row -> row.detected() == 1));
    }

    @Test
    void aModelThatLosesToDaysOfSilenceIsNotSimplyTrusted() {
        Trust.Finding recency =
                report.trust().findings().stream()
                        .filter(finding -> finding.key().equals("recency"))
                        .findFirst()
                        .orElseThrow();
        assertTrue(recency.sentence().contains("worse than"), recency.sentence());
        assertTrue(report.trust().level() != Trust.Level.TRUST, report.trust().summary());
    }

    @Test
    void theFutureChangesNothingThatWasPredicted() {
        List<CustomerEvent> cut =
                MadeUpLog.events().stream()
                        .filter(e -> e.occurredAt() < (MadeUpLog.FIRST_DAY + 140) * 86_400_000L)
                        .toList();
        BacktestReport shorter = MadeUpLog.report(cut);
        for (int i = 0; i < 2; i++) {
            OriginReport was = report.origins().get(i);
            OriginReport is = shorter.origins().get(i);
            assertEquals(was.parameters(), is.parameters());
            for (Figure figure : Figure.values()) {
                assertEquals(
                        was.audiences().get(Audience.ALL).model(figure),
                        is.audiences().get(Audience.ALL).model(figure),
                        0,
                        figure.key());
            }
        }
    }

    @Test
    void aPurchaseThatIsTakenBackWasNone() {
        List<CustomerEvent> events = new ArrayList<>(MadeUpLog.events());
        for (int i = 0; i < 50; i++) {
            events.add(MadeUpLog.purchase("c" + i, 99, 85, 700));
            events.add(
                    MadeUpLog.event(
                            "x" + i,
                            "c" + i,
                            EventType.CANCELLATION,
                            90,
                            "c" + i + "-99",
                            CustomerEvent.NO_AMOUNT));
        }
        events.sort(Comparator.comparingLong(CustomerEvent::occurredAt));
        BacktestReport other = MadeUpLog.report(events);
        assertEquals(events.size(), other.events());
        assertEquals(report.origins().get(0).parameters(), other.origins().get(0).parameters());
        for (Figure figure : Figure.values()) {
            assertEquals(all.model(figure), other.means().get(Audience.ALL).model(figure), 0);
        }
        assertEquals(report.tracking(), other.tracking());
    }

    @Test
    void whoIsErasedIsNotJudged() {
        List<CustomerEvent> events = new ArrayList<>(MadeUpLog.events());
        for (int i = 0; i < 50; i++) {
            events.add(
                    MadeUpLog.event(
                            "e" + i, "c" + i, EventType.ERASE, 195, "", CustomerEvent.NO_AMOUNT));
        }
        events.sort(Comparator.comparingLong(CustomerEvent::occurredAt));
        BacktestReport other = MadeUpLog.report(events);
        OriginReport last = other.origins().get(3);
        assertEquals(550, last.audiences().get(Audience.ALL).size().of(Figure.CUSTOMERS), 0);
        assertEquals(
                600,
                other.origins().get(2).audiences().get(Audience.ALL).size().of(Figure.CUSTOMERS),
                0);
        assertEquals(551, other.buyers(), "c14 came back on day 196, as somebody else");
    }

    @Test
    void whereThereIsNothingToJudgeItSaysWhy() {
        refuses(
                "the log goes from 1997-05-19 to 1997-06-17, 30 days",
                () ->
                        new BacktestPlan(
                                        MadeUpLog.plan(OptionalInt.empty()).fitting(),
                                        MadeUpLog.FIRST_DAY,
                                        MadeUpLog.FIRST_DAY + 30,
                                        30,
                                        7,
                                        OptionalInt.empty())
                                .origins());
        refuses(
                "it may be from 1997-05-20 to 1997-11-05",
                () -> MadeUpLog.plan(OptionalInt.of(MadeUpLog.FIRST_DAY + 171)).origins());
        refuses(
                "model.least-customers",
                () -> MadeUpLog.report(MadeUpLog.events().subList(0, 100)));
        refuses(
                "no customer bought on more than one day",
                () ->
                        MadeUpLog.report(
                                MadeUpLog.events().stream()
                                        .filter(e -> e.orderId().endsWith("-0"))
                                        .toList()));
    }

    private static void refuses(String expected, Runnable backtest) {
        TooLittleHistoryException e = assertThrows(TooLittleHistoryException.class, backtest::run);
        assertTrue(e.getMessage().contains(expected), e.getMessage());
    }

    @Test
    void theFirstOriginLeavesRoomOnBothSides() {
        List<Integer> days = MadeUpLog.plan(OptionalInt.empty()).origins();
        assertEquals(MadeUpLog.FIRST_DAY + 60, days.get(0), "two horizons");
        BacktestPlan shortLog =
                new BacktestPlan(
                        MadeUpLog.plan(OptionalInt.empty()).fitting(),
                        0,
                        61,
                        30,
                        28,
                        OptionalInt.empty());
        assertEquals(List.of(16), shortLog.origins(), "half way to the last one, day 31");
    }
}
