package dev.tidemark.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.app.config.Settings;
import dev.tidemark.kpi.Kpi;
import dev.tidemark.model.Cause;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventDetail;
import dev.tidemark.model.EventType;
import dev.tidemark.model.KpiValue;
import dev.tidemark.model.Moments;
import dev.tidemark.model.PopulationNotice;
import dev.tidemark.model.ScoreUpdate;
import dev.tidemark.model.Scorecard;
import dev.tidemark.scoring.Relay;
import dev.tidemark.scoring.Rules;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** The shell's own business: timers, and state that outlives it. RocksDB is RocksDB. */
class ScoreCustomersTest {
    private static final long DAY = 86_400_000L;
    private static final long START = 20_000 * DAY;

    private static KeyedTwoInputStreamOperatorTestHarness<
                    String, Incoming, PopulationNotice, ScoreUpdate>
            harness() throws Exception {
        return harness(Map.of());
    }

    static KeyedTwoInputStreamOperatorTestHarness<String, Incoming, PopulationNotice, ScoreUpdate>
            harness(Map<String, String> options) throws Exception {
        Settings settings = Settings.of(options);
        return harness(settings.rules(), settings.learning(settings.rules()));
    }

    static KeyedTwoInputStreamOperatorTestHarness<String, Incoming, PopulationNotice, ScoreUpdate>
            harness(Rules rules, Learning learning) throws Exception {
        KeyedTwoInputStreamOperatorTestHarness<String, Incoming, PopulationNotice, ScoreUpdate>
                harness =
                        new KeyedTwoInputStreamOperatorTestHarness<>(
                                new ScoringOperator(rules, learning, Optional.empty()),
                                Incoming::customerId,
                                null,
                                Types.STRING);
        harness.setStateBackend(new EmbeddedRocksDBStateBackend(true));
        harness.setup(
                StreamTypes.SCORE_UPDATE.createSerializer(
                        harness.getExecutionConfig().getSerializerConfig()));
        return harness;
    }

    /** The population has no say in what time it is. */
    private static void passTo(
            KeyedTwoInputStreamOperatorTestHarness<String, Incoming, PopulationNotice, ScoreUpdate>
                    harness,
            long moment)
            throws Exception {
        harness.processWatermark2(new Watermark(Moments.NEVER - 1));
        harness.processWatermark1(new Watermark(moment));
    }

    private static Incoming order(int number, long at) {
        return new Incoming.Happened(
                new CustomerEvent(
                        "e" + number, "ann", EventType.PURCHASE, at, "o" + number, 1_000, ""));
    }

    private static Incoming said(EventType type, long at) {
        return new Incoming.Happened(event(type, at, EventDetail.NONE));
    }

    private static CustomerEvent event(EventType type, long at, EventDetail detail) {
        return new CustomerEvent(
                type + "-" + at, "ann", type, at, "", CustomerEvent.NO_AMOUNT, "", detail);
    }

    private static List<Scorecard> cards(
            KeyedTwoInputStreamOperatorTestHarness<String, Incoming, PopulationNotice, ScoreUpdate>
                    harness) {
        return harness.extractOutputValues().stream().map(Scorecard.class::cast).toList();
    }

    @Test
    void oneTimerServesACustomerHoweverManyEventsCome() throws Exception {
        try (var harness = harness()) {
            harness.open();
            for (int i = 0; i < 50; i++) {
                long at = START + i * 3_600_000L;
                harness.processElement1(order(i, at), at);
            }
            assertEquals(1, harness.numEventTimeTimers());
            assertEquals(50, cards(harness).size());
        }
    }

    private static long customers(
            KeyedTwoInputStreamOperatorTestHarness<String, Incoming, PopulationNotice, ScoreUpdate>
                    harness) {
        return ((AbstractStreamOperator<?>) harness.getOperator())
                .getKeyedStateBackend()
                .getKeys(Uids.HISTORY_STATE, VoidNamespace.INSTANCE)
                .count();
    }

    /** Buys at times that put the deadline off and bring it forward. */
    private static void buy(
            KeyedTwoInputStreamOperatorTestHarness<String, Incoming, PopulationNotice, ScoreUpdate>
                    harness)
            throws Exception {
        long at = START;
        for (int i = 0; i < 40; i++) {
            at += (i % 7 + 1) * 5_000_000L * (i % 3 + 1);
            harness.processElement1(order(i, at), at);
        }
        assertEquals(1, harness.numEventTimeTimers(), "a customer who buys");
    }

