package dev.tidemark.job;

import static dev.tidemark.job.ScoringTask.DAY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.GoldenFile;
import dev.tidemark.app.config.Settings;
import dev.tidemark.kpi.Kpi;
import dev.tidemark.kpi.Ledger;
import dev.tidemark.model.Cause;
import dev.tidemark.model.EventType;
import dev.tidemark.model.KpiValue;
import dev.tidemark.model.Moments;
import dev.tidemark.model.PopulationNotice;
import dev.tidemark.model.SampleShare;
import dev.tidemark.model.ScoreUpdate;
import dev.tidemark.model.Scorecard;
import dev.tidemark.scoring.CustomerHistory;
import dev.tidemark.scoring.HistoryCodec;
import dev.tidemark.scoring.population.Census;
import dev.tidemark.scoring.population.CensusFinding;
import dev.tidemark.scoring.population.DayFigures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;

/**
 * A savepoint of the release before, which knew of no census, places or cut points: all goes on.
 */
class UpgradeTest {
    private static final Map<String, String> OPTIONS = Map.of("population.walk-per-second", "100");
    private static final long NOW = Instant.parse("2025-01-01T00:00:00Z").toEpochMilli();

    /** Each has a scorecard; in `absorbing` a customer into whom others were merged. */
    private static final List<String> SCORED =
            List.of(
                    "prospect",
                    "typical",
                    "reversed",
                    "heavy",
                    "unsettled",
                    "corrected",
                    "absorbing");

    private static final List<String> REDUCED = List.of("erased", "merged", "withdrawn");

    /** What the release before kept of a customer. */
    private record Kept(String customer, byte[] bytes, long armedFor) {
        static Kept of(String name) {
            byte[] bytes = GoldenFile.read("state/history-v2-" + name + ".bin");
            assertEquals(2, bytes[0], name);
            return new Kept(name, bytes, HistoryCodec.decode(bytes).armedFor());
        }
    }

    /** Puts bytes where the release before kept them, with the timer that it had set. */
    private static final class Past
            extends KeyedBroadcastProcessFunction<String, Kept, PopulationNotice, ScoreUpdate> {
        private transient ValueState<byte[]> histories;

        @Override
        public void open(OpenContext context) {
            CodecType<byte[]> bytes =
                    new CodecType<>("history", byte[].class, kept -> kept, kept -> kept);
            histories =
                    getRuntimeContext()
                            .getState(new ValueStateDescriptor<>(Uids.HISTORY_STATE, bytes));
        }

        @Override
        public void processElement(
                Kept kept, ReadOnlyContext context, Collector<ScoreUpdate> nothing)
                throws Exception {
            histories.update(kept.bytes());
            if (kept.armedFor() != Moments.NEVER) {
                context.timerService().registerEventTimeTimer(kept.armedFor());
            }
        }

        @Override
        public void processBroadcastElement(
                PopulationNotice notice, Context context, Collector<ScoreUpdate> nothing)
                throws Exception {
            context.getBroadcastState(KnownPopulation.STATE).put("sample", notice);
        }
    }

    private static OperatorSubtaskState savepoint(List<Kept> customers) throws Exception {
        var operator =
                new CoBroadcastWithKeyedOperator<>(new Past(), List.of(KnownPopulation.STATE));
        try (var harness =
                new KeyedTwoInputStreamOperatorTestHarness<>(
                        operator,
                        Kept::customer,
                        null,
                        Types.STRING,
                        ScoringTask.MOST_TASKS,
                        1,
                        0)) {
            harness.setStateBackend(new EmbeddedRocksDBStateBackend());
            harness.open();
            for (Kept customer : customers) {
                harness.processElement1(customer, 0);
            }
            harness.processElement2(new SampleShare(0.5), 0);
            return harness.snapshot(1, 0);
        }
    }

    private static OperatorSubtaskState savepoint() throws Exception {
        List<String> all = new ArrayList<>(SCORED);
        all.addAll(REDUCED);
        return savepoint(all.stream().map(Kept::of).toList());
    }

    private static Ledger ledger(ScoringTask task) {
        Ledger ledger = new Ledger();
        task.entries().forEach(ledger::add);
        return ledger;
    }

    private static long customers(ScoringTask task) {
        return ledger(task).total(Kpi.GROUP_CUSTOMERS, "all", "all");
    }

    /** Until everyone was looked at and has had their turn. */
    private static void settle(ScoringTask task) throws Exception {
        task.passTo(NOW);
        for (int step = 1; task.isWalking(); step++) {
            task.walk(1);
            task.passTo(NOW + step);
            assertTrue(step < 100, "the walk goes on and on");
        }
        task.snapshot();
    }

