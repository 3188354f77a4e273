package dev.tidemark.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.app.config.Settings;
import dev.tidemark.kpi.Kpi;
import dev.tidemark.kpi.Ledger;
import dev.tidemark.model.AccountChange;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.CutPoints;
import dev.tidemark.model.EventType;
import dev.tidemark.model.KpiValue;
import dev.tidemark.model.Moments;
import dev.tidemark.model.PopulationNotice;
import dev.tidemark.scoring.CustomerHistory;
import dev.tidemark.scoring.CustomerScorer;
import dev.tidemark.scoring.Decision;
import dev.tidemark.scoring.Rules;
import dev.tidemark.scoring.population.Census;
import dev.tidemark.scoring.population.CensusFinding;
import dev.tidemark.scoring.population.CensusRules;
import dev.tidemark.scoring.population.DayFigures;
import dev.tidemark.scoring.population.Tally;
import dev.tidemark.scoring.population.TallySheet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** The shell around the census: where findings go, and what a restart makes of them. */
class KeepCensusTest {
    private static final long SEED = 11;
    private static final long DAY = 86_400_000L;
    private static final int OPENING = 20_000;
    private static final int DAYS = 120;
    private static final Settings SETTINGS =
            Settings.of(
                    Map.of(
                            "population.least-customers", "20",
                            "population.every-days", "2",
                            "kpi.active-days", "20",
                            "kpi.period-days", "10",
                            "rfm.window-days", "60"));
    private static final Rules RULES = SETTINGS.rules();
    private static final CensusRules CENSUS = SETTINGS.census(RULES);

    /** What the decisions of a made-up shop change, by day. */
    private static final TreeMap<Integer, List<TallySheet>> SHEETS = sheets();

    private static TreeMap<Integer, List<TallySheet>> sheets() {
        Random random = new Random(SEED);
        CustomerScorer scorer = new CustomerScorer(RULES);
        Map<String, CustomerHistory> histories = new HashMap<>();
        Map<Integer, Tally> days = new TreeMap<>();
        for (long at = OPENING * DAY; at < (OPENING + DAYS) * DAY; at += DAY / 15) {
            // In a lull in the middle many fall silent, and figures fall.
            boolean lull = at > (OPENING + 50) * DAY && at < (OPENING + 90) * DAY;
            String customer = "c" + random.nextInt(lull ? 10 : 150);
            CustomerEvent order =
                    new CustomerEvent(
                            "e" + at,
                            customer,
                            random.nextInt(12) == 0 ? EventType.ERASE : EventType.PURCHASE,
                            at,
                            "o" + at,
                            500 + random.nextInt(20_000),
                            "");
            CustomerHistory known = histories.getOrDefault(customer, CustomerHistory.unknown());
            if (scorer.onEvent(known, order) instanceof Decision.Scored scored) {
                histories.put(customer, scored.history());
                for (Decision.Outcome outcome : scored.outcomes()) {
                    AccountChange change = outcome.change();
                    int day = Math.max(RULES.calendar().dayOf(change.at()), OPENING);
                    days.computeIfAbsent(day, d -> new Tally(RULES.calendar())).add(change);
                }
            }
        }
        TreeMap<Integer, List<TallySheet>> sheets = new TreeMap<>();
        days.forEach((day, tally) -> sheets.put(day, tally.take()));
        return sheets;
    }

    private static final class Task implements AutoCloseable {
        private final List<Object> said = new ArrayList<>();
        private final OneInputStreamOperatorTestHarness<TallySheet, PopulationNotice> harness;

        Task(OperatorSubtaskState before) throws Exception {
            harness = new OneInputStreamOperatorTestHarness<>(new KeepCensus(CENSUS));
            harness.setOutputCreator(serializer -> new SaidInOrder<>(said));
            harness.setup(
                    StreamTypes.POPULATION.createSerializer(
                            harness.getExecutionConfig().getSerializerConfig()));
            if (before != null) {
                harness.initializeState(before);
            }
            harness.open();
        }

        /** The sheets of some days, each day with the watermark that ends it. */
        void hear(int from, int until) throws Exception {
            for (var day : SHEETS.subMap(from, until).entrySet()) {
                for (TallySheet sheet : day.getValue()) {
                    harness.processElement(TallySheet.decode(sheet.encode()), 0);
                }
                passTo((day.getKey() + 1) * DAY - 1);
            }
        }

        void passTo(long moment) throws Exception {
            harness.processWatermark(new Watermark(moment));
        }

        List<CutPoints> cuts() {
            return said(CutPoints.class);
        }

        List<KpiValue> entries() {
            return said(KpiValue.class);
        }

        <T> List<T> said(Class<T> type) {
            return said.stream().filter(type::isInstance).map(type::cast).toList();
        }

        @Override
        public void close() throws Exception {
            harness.close();
        }
    }

    private static List<CensusFinding> expected() {
        Census census = Census.beginning(CENSUS);
        List<CensusFinding> found = new ArrayList<>();
        for (var day : SHEETS.entrySet()) {
            day.getValue().forEach(census::hear);
            found.addAll(census.passTo((day.getKey() + 1) * DAY - 1));
        }
        found.addAll(census.passTo(Moments.NEVER));
        return found;
    }

    private static List<CutPoints> cuts(List<CensusFinding> findings) {
        return findings.stream()
                .filter(CensusFinding.CutsMade.class::isInstance)
                .map(finding -> ((CensusFinding.CutsMade) finding).cuts())
                .toList();
    }

    private static DayFigures lastFigures(List<CensusFinding> findings) {
        DayFigures last = null;
        for (CensusFinding finding : findings) {
            last = finding instanceof CensusFinding.DayClosed closed ? closed.figures() : last;
        }
        return last;
    }

