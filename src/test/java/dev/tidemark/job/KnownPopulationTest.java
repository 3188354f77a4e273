package dev.tidemark.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.app.config.Settings;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventType;
import dev.tidemark.model.ModelParameters;
import dev.tidemark.model.Moments;
import dev.tidemark.model.ParameterEstimate;
import dev.tidemark.model.PopulationNotice;
import dev.tidemark.model.SampleShare;
import dev.tidemark.model.ScoreUpdate;
import dev.tidemark.model.Scorecard;
import dev.tidemark.scoring.population.BuyerReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** What the tasks that score learn of the population, and what they report to the statistician. */
class KnownPopulationTest {
    private static final long DAY = 86_400_000L;
    private static final long START = 20_000 * DAY;

    private static ModelParameters model(String version, long from, double r, double... spend) {
        List<ParameterEstimate> purchases =
                List.of(
                        new ParameterEstimate("r", r, 0.1),
                        new ParameterEstimate("alpha", 6, 0.1),
                        new ParameterEstimate("a", 0.9, 0.1),
                        new ParameterEstimate("b", 1.6, 0.1));
        List<ParameterEstimate> spending = new ArrayList<>();
        for (double s : spend) {
            spending.add(new ParameterEstimate("p" + spending.size(), s, 0.1));
        }
        return new ModelParameters(
                version,
                "mbg-nbd",
                7,
                from,
                from,
                purchases,
                500,
                -1000,
                "CONVERGED",
                spending,
                spend.length * 20L,
                -100);
    }

    private static Incoming order(String customer, int number, long at) {
        return new Incoming.Happened(
                new CustomerEvent(
                        "e" + number + customer,
                        customer,
                        EventType.PURCHASE,
                        at,
                        "o" + number + customer,
                        1_000,
                        ""));
    }

    private static Incoming event(String customer, EventType type, long at, String order) {
        return new Incoming.Happened(
                new CustomerEvent(
                        type + customer + at,
                        customer,
                        type,
                        at,
                        order,
                        CustomerEvent.NO_AMOUNT,
                        ""));
    }

    private static Scorecard last(
            KeyedTwoInputStreamOperatorTestHarness<String, Incoming, PopulationNotice, ScoreUpdate>
                    harness) {
        List<ScoreUpdate> said = harness.extractOutputValues();
        return (Scorecard) said.get(said.size() - 1);
    }

    private static String model(
            KeyedTwoInputStreamOperatorTestHarness<String, Incoming, PopulationNotice, ScoreUpdate>
                    harness) {
        return last(harness).versions().model();
    }

    private static List<BuyerReport> reports(
            KeyedTwoInputStreamOperatorTestHarness<String, Incoming, PopulationNotice, ScoreUpdate>
                    harness) {
        var said = harness.getSideOutput(SideOutputs.REPORTS);
        return said == null ? List.of() : said.stream().map(r -> r.getValue()).toList();
    }

    @Test
    void aModelIsInForceFromItsMomentOnAndNotBefore() throws Exception {
        try (var harness = ScoreCustomersTest.harness(Map.of())) {
            harness.open();
            harness.processElement1(order("ann", 1, START), START);
            double before = last(harness).buyer().orElseThrow().churn().probability();
            assertTrue(model(harness).startsWith("configured:"), model(harness));
            harness.processElement2(model("m1", START + 5 * DAY, 2.5), START);
            harness.processElement1(order("bob", 1, START + 5 * DAY - 1), START);
            assertTrue(model(harness).startsWith("configured:"), model(harness));
            harness.processElement1(order("cy", 1, START + 5 * DAY), START);
            assertEquals("m1", model(harness));
            double after = last(harness).buyer().orElseThrow().churn().probability();
            assertNotEquals(before, after, 0.01);
            harness.processElement2(model("m2", START + 9 * DAY, 0.2), START);
            harness.processElement1(order("dee", 1, START + 6 * DAY), START);
            assertEquals("m1", model(harness));
            assertEquals(after, last(harness).buyer().orElseThrow().churn().probability());
        }
    }

    @Test
    void silenceIsScoredByTheModelInForceAtItsOwnMoment() throws Exception {
        try (var harness = ScoreCustomersTest.harness(Map.of())) {
            harness.open();
            harness.processElement1(order("ann", 1, START), START);
            long due = last(harness).nextChangeAt();
            harness.processElement2(model("m1", due, 0.6), START);
            harness.processElement2(model("m2", due + 1, 0.7), START);
            harness.processWatermark2(new Watermark(Moments.NEVER - 1));
            harness.processWatermark1(new Watermark(due));
            assertEquals(due, last(harness).asOf());
            assertEquals("m1", model(harness));
        }
    }

