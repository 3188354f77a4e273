package dev.tidemark.job;

import static dev.tidemark.job.ScoringTask.DAY;
import static dev.tidemark.job.ScoringTask.START;
import static dev.tidemark.job.ScoringTask.cuts;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tidemark.model.CutPoints;
import dev.tidemark.model.PopulationNotice;
import dev.tidemark.model.SampleShare;
import dev.tidemark.model.Scorecard;
import dev.tidemark.scoring.Population;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** What a task that scores knows of cut points: each version from its moment on. */
class KnownCutPointsTest {
    private static final long SPENT = 1_000;
    private static final Map<String, String> DEFAULTS = Map.of();

    /** The version by which somebody new is scored at a moment. */
    private static String versionAt(ScoringTask task, long moment) throws Exception {
        task.order("new at " + moment, moment, SPENT);
        List<Scorecard> cards = task.cards();
        return cards.get(cards.size() - 1).versions().cutPoints();
    }

    private static int m(ScoringTask task) {
        List<Scorecard> cards = task.cards();
        return cards.get(cards.size() - 1).buyer().orElseThrow().rfm().m();
    }

    @Test
    void aVersionIsInForceFromItsMomentOnAndNotBefore() throws Exception {
        try (ScoringTask task = ScoringTask.opened(DEFAULTS)) {
            task.learn(cuts("v1", START + DAY, SPENT, 4));
            assertEquals("fixed", versionAt(task, START + DAY - 1));
            assertEquals(1, m(task));
            assertEquals("v1", versionAt(task, START + DAY));
            assertEquals(4, m(task));
            task.learn(cuts("v2", START + 2 * DAY, SPENT, 2));
            assertEquals("v1", versionAt(task, START + 2 * DAY - 1));
            assertEquals("v2", versionAt(task, START + 2 * DAY));
            assertEquals(2, m(task));
        }
    }

    @Test
    void inWhateverOrderVersionsComeTheSameIsKnownAlsoAfterARestart() throws Exception {
        for (int seed = 1; seed <= 4; seed++) {
            List<PopulationNotice> notices = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                // Two of each moment: the version decides.
                notices.add(cuts("v" + i, START + i / 2 * DAY, SPENT, 1 + i % 5));
            }
            notices.add(new SampleShare(0.5));
            Collections.shuffle(notices, new Random(seed));
            OperatorSubtaskState snapshot;
            try (ScoringTask task = ScoringTask.opened(DEFAULTS)) {
                for (PopulationNotice notice : notices) {
                    task.learn(notice);
                }
                snapshot = task.snapshot();
                assertVersions(task, "seed " + seed);
            }
            try (ScoringTask task = ScoringTask.restored(DEFAULTS, snapshot)) {
                assertVersions(task, "restored, seed " + seed);
            }
        }
    }

    private static void assertVersions(ScoringTask task, String message) throws Exception {
        for (int day = 0; day < 6; day++) {
            String newest = day == 5 ? "v11" : "v" + (2 * day + 1);
            assertEquals(newest, versionAt(task, START + day * DAY), message);
        }
        assertEquals("fixed", versionAt(task, START - 1), message);
    }

    @Test
    void ofTooManyTheOldestAreForgottenAlsoAcrossARestart() throws Exception {
        int over = 3;
        List<CutPoints> all = new ArrayList<>();
        for (int i = 0; i < Population.MOST_CUTS + over; i++) {
            all.add(cuts("v%04d".formatted(i), START + i * 1_000L, SPENT, 3));
        }
        Collections.shuffle(all, new Random(7));
        OperatorSubtaskState snapshot;
        try (ScoringTask task = ScoringTask.opened(DEFAULTS)) {
            for (CutPoints cuts : all) {
                task.learn(cuts);
            }
            snapshot = task.snapshot();
            assertOldestForgotten(task, over);
        }
        try (ScoringTask task = ScoringTask.restored(DEFAULTS, snapshot)) {
            assertOldestForgotten(task, over);
        }
    }

    private static void assertOldestForgotten(ScoringTask task, int over) throws Exception {
        assertEquals("fixed", versionAt(task, START + over * 1_000L - 1));
        assertEquals("v%04d".formatted(over), versionAt(task, START + over * 1_000L));
        int last = Population.MOST_CUTS + over - 1;
        assertEquals("v%04d".formatted(last), versionAt(task, START + last * 1_000L));
    }

    @Test
    void whoeverGoesByFixedLimitsIgnoresThem() throws Exception {
        OperatorSubtaskState snapshot;
        try (ScoringTask task = ScoringTask.opened(Map.of("population.cut-points", "fixed"))) {
            task.learn(cuts("v1", START, SPENT, 5));
            assertEquals("fixed", versionAt(task, START + 1));
            snapshot = task.snapshot();
        }
        try (ScoringTask task = ScoringTask.restored(DEFAULTS, snapshot)) {
            assertEquals("fixed", versionAt(task, START + 2), "what was ignored was kept");
        }
    }

    @Test
    void whatWasKnownIsLeftOutByARestartWithFixedLimits() throws Exception {
        OperatorSubtaskState snapshot;
        try (ScoringTask task = ScoringTask.opened(DEFAULTS)) {
            task.learn(cuts("v1", START, SPENT, 5));
            assertEquals("v1", versionAt(task, START + 1));
            snapshot = task.snapshot();
        }
        Map<String, String> fixed = Map.of("population.cut-points", "fixed");
        try (ScoringTask task = ScoringTask.restored(fixed, snapshot)) {
            assertEquals("fixed", versionAt(task, START + 2));
        }
    }

    @Test
    void thoseOfAGridOfOtherScoresAreIgnored() throws Exception {
        CutPoints five = cuts("v5", START, SPENT, 5);
        CutPoints three =
                new CutPoints(
                        "v3",
                        START,
                        1_000,
                        List.of(30L, 90L),
                        List.of(2L, 3L),
                        List.of(500L, 900L),
                        five.abcMinor(),
                        five.highSpendMinor(),
                        five.highExpectedMinor(),
                        1);
        Map<String, String> sixGroups =
                Map.of(
                        "rfm.grid", "six-groups",
                        "rfm.frequency-orders", "2,3",
                        "rfm.monetary", "50,150");
        try (ScoringTask task = ScoringTask.opened(DEFAULTS)) {
            task.learn(three);
            assertEquals("fixed", versionAt(task, START + 1));
            task.learn(five);
            assertEquals("v5", versionAt(task, START + 2));
        }
        try (ScoringTask task = ScoringTask.opened(sixGroups)) {
            task.learn(five);
            assertEquals("fixed", versionAt(task, START + 1));
            task.learn(three);
            assertEquals("v3", versionAt(task, START + 2));
        }
    }
}
