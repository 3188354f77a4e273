package dev.tidemark.job;

import static dev.tidemark.job.ScoringTask.DAY;
import static dev.tidemark.job.ScoringTask.START;
import static dev.tidemark.job.ScoringTask.customer;
import static dev.tidemark.job.ScoringTask.cuts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.app.config.Settings;
import dev.tidemark.model.Cause;
import dev.tidemark.model.EventType;
import dev.tidemark.model.Scorecard;
import dev.tidemark.model.Tombstone;
import dev.tidemark.scoring.Rules;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How the silent meet cut points and rules that are new: all of them, once, a few at a time. */
class PopulationWalkTest {
    static final long NOW = START + 3 * DAY;
    static final Map<String, String> OPTIONS =
            Map.of("population.walk-per-second", "50", "transitions.least-dwell", "0ms");
    private static final int PER_STEP = 5;
    static final long SPENT = 1_000;

    /** Where histories are kept. */
    enum Kept {
        ROCKSDB,
        HEAP;

        StateBackend backend() {
            return this == HEAP ? new HashMapStateBackend() : new EmbeddedRocksDBStateBackend();
        }
    }

    /** So many customers, silent for three days, whom a walk has already visited. */
    static ScoringTask silent(int customers) throws Exception {
        ScoringTask task = ScoringTask.opened(OPTIONS);
        settle(task, customers);
        return task;
    }

    private static void settle(ScoringTask task, int customers) throws Exception {
        task.customers(customers, START, SPENT);
        task.passTo(NOW);
        for (int i = 0; task.isWalking(); i++) {
            task.walk(1);
            assertTrue(i <= customers, "the walk goes on and on");
        }
        assertEquals(List.of(), task.cards(Cause.POPULATION));
    }

    private static int m(Scorecard card) {
        return card.buyer().orElseThrow().rfm().m();
    }

    static void assertEveryoneMet(ScoringTask task, int customers, String version, int m) {
        for (int i = 0; i < customers; i++) {
            List<Scorecard> cards = task.cardsOf(customer(i));
            Scorecard last = cards.get(cards.size() - 1);
            assertEquals(version, last.versions().cutPoints(), customer(i));
            assertEquals(m, m(last), customer(i));
        }
    }

    /** Each has one timer: the one that the history says. */
    private static void assertNoTimerIsLeftBehind(ScoringTask task) throws Exception {
        assertEquals(task.armed().size(), task.timers());
    }

    @ParameterizedTest
    @EnumSource
    void everyoneWhoIsSilentMeetsNewCutPointsAtTheBoundedRate(Kept kept) throws Exception {
        try (ScoringTask task = ScoringTask.opened(OPTIONS, kept.backend())) {
            settle(task, 33);
            task.learn(cuts("v1", START + 2 * DAY, SPENT, 5));
            task.passTo(NOW + 1);
            assertEquals(List.of(), task.cards(Cause.POPULATION), "all at once");
            for (int step = 1; step <= 8; step++) {
                task.walk(1);
                task.passTo(NOW + 1 + step);
                int met = Math.min(33, step * PER_STEP);
                assertEquals(met, task.cards(Cause.POPULATION).size(), "step " + step);
            }
            assertEveryoneMet(task, 33, "v1", 5);
            for (Scorecard card : task.cards(Cause.POPULATION)) {
                assertEquals(START + 2 * DAY, card.asOf(), "not as of its own moment");
            }
            assertFalse(task.isWalking());
            assertNoTimerIsLeftBehind(task);
            assertEquals(33, task.timers());
        }
    }

    @Test
    void whoIsBroughtForwardIsScoredByTheTimerAtTheNextWatermark() throws Exception {
        try (ScoringTask task = silent(3)) {
            task.learn(cuts("v1", START + 2 * DAY, SPENT, 5));
            task.walk(1);
            assertEquals(List.of(), task.cards(Cause.POPULATION));
            assertEquals(3, task.timers());
            task.passTo(NOW + 1);
            assertEquals(3, task.cards(Cause.POPULATION).size());
        }
    }