    @Test
    void whatOneOfAnotherModelWasToldIsIgnored() throws Exception {
        ModelParameters own = model("m1", START, 0.6);
        Map<Map<String, String>, Boolean> concerned =
                Map.of(
                        Map.of(), true,
                        Map.of("model.family", "bg-nbd"), false,
                        Map.of("model.unit-days", "1"), false,
                        Map.of("model.refit-days", "0"), false);
        for (Map.Entry<Map<String, String>, Boolean> job : concerned.entrySet()) {
            try (var harness = ScoreCustomersTest.harness(job.getKey())) {
                harness.open();
                harness.processElement2(own, START);
                harness.processElement1(order("ann", 1, START + DAY), START);
                boolean isTaken = model(harness).equals("m1");
                assertEquals(job.getValue(), isTaken, job.getKey() + ": " + model(harness));
            }
        }
    }

    /** Such as it is after a restore: of the broadcast side nothing new has come. */
    @Test
    void whatWasLearnedIsKnownAfterARestoreBeforeAnythingNewComes() throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = ScoreCustomersTest.harness(Map.of())) {
            harness.open();
            harness.processElement1(order("ann", 1, START), START);
            harness.processElement2(model("m1", START + DAY, 0.6), START);
            harness.processElement2(new SampleShare(1e-12), START);
            snapshot = harness.snapshot(1, START);
        }
        try (var harness = ScoreCustomersTest.harness(Map.of())) {
            harness.initializeState(snapshot);
            harness.open();
            harness.processElement1(order("ann", 2, START + 2 * DAY), START);
            assertEquals("m1", model(harness));
            assertEquals(List.of(), reports(harness));
            harness.processElement2(model("m2", START + 3 * DAY, 0.7), START);
            harness.processElement1(order("ann", 3, START + 4 * DAY), START);
            assertEquals("m2", model(harness));
        }
        try (var harness = ScoreCustomersTest.harness(Map.of())) {
            harness.initializeState(snapshot);
            harness.open();
            harness.processElement2(model("m2", START + 3 * DAY, 0.7), START);
            harness.processElement1(order("ann", 2, START + 2 * DAY), START);
            assertEquals("m1", model(harness), "what came first was new");
        }
    }

    /** State has no order; spending goes on from one model to the next all the same. */
    @Test
    void aRestoredTaskScoresAsOneThatLearnedInOrder() throws Exception {
        for (int seed = 1; seed <= 5; seed++) {
            List<PopulationNotice> notices = new ArrayList<>();
            Random random = new Random(seed);
            for (int i = 0; i < 12; i++) {
                double[] spend =
                        i % 3 == 0
                                ? new double[] {2 + i, 3 + random.nextDouble(), 15}
                                : new double[0];
                notices.add(model("m" + random.nextInt(1_000_000), START + i * DAY, 0.6, spend));
            }
            List<Scorecard> cards = new ArrayList<>();
            OperatorSubtaskState snapshot;
            try (var harness = ScoreCustomersTest.harness(Map.of())) {
                harness.open();
                for (PopulationNotice notice : notices) {
                    harness.processElement2(notice, START);
                }
                snapshot = harness.snapshot(1, START);
                cards.add(scored(harness));
            }
            try (var harness = ScoreCustomersTest.harness(Map.of())) {
                harness.initializeState(snapshot);
                harness.open();
                cards.add(scored(harness));
            }
            assertEquals(cards.get(0), cards.get(1), "seed " + seed);
        }
    }

    private static Scorecard scored(
            KeyedTwoInputStreamOperatorTestHarness<String, Incoming, PopulationNotice, ScoreUpdate>
                    harness)
            throws Exception {
        harness.processElement1(order("ann", 1, START), START);
        harness.processElement1(order("ann", 2, START + 11 * DAY), START);
        return last(harness);
    }

    @Test
    void onlyWhoIsInTheSampleIsReported() throws Exception {
        List<String> customers = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            customers.add("c" + i);
        }
        double share = 0.25;
        try (var harness = ScoreCustomersTest.harness(Map.of())) {
            harness.open();
            for (String customer : customers) {
                harness.processElement1(order(customer, 1, START), START);
            }
            assertEquals(400, reports(harness).size(), "everybody, as long as nothing is told");
            harness.processElement2(new SampleShare(share), START);
            harness.processElement2(new SampleShare(0.9), START);
            for (String customer : customers) {
                harness.processElement1(order(customer, 2, START + DAY), START);
            }
            List<BuyerReport> later = reports(harness).subList(400, reports(harness).size());
            assertEquals(
                    customers.stream().filter(c -> BuyerReport.place(c) < share).count(),
                    later.size());
            for (BuyerReport report : later) {
                assertEquals(1, report.facts().orElseThrow().repeats());
                assertEquals(START + DAY, report.asOf());
            }
        }
    }

    @Test
    void theShareIsTheSmallestThatWasToldEvenAfterARestore() throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = ScoreCustomersTest.harness(Map.of())) {
            harness.open();
            harness.processElement2(new SampleShare(1e-12), START);
            harness.processElement2(new SampleShare(0.9), START);
            snapshot = harness.snapshot(1, START);
        }
        try (var harness = ScoreCustomersTest.harness(Map.of())) {
            harness.initializeState(snapshot);
            harness.open();
            harness.processElement1(order("ann", 1, START), START);
            assertEquals(List.of(), reports(harness));
        }
    }

    @Test
    void prospectsAreNotReportedAndWhoTookAllBackIsNoBuyer() throws Exception {
        try (var harness = ScoreCustomersTest.harness(Map.of())) {
            harness.open();
            harness.processElement1(event("ann", EventType.VIEW, START, ""), START);
            harness.processElement1(event("ann", EventType.ERASE, START + 1, ""), START);
            assertEquals(List.of(), reports(harness), "a prospect, and one who is erased");
            harness.processElement1(order("bob", 1, START + 2), START);
            harness.processElement1(order("bob", 1, START + 2), START);
            harness.processElement1(event("bob", EventType.VIEW, START + 3, ""), START);
            assertEquals(1, reports(harness).size(), "what changes nothing is no news");
            harness.processElement1(event("bob", EventType.REFUND, START + DAY, "o1bob"), START);
            assertEquals(2, reports(harness).size());
            BuyerReport gone = reports(harness).get(1);
            assertEquals(Optional.empty(), gone.facts());
            assertEquals(START + DAY, gone.asOf());
            harness.processElement1(order("cy", 1, START + 2), START);
            harness.processElement1(event("cy", EventType.ERASE, START + 5, ""), START);
            assertEquals(Optional.empty(), reports(harness).get(3).facts());
            assertEquals(START + 5, reports(harness).get(3).asOf());
        }
    }

    private static List<BuyerReport> reportsOfSilence(Learning learning) throws Exception {
        try (var harness = ScoreCustomersTest.harness(Settings.of(Map.of()).rules(), learning)) {
            harness.open();
            harness.processElement1(order("ann", 1, START), START);
            harness.processElement1(event("eve", EventType.VIEW, START, ""), START);
            harness.processWatermark2(new Watermark(Moments.NEVER - 1));
            harness.processWatermark1(new Watermark(START + 40 * DAY));
            return reports(harness);
        }
    }

    /** Of a job that began with customers of whom nobody may have heard. */
    @Test
    void aTimerRemindsOfABuyerThoughNothingHasChanged() throws Exception {
        Settings settings = Settings.of(Map.of());
        Learning learning = settings.learning(settings.rules());
        List<BuyerReport> reports = reportsOfSilence(learning.joining());
        assertTrue(reports.size() > 1, reports + "");
        assertEquals(reports.get(0).facts(), reports.get(1).facts());
        assertTrue(reports.get(1).asOf() > reports.get(0).asOf());
        assertEquals(1, reports.stream().map(BuyerReport::customer).distinct().count());
        assertEquals(1, reportsOfSilence(learning).size(), "all were heard of from the start");
    }

    @Test
    void withoutFitsAndJudgementNothingIsReported() throws Exception {
        try (var harness =
                ScoreCustomersTest.harness(
                        Map.of("model.refit-days", "0", "judge.every-days", "0"))) {
            harness.open();
            for (int i = 0; i < 20; i++) {
                harness.processElement1(order("c" + i % 4, i, START + i * DAY), START);
            }
            harness.processWatermark2(new Watermark(Moments.NEVER - 1));
            harness.processWatermark1(new Watermark(START + 400 * DAY));
            assertTrue(harness.extractOutputValues().size() > 20);
            assertEquals(List.of(), reports(harness));
        }
    }
}
