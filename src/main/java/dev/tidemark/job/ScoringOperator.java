package dev.tidemark.job;

import dev.tidemark.model.CutPoints;
import dev.tidemark.model.KpiValue;
import dev.tidemark.model.Moments;
import dev.tidemark.model.PopulationNotice;
import dev.tidemark.model.ScoreUpdate;
import dev.tidemark.scoring.DayCalendar;
import dev.tidemark.scoring.Rules;
import dev.tidemark.scoring.population.TallySheet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.state.rocksdb.RocksDBKeyedStateBackend;
import org.apache.flink.streaming.api.SimpleTimerService;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * What {@link ScoreCustomers} needs and no function of Flink's has: it passes on what was added up
 * before each checkpoint and at each end of a day, and it goes over all customers, a few at a time,
 * when something has changed for everyone.
 *
 * <p>The walk only brings timers forward: whoever is behind is scored by their timer, at the next
 * watermark, like anyone else.
 */
final class ScoringOperator
        extends CoBroadcastWithKeyedOperator<String, Incoming, PopulationNotice, ScoreUpdate> {
    private static final long serialVersionUID = 1L;

    /** No day of an event is after this, the end of the year 9999, or as far before 1970. */
    private static final long FAR = 253_402_300_799_999L;

    private final ScoreCustomers customers;
    private final DayCalendar calendar;
    private final int walkPerSecond;
    private transient TimerService timers;
    private transient CustomerWalk walk;
    private transient WalkPace pace;
    private transient int broughtForward;
    private transient boolean ticking;
    private transient long dayEnds;

    /**
     * Scores by rules.
     *
     * @param time by which clocks it is watched; empty where only events move time
     */
    ScoringOperator(Rules rules, Learning learning, Optional<LiveTime> time) {
        this(new ScoreCustomers(rules, learning, time), rules, learning.walkPerSecond());
    }

    private ScoringOperator(ScoreCustomers customers, Rules rules, int walkPerSecond) {
        super(customers, List.of(KnownPopulation.STATE));
        this.customers = customers;
        this.calendar = rules.calendar();
        this.walkPerSecond = walkPerSecond;
    }

    @Override
    public void open() throws Exception {
        super.open();
        customers.know(getOperatorStateBackend().getBroadcastState(KnownPopulation.STATE));
        InternalTimerService<VoidNamespace> armed =
                getInternalTimerService("user-timers", VoidNamespaceSerializer.INSTANCE, this);
        timers = new SimpleTimerService(armed);
        armed.forEachEventTimeTimer((space, at) -> gauges().timers().armed(at));
        walk = new CustomerWalk(this::customers, this::visit);
        dayEnds = Moments.BEFORE_ALL;
        // Rules, or cut points, may have changed since the state was written.
        beginWalk();
    }

    @Override
    public void processElement1(StreamRecord<Incoming> incoming) throws Exception {
        super.processElement1(incoming);
        passSumsOnIfFull();
    }

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        gauges().timers().gone(timer.getTimestamp());
        super.onEventTime(timer);
        passSumsOnIfFull();
    }

    private void passSumsOnIfFull() {
        if (customers.totals().isFull()) {
            passSumsOn();
        }
    }

    @Override
    public void processElement2(StreamRecord<PopulationNotice> notice) throws Exception {
        super.processElement2(notice);
        if (notice.getValue() instanceof CutPoints) {
            beginWalk();
        }
    }

    private void beginWalk() {
        if (walkPerSecond > 0) {
            int tasks = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
            pace = WalkPace.of(walkPerSecond, tasks);
            walk.begin();
            tickLater();
        }
    }

    private void tickLater() {
        if (!ticking) {
            ticking = true;
            long now = getProcessingTimeService().getCurrentProcessingTime();
            getProcessingTimeService().registerTimer(now + pace.stepMillis(), at -> tick());
        }
    }

    /**
     * Cut points that are in force only later are waited for. So is time if it stands still: all
     * who were brought forward meanwhile would have their turn at once when it goes on.
     */
    private void tick() {
        ticking = false;
        boolean isInForce = timers.currentWatermark() >= customers.everybodyMeetsAt();
        if (isInForce && broughtForward < pace.mostWaiting()) {
            walk.step(pace.perStep());
        }
        if (walk.isOnItsWay()) {
            tickLater();
        }
    }

    private Stream<String> customers() {
        KeyedStateBackend<String> backend = getKeyedStateBackend();
        Stream<String> keys = backend.getKeys(Uids.HISTORY_STATE, VoidNamespace.INSTANCE);
        if (backend instanceof RocksDBKeyedStateBackend) {
            return keys;
        }
        // RocksDB goes on showing what was; what is on the heap changes under whoever reads it.
        try (keys) {
            return keys.toList().stream();
        }
    }

    private void visit(String customerId) {
        try {
            setCurrentKey(customerId);
            broughtForward += customers.bringForward(customerId, timers) ? 1 : 0;
        } catch (Exception e) {
            throw new IllegalStateException("a customer could not be looked at", e);
        }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        var times = getTimeServiceManager();
        if (times.isPresent()) {
            times.get().advanceWatermark(mark);
        }
        broughtForward = 0;
        gauges().passed(mark.getTimestamp());
        if (mark.getTimestamp() >= dayEnds) {
            // Whoever hears that a day is over must have heard all that was done in it.
            passSheetsOn();
            dayEnds = endOfDayAfter(mark.getTimestamp());
        }
        output.emitWatermark(mark);
    }

    /** How this task does. */
    ServiceGauges gauges() {
        return customers.gauges();
    }

    private long endOfDayAfter(long moment) {
        if (moment > FAR) {
            return Moments.NEVER;
        }
        int day = calendar.dayOf(Math.max(moment, -FAR) + 1);
        return calendar.startOf(day + 1) - 1;
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        super.prepareSnapshotPreBarrier(checkpointId);
        passSheetsOn();
        passSumsOn();
    }

    @Override
    public void finish() throws Exception {
        super.finish();
        passSheetsOn();
        passSumsOn();
    }

    private void passSheetsOn() {
        for (TallySheet sheet : customers.totals().takeSheets()) {
            output.collect(SideOutputs.SHEETS, new StreamRecord<>(sheet));
        }
    }

    private void passSumsOn() {
        for (KpiValue sum : customers.totals().takeSums()) {
            output.collect(SideOutputs.ENTRIES, new StreamRecord<>(sum));
        }
    }

    @Override
    public void close() throws Exception {
        if (walk != null) {
            walk.close();
        }
        super.close();
    }
}
