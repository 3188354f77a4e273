package dev.tidemark.job;

import dev.tidemark.app.config.Settings;
import dev.tidemark.model.Cause;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.CutPoints;
import dev.tidemark.model.EventType;
import dev.tidemark.model.KpiValue;
import dev.tidemark.model.Moments;
import dev.tidemark.model.PopulationNotice;
import dev.tidemark.model.ScoreUpdate;
import dev.tidemark.model.Scorecard;
import dev.tidemark.scoring.CustomerHistory;
import dev.tidemark.scoring.Rules;
import dev.tidemark.scoring.population.TallySheet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;

/** One task that scores, with real state, and all it says in the order in which it says it. */
final class ScoringTask implements AutoCloseable {
    static final long DAY = 86_400_000L;
    static final long START = 20_000 * DAY;
    static final int MOST_TASKS = 4;

    /** One step of a walk. */
    static final long STEP = 100;

    private final KeyedTwoInputStreamOperatorTestHarness<
                    String, Incoming, PopulationNotice, ScoreUpdate>
            harness;
    private final List<Object> said = new ArrayList<>();
    private long processingTime;

    private ScoringTask(Rules rules, Learning learning, StateBackend backend, int tasks, int index)
            throws Exception {
        this(new ScoringOperator(rules, learning, Optional.empty()), backend, tasks, index);
    }

    private ScoringTask(ScoringOperator operator, StateBackend backend, int tasks, int index)
            throws Exception {
        harness =
                new KeyedTwoInputStreamOperatorTestHarness<>(
                        operator,
                        Incoming::customerId,
                        null,
                        Types.STRING,
                        MOST_TASKS,
                        tasks,
                        index);
        harness.setStateBackend(backend);
        harness.setOutputCreator(serializer -> new SaidInOrder<>(said));
        harness.setup(
                StreamTypes.SCORE_UPDATE.createSerializer(
                        harness.getExecutionConfig().getSerializerConfig()));
    }

    static ScoringTask opened(Map<String, String> options) throws Exception {
        return opened(options, new EmbeddedRocksDBStateBackend());
    }

    static ScoringTask opened(Map<String, String> options, StateBackend backend) throws Exception {
        Settings settings = Settings.of(options);
        Rules rules = settings.rules();
        ScoringTask task = new ScoringTask(rules, settings.learning(rules), backend, 1, 0);
        task.open();
        return task;
    }

    static ScoringTask opened(Rules rules, Learning learning) throws Exception {
        ScoringTask task =
                new ScoringTask(rules, learning, new EmbeddedRocksDBStateBackend(), 1, 0);
        task.open();
        return task;
    }

    /** One that is watched by clocks. */
    static ScoringTask watched(Map<String, String> options, LiveTime time) throws Exception {
        ScoringTask task = watching(options, time);
        task.open();
        return task;
    }

    /** The same, from a snapshot. */
    static ScoringTask watched(
            Map<String, String> options, LiveTime time, OperatorSubtaskState snapshot)
            throws Exception {
        ScoringTask task = watching(options, time);
        task.harness.initializeState(snapshot);
        task.open();
        return task;
    }

    private static ScoringTask watching(Map<String, String> options, LiveTime time)
            throws Exception {
        Settings settings = Settings.of(options);
        Rules rules = settings.rules();
        return new ScoringTask(
                new ScoringOperator(rules, settings.learning(rules), Optional.of(time)),
                new EmbeddedRocksDBStateBackend(),
                1,
                0);
    }

    static ScoringTask restored(Map<String, String> options, OperatorSubtaskState snapshot)
            throws Exception {
        return restored(options, new EmbeddedRocksDBStateBackend(), snapshot, 1, 0);
    }

    /** One of several tasks, of a snapshot of all that there were before. */
    static ScoringTask restored(
            Map<String, String> options,
            StateBackend backend,
            OperatorSubtaskState snapshot,
            int tasks,
            int index)
            throws Exception {
        Settings settings = Settings.of(options);
        Rules rules = settings.rules();
        ScoringTask task = new ScoringTask(rules, settings.learning(rules), backend, tasks, index);
        task.harness.initializeState(
                KeyedTwoInputStreamOperatorTestHarness.repartitionOperatorState(
                        snapshot, MOST_TASKS, 1, tasks, index));
        task.open();
        return task;
    }

    /** The population has no say in what time it is. */
    private void open() throws Exception {
        harness.open();
        harness.processWatermark2(new Watermark(Moments.NEVER - 1));
    }

