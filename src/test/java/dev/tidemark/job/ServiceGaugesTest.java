package dev.tidemark.job;

import static dev.tidemark.job.ScoringTask.DAY;
import static dev.tidemark.job.ScoringTask.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventClock;
import dev.tidemark.model.EventDetail;
import dev.tidemark.model.EventType;
import dev.tidemark.model.RecordClock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What those who watch a scoring task are shown is what happened in it. */
class ServiceGaugesTest {
    private static final Map<String, String> OPTIONS = Map.of();
    private static final long DISORDER = 600_000;
    private static final double ABOUT_A_MINUTE = 66;

    /** Static, as a task gets a copy of its clocks. */
    private static final AtomicLong NOW = new AtomicLong();

    private record Hands(double speed) implements EventClock, RecordClock {
        @Override
        public long nowMillis() {
            return NOW.get();
        }

        @Override
        public long wallMillis() {
            return NOW.get();
        }
    }

    private static final LiveTime TIME = time(1);

    private static LiveTime time(double speed) {
        Hands hands = new Hands(speed);
        return new LiveTime(hands, hands, DISORDER);
    }

    @BeforeEach
    void theClockStartsAnew() {
        NOW.set(START);
    }

    private static CustomerEvent order(String customer, long at) {
        String id = customer + at;
        return new CustomerEvent(id, customer, EventType.PURCHASE, at, id, 1_000, "web");
    }

    private static void assertTimersCounted(ScoringTask task) {
        assertEquals(task.timers(), task.shown().value("timersPending"));
    }

    @Test
    void everyTimerIsCountedThroughItsLife() throws Exception {
        try (ScoringTask task = ScoringTask.watched(OPTIONS, TIME)) {
            assertTimersCounted(task);
            task.customers(7, START, 1_000);
            assertEquals(7, task.timers());
            assertTimersCounted(task);
            for (int day = 1; day < 60; day++) {
                task.order("c" + day % 9, START + day * DAY, 2_000);
                task.passTo(START + day * DAY);
                assertTimersCounted(task);
            }
            CustomerEvent merge =
                    new CustomerEvent(
                            "m",
                            "c3",
                            EventType.MERGE,
                            START + 60 * DAY,
                            "",
                            CustomerEvent.NO_AMOUNT,
                            "",
                            new EventDetail.Merge("c4"));
            task.hear(merge);
            task.say(EventType.ERASE, "c5", START + 60 * DAY);
            assertTimersCounted(task);
            task.passTo(START + 2_000 * DAY);
            assertTimersCounted(task);
        }
    }

    @Test
    void whoIsBroughtForwardIsCountedOnce() throws Exception {
        try (ScoringTask task = ScoringTask.watched(OPTIONS, TIME)) {
            task.customers(20, START, 1_000);
            task.passTo(START + 1_000);
            task.learn(ScoringTask.cuts("v1", START + 500, 1_000, 4));
            task.walk(20);
            assertFalse(task.isWalking());
            assertEquals(20, task.timers());
            assertTimersCounted(task);
            task.passTo(START + 2_000);
            assertTimersCounted(task);
        }
    }

    @Test
    void aTimerIsOverdueByTheClockWhenTimeStandsStill() throws Exception {
        try (ScoringTask task = ScoringTask.watched(OPTIONS, TIME)) {
            task.customers(3, START, 1_000);
            task.passTo(START);
            ShownGauges shown = task.shown();
            long due = task.armed().get("c0");
            NOW.set(due + DISORDER - 1);
            assertEquals(0, shown.value("timersOverdue"));
            assertEquals(0, shown.value("oldestOverdueSeconds"));
            // Three hours pass, and no watermark.
            NOW.set(due + DISORDER + 3 * 3_600_000);
            assertEquals(3, shown.value("timersOverdue"));
            assertEquals(3 * 3_600, shown.value("oldestOverdueSeconds"), ABOUT_A_MINUTE);
            task.passTo(due);
            assertEquals(0, shown.value("timersOverdue"));
            assertEquals(0, shown.value("oldestOverdueSeconds"));
        }
    }

    @Test
    void afterARestoreTimersAreCountedAgain() throws Exception {
        OperatorSubtaskState snapshot;
        long due;
        try (ScoringTask task = ScoringTask.watched(OPTIONS, TIME)) {
            task.customers(5, START, 1_000);
            task.passTo(START);
            due = task.armed().get("c0");
            snapshot = task.snapshot();
        }
        NOW.set(due + DISORDER + DAY);
        try (ScoringTask task = ScoringTask.watched(OPTIONS, TIME, snapshot)) {
            ShownGauges shown = task.shown();
            assertEquals(5, shown.value("timersPending"));
            assertEquals(5, shown.value("timersOverdue"), "what was due in the outage");
            task.passTo(due + DAY);
            assertEquals(0, shown.value("timersOverdue"));
            assertTimersCounted(task);
        }
    }