    private static Ledger ledger(List<KpiValue> entries) {
        Ledger ledger = new Ledger();
        entries.forEach(ledger::add);
        return ledger;
    }

    @Test
    void findingsGoToThePopulationAndToTheBooks() throws Exception {
        List<CensusFinding> expected = expected();
        try (Task task = new Task(null)) {
            task.hear(OPENING, OPENING + DAYS);
            task.passTo(Moments.NEVER);
            task.harness.getOperator().finish();
            assertEquals(cuts(expected), task.cuts(), "seed " + SEED);
            assertEquals(new CensusEntries(List.of()).of(expected), task.entries());
        }
        assertTrue(cuts(expected).size() > 20, cuts(expected).size() + " versions");
    }

    @Test
    void theFiguresOfADayAreThereBeforeTheWatermarkThatEndsIt() throws Exception {
        try (Task task = new Task(null)) {
            task.hear(OPENING, OPENING + 40);
            int said = task.said.size();
            assertEquals(new Watermark((OPENING + 40) * DAY - 1), task.said.get(said - 1));
            task.passTo((OPENING + 40) * DAY);
            assertEquals(said + 1, task.said.size(), "in the middle of the day");
        }
    }

    @Test
    void theBooksShowTheFiguresOfTheLastDay() throws Exception {
        DayFigures last = lastFigures(expected());
        try (Task task = new Task(null)) {
            task.hear(OPENING, OPENING + DAYS);
            task.passTo(Moments.NEVER);
            Ledger ledger = ledger(task.entries());
            assertEquals(last.window().orders(), ledger.total(Kpi.RECENT_ORDERS, "60"));
            assertEquals(last.period().orders(), ledger.total(Kpi.RECENT_ORDERS, "10"));
            assertEquals(
                    last.window().revenueMinor(), ledger.total(Kpi.RECENT_REVENUE_MINOR, "60"));
            assertEquals(last.activeAtStart(), ledger.total(Kpi.PERIOD_ACTIVE_CUSTOMERS));
            assertEquals(last.lost(), ledger.total(Kpi.PERIOD_LOST_CUSTOMERS));
            double churn = (double) last.lost() / last.activeAtStart();
            assertEquals(Kpi.CHURN_RATE.ofDecimal(churn).value(), ledger.total(Kpi.CHURN_RATE));
            assertEquals(last.clv().medianMinor(), ledger.total(Kpi.CLV_PERCENTILE_MINOR, "50"));
            assertTrue(last.lost() > 0 && last.window().orders() > 0, "" + last);
        }
    }

    @Test
    void aRestartInTheMiddleChangesNothingThatIsFound() throws Exception {
        List<CensusFinding> expected = expected();
        for (int middle : new int[] {1, 15, 60, 100}) {
            OperatorSubtaskState snapshot;
            List<CutPoints> cuts;
            List<KpiValue> entries;
            try (Task task = new Task(null)) {
                task.hear(OPENING, OPENING + middle);
                cuts = new ArrayList<>(task.cuts());
                entries = new ArrayList<>(task.entries());
                snapshot = task.harness.snapshot(1, 0);
                // What is done after it is lost with the task, and done again by the next.
                task.hear(OPENING + middle, OPENING + middle + 5);
            }
            try (Task task = new Task(snapshot)) {
                task.hear(OPENING + middle, OPENING + DAYS);
                task.passTo(Moments.NEVER);
                cuts.addAll(task.cuts());
                entries.addAll(task.entries());
                assertTrue(
                        task.entries().stream().anyMatch(entry -> entry.value() < 0),
                        "no figure fell: " + task.entries());
            }
            assertEquals(cuts(expected), cuts, "day " + middle);
            assertEquals(new CensusEntries(List.of()).of(expected), entries, "day " + middle);
        }
    }

    /** Sheets wait for their day to end; a snapshot keeps those that do. */
    @Test
    void whatWaitsForTheEndOfItsDayIsKeptAcrossARestart() throws Exception {
        OperatorSubtaskState snapshot;
        try (Task task = new Task(null)) {
            for (int day = OPENING; day < OPENING + DAYS; day++) {
                for (TallySheet sheet : SHEETS.get(day)) {
                    task.harness.processElement(sheet, 0);
                }
            }
            snapshot = task.harness.snapshot(1, 0);
            assertEquals(List.of(), task.said);
        }
        try (Task task = new Task(snapshot)) {
            for (int day = OPENING; day < OPENING + DAYS; day++) {
                task.passTo((day + 1) * DAY - 1);
            }
            task.passTo(Moments.NEVER);
            assertEquals(cuts(expected()), task.cuts());
        }
    }

    @Test
    void atTheEndOfTheInputTheLastDayIsCounted() throws Exception {
        try (Task task = new Task(null)) {
            task.hear(OPENING, OPENING + 30);
            for (TallySheet sheet : SHEETS.get(OPENING + 30)) {
                task.harness.processElement(sheet, 0);
            }
            int said = task.entries().size();
            task.passTo(Moments.NEVER);
            task.harness.getOperator().finish();
            Census census = Census.beginning(CENSUS);
            SHEETS.headMap(OPENING + 31).values().forEach(day -> day.forEach(census::hear));
            DayFigures last = lastFigures(census.passTo(Moments.NEVER));
            assertEquals(OPENING + 30, last.day());
            assertEquals(
                    last.window().orders(), ledger(task.entries()).total(Kpi.RECENT_ORDERS, "60"));
            assertEquals(said, task.entries().size(), "the day before was closed already");
        }
    }
}