    @Test
    void cutPointsThatAreNotYetInForceAreWaitedFor() throws Exception {
        try (ScoringTask task = silent(12)) {
            long from = NOW + 5_000;
            Map<String, Long> armed = task.armed();
            task.learn(cuts("v1", from, SPENT, 5));
            task.walk(20);
            task.passTo(from - 1);
            task.walk(20);
            assertEquals(armed, task.armed(), "looked at too early");
            assertTrue(task.isWalking());
            task.passTo(from);
            task.walk(3);
            task.passTo(from + 1);
            assertEquals(12, task.cards(Cause.POPULATION).size());
            assertEveryoneMet(task, 12, "v1", 5);
            assertFalse(task.isWalking());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoHasMetOneVersionMeetsTheNextThatComesInTheMiddle(Kept kept) throws Exception {
        try (ScoringTask task = ScoringTask.opened(OPTIONS, kept.backend())) {
            settle(task, 22);
            task.learn(cuts("v1", START + 2 * DAY, SPENT, 5));
            task.walk(2);
            task.passTo(NOW + 1);
            task.learn(cuts("v2", START + 2 * DAY + 1, SPENT, 3));
            for (int step = 1; task.isWalking(); step++) {
                task.walk(1);
                task.passTo(NOW + 1 + step);
                assertTrue(step <= 10, "the walk goes on and on");
            }
            assertEveryoneMet(task, 22, "v2", 3);
            for (int i = 0; i < 22; i++) {
                List<String> met =
                        task.cardsOf(customer(i)).stream()
                                .filter(card -> card.cause() == Cause.POPULATION)
                                .map(card -> card.versions().cutPoints())
                                .toList();
                assertEquals(List.of("v1", "v2"), met, customer(i));
            }
            assertNoTimerIsLeftBehind(task);
        }
    }

    @Test
    void whoIsActiveMeetsThemAtTheNextEvent() throws Exception {
        try (ScoringTask task = silent(10)) {
            task.learn(cuts("v1", START + 2 * DAY, SPENT, 5));
            task.say(EventType.VIEW, customer(7), NOW + 1);
            List<Scorecard> cards = task.cardsOf(customer(7));
            List<Cause> last = cards.stream().map(Scorecard::cause).toList();
            assertEquals(
                    List.of(Cause.POPULATION, Cause.EVENT),
                    last.subList(last.size() - 2, last.size()));
            task.walk(2);
            task.passTo(NOW + 2);
            assertEquals(10, task.cards(Cause.POPULATION).size(), "twice");
            assertEquals(cards, task.cardsOf(customer(7)));
        }
    }

    /** The first class of recency is over before the customer has been left in peace for long. */
    @Test
    void anEarlierTimerIsKeptAndTheCustomerMeetsThemAllTheSame() throws Exception {
        Map<String, String> options =
                Map.of(
                        "population.walk-per-second", "50",
                        "transitions.least-dwell", "60h",
                        "rfm.recency-days", "1,90,180,365");
        try (ScoringTask task = ScoringTask.opened(options)) {
            task.order("ann", START, SPENT);
            long moves = task.armed().get("ann");
            assertTrue(moves < START + 2 * DAY + 2, "" + moves);
            task.learn(cuts("v1", START + 1, SPENT, 5));
            task.passTo(START + DAY);
            task.walk(3);
            assertEquals(moves, task.armed().get("ann"), "another timer");
            assertFalse(task.isWalking());
            task.passTo(moves);
            assertEquals(Cause.SILENCE, task.cards().get(1).cause());
            long settled = START + 60 * 3_600_000L;
            assertEquals(settled, task.armed().get("ann"), "nobody will come by again");
            task.passTo(settled);
            assertEquals(Cause.POPULATION, task.cards().get(2).cause());
            assertEquals(settled, task.cards().get(2).asOf());
            assertNoTimerIsLeftBehind(task);
        }
    }

    @Test
    void whoMovedInTheMeantimeIsLeftInPeaceForAsLongAgain() throws Exception {
        Map<String, String> options =
                Map.of("population.walk-per-second", "50", "transitions.least-dwell", "48h");
        try (ScoringTask task = ScoringTask.opened(options)) {
            task.order("ann", START, SPENT);
            task.learn(cuts("v1", START + 1, SPENT, 5));
            task.passTo(START + DAY);
            task.walk(3);
            assertEquals(START + 2 * DAY, task.armed().get("ann"));
            task.order("ann", START + DAY + 5, 20_000);
            task.passTo(START + 2 * DAY);
            assertEquals(List.of(), task.cards(Cause.POPULATION));
            assertEquals(START + 3 * DAY + 5, task.armed().get("ann"));
            task.passTo(START + 3 * DAY + 5);
            assertEquals(START + 3 * DAY + 5, task.cards(Cause.POPULATION).get(0).asOf());
            assertEquals(1, task.timers());
        }
    }

    @Test
    void otherRulesAreMetByEveryoneOnceAfterARestart() throws Exception {
        OperatorSubtaskState before;
        try (ScoringTask task = silent(23)) {
            before = task.snapshot();
        }
        Map<String, String> others =
                Map.of(
                        "population.walk-per-second", "50",
                        "transitions.least-dwell", "0ms",
                        "churn.medium", "0.45");
        OperatorSubtaskState after;
        try (ScoringTask task = ScoringTask.restored(others, before)) {
            task.passTo(NOW);
            assertEquals(List.of(), task.cards(), "all at once");
            for (int step = 1; step <= 6; step++) {
                task.walk(1);
                task.passTo(NOW + step);
                assertEquals(Math.min(23, PER_STEP * step), task.cards().size());
            }
            assertEquals(23, task.cards(Cause.RULES).size());
            Set<String> met = new HashSet<>();
            task.cards().forEach(card -> met.add(card.customerId()));
            assertEquals(23, met.size());
            String version = Settings.of(others).rules().version();
            task.cards().forEach(card -> assertEquals(version, card.versions().rules()));
            assertNoTimerIsLeftBehind(task);
            after = task.snapshot();
        }
        try (ScoringTask task = ScoringTask.restored(others, after)) {
            task.passTo(NOW);
            task.walk(10);
            task.passTo(NOW + 10);
            assertEquals(List.of(), task.cards(), "once more");
            assertFalse(task.isWalking());
        }
    }

    @Test
    void whereNobodyIsToWalkNobodyDoes() throws Exception {
        Settings settings = Settings.of(OPTIONS);
        Rules rules = settings.rules();
        Learning learning = settings.learning(rules);
        Learning still = new Learning(learning.statistics(), learning.census(), 0, 20);
        try (ScoringTask task = ScoringTask.opened(rules, still)) {
            task.customers(10, START, SPENT);
            task.passTo(NOW);
            Map<String, Long> armed = task.armed();
            assertFalse(task.isWalking());
            task.learn(cuts("v1", START + 2 * DAY, SPENT, 5));
            assertFalse(task.isWalking());
            task.walk(10);
            task.passTo(NOW + 1);
            assertEquals(List.of(), task.cards(Cause.POPULATION));
            assertEquals(armed, task.armed());
        }
    }

    /** The walk looks at what was there when it began. */
    @ParameterizedTest
    @EnumSource
    void customersComeAndGoWhileItIsOnItsWay(Kept kept) throws Exception {
        try (ScoringTask task = ScoringTask.opened(OPTIONS, kept.backend())) {
            settle(task, 30);
            task.learn(cuts("v1", START + 2 * DAY, SPENT, 5));
            task.walk(1);
            for (int i = 0; i < 30; i += 3) {
                task.say(EventType.ERASE, customer(i), NOW + 1);
            }
            for (int i = 30; i < 50; i++) {
                task.order(customer(i), NOW + 1, SPENT);
            }
            for (int step = 1; task.isWalking(); step++) {
                task.walk(1);
                task.passTo(NOW + 1 + step);
                assertTrue(step <= 20, "the walk goes on and on");
            }
            for (int i = 0; i < 50; i++) {
                List<Scorecard> cards = task.cardsOf(customer(i));
                assertEquals("v1", cards.get(cards.size() - 1).versions().cutPoints());
                long met = cards.stream().filter(c -> c.cause() == Cause.POPULATION).count();
                assertEquals(i < 30 ? 1 : 0, met, customer(i));
            }
            assertEquals(10, task.said().stream().filter(Tombstone.class::isInstance).count());
            assertNoTimerIsLeftBehind(task);
        }
    }

    /** What RocksDB keeps is written to disk, merged and thrown away beneath the walk. */
    @Test
    void itHoldsWhileTheSameTaskWritesAndTakesSnapshots() throws Exception {
        Map<String, String> options =
                Map.of("population.walk-per-second", "200", "transitions.least-dwell", "0ms");
        int customers = 1_000;
        try (ScoringTask task = ScoringTask.opened(options)) {
            settle(task, customers);
            task.learn(cuts("v1", START + 2 * DAY, SPENT, 5));
            int step = 0;
            while (task.isWalking()) {
                step++;
                task.walk(1);
                for (int i = step % 7; i < customers; i += 7) {
                    task.say(EventType.VIEW, customer(i), NOW + step);
                }
                if (step % 10 == 0) {
                    task.snapshot().discardState();
                }
                task.passTo(NOW + step);
                assertTrue(step <= customers, "the walk goes on and on");
            }
            assertEquals(customers / 20, step);
            assertEquals(customers, task.cards(Cause.POPULATION).size());
            assertNoTimerIsLeftBehind(task);
        }
    }

    @Test
    void aRestartInTheMiddleLeavesNobodyOutAndNobodyMeetsThemTwice() throws Exception {
        OperatorSubtaskState middle;
        int met;
        try (ScoringTask task = silent(40)) {
            task.learn(cuts("v1", START + 2 * DAY, SPENT, 5));
            task.walk(2);
            task.passTo(NOW + 1);
            task.walk(1);
            middle = task.snapshot();
            met = task.cards(Cause.POPULATION).size();
            assertEquals(2 * PER_STEP, met);
        }
        for (int tasks = 1; tasks <= 2; tasks++) {
            int later = 0;
            int timers = 0;
            for (int index = 0; index < tasks; index++) {
                StateBackend backend = new EmbeddedRocksDBStateBackend();
                try (ScoringTask task =
                        ScoringTask.restored(OPTIONS, backend, middle, tasks, index)) {
                    task.walk(5);
                    task.passTo(NOW + 1);
                    task.walk(30);
                    task.passTo(NOW + 2);
                    later += task.cards(Cause.POPULATION).size();
                    timers += task.timers();
                    assertNoTimerIsLeftBehind(task);
                    assertFalse(task.isWalking());
                }
            }
            assertEquals(40, met + later, tasks + " tasks");
            assertEquals(40, timers);
        }
    }
}