    @Test
    void anErasureLeavesOneTimerAndWhenThatFiresNothing() throws Exception {
        try (var harness = harness()) {
            harness.open();
            buy(harness);
            harness.processElement1(said(EventType.ERASE, START + 60 * DAY), 0);
            assertEquals(1, harness.numEventTimeTimers(), "for the mark to lapse");
            assertEquals(1, customers(harness));
            passTo(harness, START + 90 * DAY - 1);
            assertEquals(1, customers(harness), "too early");
            passTo(harness, START + 90 * DAY);
            assertEquals(0, customers(harness));
            assertEquals(0, harness.numEventTimeTimers());
        }
    }

    @Test
    void whoIsMergedAwayHasNoTimer() throws Exception {
        try (var harness = harness()) {
            harness.open();
            buy(harness);
            EventDetail into = new EventDetail.Merge("bob");
            harness.processElement1(
                    new Incoming.Happened(event(EventType.MERGE, START + 60 * DAY, into)), 0);
            assertEquals(0, harness.numEventTimeTimers());
            assertEquals(1, customers(harness), "the way to the other id");
            Relay relay = harness.getSideOutput(SideOutputs.RELAYS).remove().getValue();
            harness.processElement1(new Incoming.Relayed(relay), 0);
            assertEquals(1, harness.numEventTimeTimers(), "the other id's");
            assertEquals(2, customers(harness));
        }
    }

    @Test
    void whoWithdrawsHasNoTimer() throws Exception {
        try (var harness = harness(Map.of("consent", "opt-out"))) {
            harness.open();
            buy(harness);
            harness.processElement1(said(EventType.CONSENT_WITHDRAWN, START + 60 * DAY), 0);
            assertEquals(0, harness.numEventTimeTimers());
            assertEquals(1, customers(harness), "that they do not agree");
        }
    }

    @Test
    void anEventThatIsSentOnIsOnTheBooksOfThoseOnTheirWay() throws Exception {
        try (var harness = harness()) {
            harness.open();
            EventDetail into = new EventDetail.Merge("bob");
            harness.processElement1(
                    new Incoming.Happened(event(EventType.MERGE, START, into)), START);
            harness.processElement1(order(1, START + DAY), 0);
            List<Relay> relays =
                    harness.getSideOutput(SideOutputs.RELAYS).stream()
                            .map(record -> record.getValue())
                            .toList();
            assertEquals(1, onTheWay(harness));
            for (Relay relay : relays) {
                harness.processElement1(new Incoming.Relayed(relay), 0);
            }
            assertEquals(0, onTheWay(harness));
        }
    }

    private static long onTheWay(
            KeyedTwoInputStreamOperatorTestHarness<String, Incoming, PopulationNotice, ScoreUpdate>
                    harness) {
        return harness.getSideOutput(SideOutputs.ENTRIES).stream()
                .map(record -> record.getValue())
                .filter(entry -> entry.kpi().equals(Kpi.EVENTS_ON_THE_WAY.wireName()))
                .mapToLong(KpiValue::value)
                .sum();
    }

    @Test
    void silenceIsScoredAtItsOwnMomentAndTheNextTimerIsArmed() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement1(order(1, START), START);
            long due = cards(harness).get(0).nextChangeAt();
            passTo(harness, due - 1);
            assertEquals(1, cards(harness).size(), "too early");
            passTo(harness, due + 5);
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
            harness.processElement1(order(1, START), START);
            long first = cards(harness).get(0).nextChangeAt();
            harness.processElement1(order(2, START + DAY), START + DAY);
            long second = cards(harness).get(1).nextChangeAt();
            assertTrue(second > first, "the second order did not put the deadline off");
            passTo(harness, first);
            assertEquals(2, cards(harness).size());
            passTo(harness, second);
            assertEquals(second, cards(harness).get(2).asOf());
        }
    }

    @Test
    void aRestoredTaskRemembersAndItsTimersFire() throws Exception {
        OperatorSubtaskState snapshot;
        long due;
        try (var harness = harness()) {
            harness.open();
            harness.processElement1(order(1, START), START);
            due = cards(harness).get(0).nextChangeAt();
            snapshot = harness.snapshot(1, START);
        }
        try (var harness = harness()) {
            harness.initializeState(snapshot);
            harness.open();
            harness.processElement1(order(1, START), START);
            assertEquals(0, cards(harness).size(), "a duplicate was scored");
            passTo(harness, due);
            assertEquals(2, cards(harness).get(0).sequence());
            assertEquals(due, cards(harness).get(0).asOf());
        }
    }
}