    @Test
    void theWatermarkLagsBehindTheClock() throws Exception {
        try (ScoringTask task = ScoringTask.watched(OPTIONS, TIME)) {
            assertTrue(Double.isNaN(task.shown().value("watermarkLagSeconds")));
            task.passTo(START);
            NOW.set(START + 90_500);
            assertEquals(90.5, task.shown().value("watermarkLagSeconds"));
            assertEquals(600, task.shown().value("maxDisorderSeconds"));
        }
    }

    @Test
    void withAFasterClockSecondsAreOurs() throws Exception {
        double aDayASecond = 86_400;
        try (ScoringTask task = ScoringTask.watched(OPTIONS, time(aDayASecond))) {
            task.customers(1, START, 1_000);
            task.passTo(START);
            long due = task.armed().get("c0");
            NOW.set(due + DISORDER + 3 * DAY);
            assertEquals(3, task.shown().value("oldestOverdueSeconds"), 0.01);
            NOW.set(START + 2 * DAY);
            assertEquals(2, task.shown().value("watermarkLagSeconds"));
        }
    }

    @Test
    void anEventIsCountedFromItsRecordAndFromItsOwnTime() throws Exception {
        try (ScoringTask task = ScoringTask.watched(OPTIONS, TIME)) {
            ShownGauges shown = task.shown();
            NOW.set(START + 70_000);
            task.hear(order("ann", START), START + 69_970);
            assertEquals(0, shown.upTo("0.025", "processingSeconds"));
            assertEquals(1, shown.upTo("0.05", "processingSeconds"));
            assertEquals(1, shown.upTo("+Inf", "processingSeconds"));
            assertEquals(0, shown.upTo("60.0", "eventSeconds"));
            assertEquals(1, shown.upTo("300.0", "eventSeconds"));
            task.hear(order("bob", START), START - 4_000_000);
            assertEquals(1, shown.upTo("3600.0", "processingSeconds"));
            assertEquals(2, shown.upTo("+Inf", "processingSeconds"));
            // The clocks of two machines are never the same.
            task.hear(order("eve", START + 70_001), START + 70_001);
            assertEquals(1, shown.upTo("0.005", "processingSeconds"));
            assertEquals(1, shown.upTo("0.005", "eventSeconds"));
        }
    }

    @Test
    void whatIsIgnoredOrHasNoTimestampHasNoLatency() throws Exception {
        try (ScoringTask task = ScoringTask.watched(OPTIONS, TIME)) {
            task.hear(order("ann", START), START);
            task.hear(order("ann", START), START);
            assertEquals(1, task.shown().upTo("+Inf", "processingSeconds"), "a duplicate");
            task.hear(order("bob", START));
            assertEquals(1, task.shown().upTo("+Inf", "processingSeconds"));
            assertEquals(2, task.shown().upTo("+Inf", "eventSeconds"));
        }
    }

    @Test
    void agesAreThoseOfWhatIsInForce() throws Exception {
        try (ScoringTask task = ScoringTask.watched(OPTIONS, TIME)) {
            ShownGauges shown = task.shown();
            task.passTo(START);
            assertTrue(Double.isNaN(shown.value("cutPointsAgeSeconds")), "configured ones");
            assertTrue(Double.isNaN(shown.value("modelAgeSeconds")));
            task.learn(ScoringTask.cuts("v1", START - 5_000, 1_000, 4));
            task.learn(ScoringTask.cuts("v2", START + 60_000, 1_000, 4));
            assertEquals(5, shown.value("cutPointsAgeSeconds"));
            assertEquals(2, shown.value("populationVersions"));
            task.passTo(START + 61_000);
            assertEquals(1, shown.value("cutPointsAgeSeconds"));
        }
    }

    @Test
    void theBytesOfHistoriesAreThoseThatWereWritten() throws Exception {
        try (ScoringTask task = ScoringTask.watched(OPTIONS, TIME)) {
            assertTrue(Double.isNaN(task.shown().value("stateBytesPerCustomer")));
            task.customers(600, START, 1_000);
            double small = task.shown().value("stateBytesPerCustomer");
            assertTrue(small > 20 && small < 300, "bytes " + small);
            for (int order = 0; order < 600; order++) {
                task.order("ann", START + order * 1_000, 1_000);
            }
            double grown = task.shown().value("stateBytesPerCustomer");
            assertTrue(grown > small + 100, grown + " after " + small);
        }
    }

    @Test
    void whereOnlyEventsMoveTimeNothingIsLate() throws Exception {
        try (ScoringTask task = ScoringTask.opened(OPTIONS)) {
            task.customers(3, START, 1_000);
            ShownGauges shown = task.shown();
            assertEquals(3, shown.value("timersPending"));
            for (String live :
                    new String[] {
                        "timersOverdue",
                        "oldestOverdueSeconds",
                        "watermarkLagSeconds",
                        "le=+Inf_processingSeconds"
                    }) {
                assertFalse(shown.has(live), live);
            }
        }
    }
}
