package dev.tidemark.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.app.config.Settings;
import dev.tidemark.model.Cause;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventType;
import dev.tidemark.model.ScoreUpdate;
import dev.tidemark.model.Scorecard;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** The shell's own business: timers, and state that outlives it. RocksDB is RocksDB. */
class ScoreCustomersTest {
    private static final long DAY = 86_400_000L;
    private static final long START = 20_000 * DAY;

    private static KeyedOneInputStreamOperatorTestHarness<String, Incoming, ScoreUpdate> harness()
            throws Exception {
        KeyedOneInputStreamOperatorTestHarness<String, Incoming, ScoreUpdate> harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(
                                new ScoreCustomers(Settings.of(Map.of()).rules())),
                        Incoming::customerId,
                        Types.STRING);
        harness.setStateBackend(new EmbeddedRocksDBStateBackend(true));
        harness.setup(
                StreamTypes.SCORE_UPDATE.createSerializer(
                        harness.getExecutionConfig().getSerializerConfig()));
        return harness;
    }

    private static Incoming order(int number, long at) {
        return new Incoming.Happened(
                new CustomerEvent(
                        "e" + number, "ann", EventType.PURCHASE, at, "o" + number, 1_000, ""));
    }

    private static List<Scorecard> cards(
            KeyedOneInputStreamOperatorTestHarness<String, Incoming, ScoreUpdate> harness) {
        return harness.extractOutputValues().stream().map(Scorecard.class::cast).toList();
    }

    @Test
    void oneTimerServesACustomerHoweverManyEventsCome() throws Exception {
        try (var harness = harness()) {
            harness.open();
            for (int i = 0; i < 50; i++) {
                long at = START + i * 3_600_000L;
                harness.processElement(order(i, at), at);
            }
            assertTrue(harness.numEventTimeTimers() <= 3, harness.numEventTimeTimers() + " timers");
            assertEquals(50, cards(harness).size());
        }
    }

    @Test
    void silenceIsScoredAtItsOwnMomentAndTheNextTimerIsArmed() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement(order(1, START), START);
            long due = cards(harness).get(0).nextChangeAt();
            harness.processWatermark(due - 1);
            assertEquals(1, cards(harness).size(), "too early");
            harness.processWatermark(due + 5);
            Scorecard silence = cards(harness).get(1);
            assertEquals(Cause.SILENCE, silence.cause());
            assertEquals(due, silence.asOf(), "the timer's own time, not the watermark's");
            assertEquals(1, harness.numEventTimeTimers());
        }
    }

    @Test
    void aTimerThatWasOvertakenDoesNothing() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement(order(1, START), START);
            long first = cards(harness).get(0).nextChangeAt();
            harness.processElement(order(2, START + DAY), START + DAY);
            long second = cards(harness).get(1).nextChangeAt();
            assertTrue(second > first, "the second order did not put the deadline off");
            harness.processWatermark(first);
            assertEquals(2, cards(harness).size());
            harness.processWatermark(second);
            assertEquals(second, cards(harness).get(2).asOf());
        }
    }

    @Test
    void aRestoredTaskRemembersAndItsTimersFire() throws Exception {
        OperatorSubtaskState snapshot;
        long due;
        try (var harness = harness()) {
            harness.open();
            harness.processElement(order(1, START), START);
            due = cards(harness).get(0).nextChangeAt();
            snapshot = harness.snapshot(1, START);
        }
        try (var harness = harness()) {
            harness.initializeState(snapshot);
            harness.open();
            harness.processElement(order(1, START), START);
            assertEquals(0, cards(harness).size(), "a duplicate was scored");
            harness.processWatermark(due);
            assertEquals(2, cards(harness).get(0).sequence());
            assertEquals(due, cards(harness).get(0).asOf());
        }
    }
}