    static String customer(int number) {
        return "c" + number;
    }

    void hear(CustomerEvent event) throws Exception {
        harness.processElement1(new Incoming.Happened(event), event.occurredAt());
    }

    /** An event whose record Kafka took at that time. */
    void hear(CustomerEvent event, long arrivedAt) throws Exception {
        harness.processElement1(new Incoming.Happened(event, arrivedAt), event.occurredAt());
    }

    /** What those who watch the task are shown. */
    ShownGauges shown() {
        ShownGauges shown = new ShownGauges();
        ((ScoringOperator) harness.getOperator()).gauges().register(shown);
        return shown;
    }

    void order(String customer, long at, long amountMinor) throws Exception {
        String id = customer + "-" + at;
        hear(new CustomerEvent(id, customer, EventType.PURCHASE, at, id, amountMinor, "web"));
    }

    /** As many customers, each with one order of the same amount. */
    void customers(int number, long at, long amountMinor) throws Exception {
        for (int i = 0; i < number; i++) {
            order(customer(i), at, amountMinor);
        }
    }

    void say(EventType type, String customer, long at) throws Exception {
        hear(
                new CustomerEvent(
                        type + customer + at, customer, type, at, "", CustomerEvent.NO_AMOUNT, ""));
    }

    void learn(PopulationNotice notice) throws Exception {
        harness.processElement2(notice, 0);
    }

    void passTo(long moment) throws Exception {
        harness.processWatermark1(new Watermark(moment));
    }

    /** Lets steps of a walk pass, and no event time. */
    void walk(int steps) throws Exception {
        for (int i = 0; i < steps; i++) {
            processingTime += STEP;
            harness.setProcessingTime(processingTime);
        }
    }

    /** Whether a step of a walk is to come. */
    boolean isWalking() {
        return harness.getProcessingTimeService().getNumActiveTimers() > 0;
    }

    OperatorSubtaskState snapshot() throws Exception {
        harness.prepareSnapshotPreBarrier(1);
        return harness.snapshot(1, 0);
    }

    void finish() throws Exception {
        harness.getOperator().finish();
    }

    List<Object> said() {
        return said;
    }

    private <T> List<T> said(Class<T> type) {
        return said.stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<Scorecard> cards() {
        return said(Scorecard.class);
    }

    List<Scorecard> cards(Cause cause) {
        return cards().stream().filter(card -> card.cause() == cause).toList();
    }

    List<Scorecard> cardsOf(String customer) {
        return cards().stream().filter(card -> card.customerId().equals(customer)).toList();
    }

    List<TallySheet> sheets() {
        return said(TallySheet.class);
    }

    List<KpiValue> entries() {
        return said(KpiValue.class);
    }

    int timers() {
        return harness.numEventTimeTimers();
    }

    /** For when the timers of those who have one are armed, as their histories say. */
    Map<String, Long> armed() throws Exception {
        KeyedStateBackend<String> backend = harness.getOperator().getKeyedStateBackend();
        ValueState<CustomerHistory> histories =
                backend.getPartitionedState(
                        VoidNamespace.INSTANCE,
                        VoidNamespaceSerializer.INSTANCE,
                        new ValueStateDescriptor<>(Uids.HISTORY_STATE, StreamTypes.HISTORY));
        Map<String, Long> armed = new TreeMap<>();
        try (var keys = backend.getKeys(Uids.HISTORY_STATE, VoidNamespace.INSTANCE)) {
            for (String customer : keys.toList()) {
                backend.setCurrentKey(customer);
                if (histories.value().armedFor() != Moments.NEVER) {
                    armed.put(customer, histories.value().armedFor());
                }
            }
        }
        return armed;
    }

    /** Cut points by which everyone who spent the amount has that m, and f and r as ever. */
    static CutPoints cuts(String version, long from, long spendMinor, int m) {
        List<Long> spend = new ArrayList<>();
        for (int score = 2; score <= 5; score++) {
            spend.add(score <= m ? spendMinor - 6 + score : spendMinor + 100L * score);
        }
        return new CutPoints(
                version,
                from,
                1_000,
                List.of(30L, 90L, 180L, 365L),
                List.of(2L, 3L, 5L, 8L),
                spend,
                List.of(100_000_000L, 50_000_000L),
                100_000_000L,
                100_000_000L,
                1);
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }
}
