package dev.tidemark.job;

import dev.tidemark.kpi.Entries;
import dev.tidemark.model.KpiValue;
import dev.tidemark.model.Moments;
import dev.tidemark.model.PopulationNotice;
import dev.tidemark.model.ScoreUpdate;
import dev.tidemark.scoring.CustomerHistory;
import dev.tidemark.scoring.CustomerScorer;
import dev.tidemark.scoring.Decision;
import dev.tidemark.scoring.Rules;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keeps the history of each customer and carries the fold's decisions out.
 *
 * <p>At most one read and one write of one state value per event, and one timer per customer, set
 * lazily: a timer is only set when the next deadline is earlier than the one that is armed, which
 * it then replaces. A timer that fires early looks again and arms the next.
 */
final class ScoreCustomers
        extends KeyedBroadcastProcessFunction<String, Incoming, PopulationNotice, ScoreUpdate> {
    /** Some kilobytes: most histories have fewer entries by far. */
    private static final int LARGEST_AT_HAND = 200;

    private final Rules rules;
    private final Learning learning;
    private final LiveTime time;
    private transient AccountTotals totals;
    private transient StoredHistories histories;
    private transient KnownPopulation known;
    private transient ServiceGauges gauges;

    ScoreCustomers(Rules rules, Learning learning, Optional<LiveTime> time) {
        this.rules = rules;
        this.learning = learning;
        // Flink insists on fields that can be serialised, and an Optional cannot.
        this.time = time.orElse(null);
    }

    @Override
    public void open(OpenContext context) {
        totals = new AccountTotals(rules);
        gauges = new ServiceGauges(Optional.ofNullable(time), rules.population());
        gauges.register(getRuntimeContext().getMetricGroup());
        histories =
                new StoredHistories(
                        getRuntimeContext()
                                .getState(
                                        new ValueStateDescriptor<>(
                                                Uids.HISTORY_STATE, StreamTypes.HISTORY)),
                        LARGEST_AT_HAND);
    }

    @Override
    public void processBroadcastElement(
            PopulationNotice notice, Context context, Collector<ScoreUpdate> out) throws Exception {
        known.learn(notice, context.getBroadcastState(KnownPopulation.STATE));
        gauges.know(known.population());
    }

    /** Takes up what was kept of the population; to be called before anything comes. */
    void know(ReadOnlyBroadcastState<String, PopulationNotice> kept) throws Exception {
        known = KnownPopulation.of(rules, learning, kept);
        gauges.know(known.population());
    }

    @Override
    public void processElement(
            Incoming incoming, ReadOnlyContext context, Collector<ScoreUpdate> out)
            throws Exception {
        CustomerScorer scorer = known.scorer();
        String customerId = context.getCurrentKey();
        CustomerHistory history = histories.of(customerId);
        Decision decision =
                incoming instanceof Incoming.Relayed relayed
                        ? scorer.onRelay(history, relayed.relay())
                        : scorer.onEvent(history, ((Incoming.Happened) incoming).event());
        for (KpiValue entry : Fate.of(incoming, decision)) {
            // One for nearly every event; the others are rare.
            if (entry == Entries.SCORED) {
                totals.countScored();
            } else {
                context.output(SideOutputs.ENTRIES, entry);
            }
        }
        if (decision instanceof Decision.Scored scored) {
            SideOutputs.say(scored, context, out);
            totals.add(scored);
            SideOutputs.report(known.news(customerId, history, scored.history()), context);
            keep(customerId, scored.history(), history.armedFor(), context.timerService());
            gauges.scored(incoming);
        } else if (decision instanceof Decision.Onward onward) {
            SideOutputs.send(onward.relays(), context);
        } else if (decision instanceof Decision.Spent spent) {
            totals.add(spent);
            keep(customerId, spent.history(), history.armedFor(), context.timerService());
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<ScoreUpdate> out)
            throws Exception {
        String customerId = context.getCurrentKey();
        CustomerHistory history = histories.of(customerId);
        if (history.armedFor() != timestamp) {
            return;
        }
        CustomerHistory disarmed = history.armedFor(Moments.NEVER);
        Decision.Scored scored = known.scorer().onSilence(customerId, disarmed, timestamp);
        SideOutputs.say(scored, context, out);
        totals.add(scored);
        SideOutputs.report(known.reminder(customerId, scored.history()), context);
        keep(customerId, scored.history(), Moments.NEVER, context.timerService());
    }

    /** What was added up and not yet taken. */
    AccountTotals totals() {
        return totals;
    }

    /** How this task does. */
    ServiceGauges gauges() {
        return gauges;
    }

    /** From when on the newest cut points that are known here are in force. */
    long everybodyMeetsAt() {
        return known.newestCutsFrom();
    }

    /**
     * Looks at a customer, whose key is the current one: if the timer is armed for later than
     * something has since become due, it is armed for that. Nobody is looked at twice for rules and
     * cut points that are both new: what is in force by now is met at one go, each as of its own
     * moment.
     *
     * @return whether it was
     */
    boolean bringForward(String customerId, TimerService timers) throws IOException {
        CustomerHistory history = histories.of(customerId);
        long news = known.scorer().meetsNewsAt(history);
        long inForce = Math.min(known.newestCutsFrom(), timers.currentWatermark());
        long due = Math.max(news, inForce);
        if (due >= history.armedFor()) {
            return false;
        }
        if (history.armedFor() != Moments.NEVER) {
            disarm(history.armedFor(), timers);
        }
        arm(due, timers);
        histories.keepAside(customerId, history.armedFor(due));
        return true;
    }

    /**
     * Whoever is left where they are for a while, because they have just moved, has a timer for the
     * end of it: nobody will come by for that. Before cut points are in force nobody has one for
     * them, or all would have the same: then they are brought forward, a few at a time.
     */
    private long nextLook(CustomerHistory history, TimerService timers) {
        long deadline = known.scorer().nextDeadline(history);
        boolean meets =
                learning.walkPerSecond() > 0 && timers.currentWatermark() >= everybodyMeetsAt();
        return meets ? Math.min(deadline, known.scorer().meetsNewsAt(history)) : deadline;
    }

    /**
     * A history that came back unarmed has given its timer up. None is left behind: it would hold
     * the id of a customer who may have to be forgotten.
     */
    private void keep(
            String customerId, CustomerHistory decided, long armedBefore, TimerService timers)
            throws IOException {
        CustomerHistory history = decided;
        long deadline = nextLook(history, timers);
        boolean isEarlier = deadline < history.armedFor();
        if (armedBefore != Moments.NEVER && (isEarlier || history.armedFor() == Moments.NEVER)) {
            disarm(armedBefore, timers);
        }
        if (isEarlier) {
            arm(deadline, timers);
            history = history.armedFor(deadline);
        }
        if (history.isUnknown()) {
            histories.forget(customerId);
        } else {
            histories.keep(customerId, history);
            gauges.wrote(history);
        }
    }

    private void arm(long at, TimerService timers) {
        timers.registerEventTimeTimer(at);
        gauges.timers().armed(at);
    }

    private void disarm(long at, TimerService timers) {
        timers.deleteEventTimeTimer(at);
        gauges.timers().gone(at);
    }
}
