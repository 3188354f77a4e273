package dev.tidemark.job;

import static dev.tidemark.job.PopulationWalkTest.NOW;
import static dev.tidemark.job.PopulationWalkTest.OPTIONS;
import static dev.tidemark.job.PopulationWalkTest.SPENT;
import static dev.tidemark.job.PopulationWalkTest.assertEveryoneMet;
import static dev.tidemark.job.PopulationWalkTest.silent;
import static dev.tidemark.job.ScoringTask.DAY;
import static dev.tidemark.job.ScoringTask.START;
import static dev.tidemark.job.ScoringTask.cuts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.Cause;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.junit.jupiter.api.Test;

/** The walk keeps its rate, whatever time does, and over all tasks together. */
class WalkRateTest {
    /** Or all who were told would have their turn at once when it goes on. */
    @Test
    void whileTimeStandsStillOnlyASecondsCustomersWait() throws Exception {
        try (ScoringTask task = silent(130)) {
            task.learn(cuts("v1", START + 2 * DAY, SPENT, 5));
            task.walk(100);
            task.passTo(NOW + 1);
            assertEquals(50, task.cards(Cause.POPULATION).size());
            task.walk(100);
            task.passTo(NOW + 2);
            assertEquals(100, task.cards(Cause.POPULATION).size());
            task.walk(100);
            task.passTo(NOW + 3);
            assertEveryoneMet(task, 130, "v1", 5);
            assertFalse(task.isWalking());
        }
    }

    @Test
    void severalTasksShareTheRate() throws Exception {
        OperatorSubtaskState snapshot;
        try (ScoringTask task = silent(60)) {
            task.learn(cuts("v1", START + 2 * DAY, SPENT, 5));
            snapshot = task.snapshot();
        }
        int met = 0;
        for (int index = 0; index < 2; index++) {
            StateBackend backend = new EmbeddedRocksDBStateBackend();
            try (ScoringTask task = ScoringTask.restored(OPTIONS, backend, snapshot, 2, index)) {
                task.passTo(NOW);
                for (int step = 1; step <= 5; step++) {
                    task.walk(1);
                    task.passTo(NOW + step);
                }
                met += task.cards(Cause.POPULATION).size();
            }
        }
        assertEquals(20, met, "two customers of each task in each of five steps");
    }

    @Test
    void aTaskMayEndWhileTheWalkIsOnItsWay() throws Exception {
        try (ScoringTask task = silent(40)) {
            task.learn(cuts("v1", START + 2 * DAY, SPENT, 5));
            task.walk(1);
            assertTrue(task.isWalking());
        }
    }

    @Test
    void aTaskThatHasNeverKeptAnythingHasNobodyToVisit() throws Exception {
        try (ScoringTask task = ScoringTask.opened(OPTIONS)) {
            assertTrue(task.isWalking());
            task.walk(1);
            assertFalse(task.isWalking());
            task.learn(cuts("v1", START, SPENT, 5));
            task.passTo(NOW);
            task.walk(1);
            assertFalse(task.isWalking());
        }
    }
}