    @Test
    void theTimersOfTheReleaseBeforeFire() throws Exception {
        Kept typical = Kept.of("typical");
        try (ScoringTask task = ScoringTask.restored(OPTIONS, savepoint(List.of(typical)))) {
            assertEquals(1, task.timers());
            task.passTo(typical.armedFor() - 1);
            assertEquals(List.of(), task.cards());
            task.passTo(typical.armedFor());
            List<Scorecard> cards = task.cards();
            assertEquals(typical.armedFor(), cards.get(cards.size() - 1).asOf());
            assertEquals(1, task.timers());
        }
    }

    @Test
    void everyoneIsGivenTheirPlacesOnceThoughNothingHappens() throws Exception {
        OperatorSubtaskState after;
        try (ScoringTask task = ScoringTask.restored(OPTIONS, savepoint())) {
            settle(task);
            for (String customer : SCORED) {
                List<Scorecard> cards = task.cardsOf(customer);
                long byRules = cards.stream().filter(c -> c.cause() == Cause.RULES).count();
                assertEquals(1, byRules, customer + " " + cards);
                assertEquals(Cause.RULES, cards.get(0).cause(), customer);
                assertTrue(cards.get(0).crm().isPresent(), customer);
            }
            assertEquals(SCORED.size(), task.cards(Cause.RULES).size());
            assertEquals(task.armed().size(), task.timers());
            assertEquals(SCORED.size(), customers(task));
            after = task.snapshot();
        }
        try (ScoringTask task = ScoringTask.restored(OPTIONS, after)) {
            settle(task);
            assertEquals(List.of(), task.cards(Cause.RULES), "once more");
        }
    }

    @Test
    void theErasedTheMergedAndTheWithdrawnStayWhatTheyAre() throws Exception {
        try (ScoringTask task = ScoringTask.restored(OPTIONS, savepoint())) {
            settle(task);
            for (String customer : REDUCED) {
                assertEquals(List.of(), task.cardsOf(customer), customer);
            }
            Map<String, Long> armed = task.armed();
            CustomerHistory erased = HistoryCodec.decode(Kept.of("erased").bytes());
            assertEquals(erased.armedFor(), armed.getOrDefault("erased", Moments.NEVER));
            assertFalse(armed.containsKey("merged"));
            assertFalse(armed.containsKey("withdrawn"));
        }
    }

    /** What was never counted cannot be taken out: it is counted first. */
    @Test
    void whenAllAreErasedNothingIsLeftInTheFigures() throws Exception {
        Census census = census();
        try (ScoringTask task = ScoringTask.restored(OPTIONS, savepoint())) {
            task.order("typical", NOW - DAY, 3_000);
            task.say(EventType.ERASE, "heavy", NOW - DAY);
            settle(task);
            task.sheets().forEach(census::hear);
            List<CensusFinding> found = census.passTo(NOW + 2 * DAY);
            DayFigures figures = ((CensusFinding.DayClosed) found.get(found.size() - 1)).figures();
            assertEquals(SCORED.size() - 1, figures.customers());
            assertTrue(figures.window().orders() > 5, figures + "");
            assertTrue(figures.activeAtStart() > 0, figures + "");
            int sheets = task.sheets().size();
            for (String customer : SCORED) {
                task.say(EventType.ERASE, customer, NOW + DAY);
            }
            task.passTo(NOW + 3 * DAY);
            task.snapshot();
            task.sheets().subList(sheets, task.sheets().size()).forEach(census::hear);
            found = census.passTo(NOW + 40 * DAY);
            figures = ((CensusFinding.DayClosed) found.get(found.size() - 1)).figures();
            assertEquals(0, figures.customers());
            assertEquals(0, figures.buyers());
            assertEquals(0, figures.window().orders());
            assertEquals(0, figures.window().revenueMinor());
            assertEquals(0, figures.window().newCustomers());
            assertEquals(0, figures.activeAtStart());
            assertEquals(0, figures.lost());
            Map<String, Long> left = new HashMap<>();
            for (KpiValue total : ledger(task).totals()) {
                if (total.labels().size() == 2 && total.labels().get(0).equals("all")) {
                    left.merge(total.kpi(), total.value(), Long::sum);
                }
            }
            assertTrue(left.size() > 5, "" + left);
            left.forEach((kpi, sum) -> assertEquals(0, sum, kpi));
        }
    }

    private static Census census() {
        Settings settings = Settings.of(OPTIONS);
        return Census.beginning(settings.census(settings.rules()));
    }

    @Test
    void bytesOfANewerReleaseStopTheTaskThatComesUponThem() throws Exception {
        byte[] newer = Kept.of("typical").bytes().clone();
        newer[0] = 99;
        Kept unreadable = new Kept("typical", newer, Moments.NEVER);
        try (ScoringTask task = ScoringTask.restored(OPTIONS, savepoint(List.of(unreadable)))) {
            IllegalStateException e = assertThrows(IllegalStateException.class, () -> task.walk(1));
            assertTrue(e.getCause().getMessage().contains("version 99"), "" + e.getCause());
        }
    }
}
