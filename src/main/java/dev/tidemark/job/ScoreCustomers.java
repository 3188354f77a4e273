package dev.tidemark.job;

import dev.tidemark.model.KpiValue;
import dev.tidemark.model.Moments;
import dev.tidemark.model.ScoreUpdate;
import dev.tidemark.scoring.CustomerHistory;
import dev.tidemark.scoring.CustomerScorer;
import dev.tidemark.scoring.Decision;
import dev.tidemark.scoring.Rules;
import java.io.IOException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keeps the history of each customer and carries the fold's decisions out.
 *
 * <p>One read and one write of one state value per event, and one timer per customer, set lazily: a
 * timer is only set when the next deadline is earlier than the one that is armed, which it then
 * replaces. A timer that fires early looks again and arms the next.
 */
final class ScoreCustomers extends KeyedProcessFunction<String, Incoming, ScoreUpdate> {
    private final Rules rules;
    private transient CustomerScorer scorer;
    private transient ValueState<CustomerHistory> histories;

    ScoreCustomers(Rules rules) {
        this.rules = rules;
    }

    @Override
    public void open(OpenContext context) {
        scorer = new CustomerScorer(rules);
        histories =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        Uids.HISTORY_STATE, StreamTypes.HISTORY));
    }

    @Override
    public void processElement(Incoming incoming, Context context, Collector<ScoreUpdate> out)
            throws IOException {
        CustomerHistory known = histories.value();
        CustomerHistory history = known == null ? CustomerHistory.unknown() : known;
        Decision decision =
                incoming instanceof Incoming.Relayed relayed
                        ? scorer.onRelay(history, relayed.relay())
                        : scorer.onEvent(history, ((Incoming.Happened) incoming).event());
        for (KpiValue entry : Fate.of(incoming, decision)) {
            context.output(SideOutputs.ENTRIES, entry);
        }
        if (decision instanceof Decision.Scored scored) {
            SideOutputs.say(scored, context, out);
            keep(scored.history(), history.armedFor(), context.timerService());
        } else if (decision instanceof Decision.Onward onward) {
            SideOutputs.send(onward.relays(), context);
        } else if (decision instanceof Decision.Spent spent) {
            keep(spent.history(), history.armedFor(), context.timerService());
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<ScoreUpdate> out)
            throws IOException {
        CustomerHistory history = histories.value();
        if (history == null || history.armedFor() != timestamp) {
            return;
        }
        CustomerHistory disarmed = history.armedFor(Moments.NEVER);
        Decision.Scored scored = scorer.onSilence(context.getCurrentKey(), disarmed, timestamp);
        SideOutputs.say(scored, context, out);
        keep(scored.history(), Moments.NEVER, context.timerService());
    }

    /**
     * A history that came back unarmed has given its timer up. None is left behind: it would hold
     * the id of a customer who may have to be forgotten.
     */
    private void keep(CustomerHistory decided, long armedBefore, TimerService timers)
            throws IOException {
        CustomerHistory history = decided;
        long deadline = scorer.nextDeadline(history);
        boolean isEarlier = deadline < history.armedFor();
        if (armedBefore != Moments.NEVER && (isEarlier || history.armedFor() == Moments.NEVER)) {
            timers.deleteEventTimeTimer(armedBefore);
        }
        if (isEarlier) {
            timers.registerEventTimeTimer(deadline);
            history = history.armedFor(deadline);
        }
        if (history.isUnknown()) {
            histories.clear();
        } else {
            histories.update(history);
        }
    }
}
