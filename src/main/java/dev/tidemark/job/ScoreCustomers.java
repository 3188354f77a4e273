package dev.tidemark.job;

import dev.tidemark.kpi.Entries;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.KpiValue;
import dev.tidemark.model.Moments;
import dev.tidemark.model.Scorecard;
import dev.tidemark.model.Transition;
import dev.tidemark.scoring.CustomerHistory;
import dev.tidemark.scoring.CustomerScorer;
import dev.tidemark.scoring.Decision;
import dev.tidemark.scoring.Rules;
import java.io.IOException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Keeps the history of each customer and carries the fold's decisions out.
 *
 * <p>One read and one write of one state value per event, and one timer per customer, set lazily: a
 * timer is only added when the next deadline is earlier than the one that is armed. A timer that
 * fires early looks again and arms the next; one that was overtaken does nothing.
 */
final class ScoreCustomers extends KeyedProcessFunction<String, CustomerEvent, Scorecard> {
    static final OutputTag<Transition> TRANSITIONS =
            new OutputTag<>("transitions", StreamTypes.TRANSITION);
    static final OutputTag<KpiValue> ENTRIES = new OutputTag<>("scored-entries", StreamTypes.KPI);

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
    public void processElement(CustomerEvent event, Context context, Collector<Scorecard> out)
            throws IOException {
        CustomerHistory known = histories.value();
        CustomerHistory history = known == null ? CustomerHistory.unknown() : known;
        Decision decision = scorer.onEvent(history, event);
        if (decision instanceof Decision.Scored scored) {
            context.output(ENTRIES, Entries.SCORED);
            carryOut(scored, context, out);
        } else if (decision instanceof Decision.Ignored ignored) {
            context.output(ENTRIES, Entries.ignored(ignored.reason()));
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Scorecard> out)
            throws IOException {
        CustomerHistory history = histories.value();
        if (history == null || history.armedFor() != timestamp) {
            return;
        }
        CustomerHistory disarmed = history.armedFor(Moments.NEVER);
        carryOut(scorer.onSilence(context.getCurrentKey(), disarmed, timestamp), context, out);
    }

    private void carryOut(Decision.Scored scored, Context context, Collector<Scorecard> out)
            throws IOException {
        for (Decision.Outcome outcome : scored.outcomes()) {
            context.output(ENTRIES, Entries.scorecard(outcome.scorecard().cause()));
            out.collect(outcome.scorecard());
            for (Transition transition : outcome.transitions()) {
                context.output(TRANSITIONS, transition);
                for (KpiValue entry : Entries.transition(transition)) {
                    context.output(ENTRIES, entry);
                }
            }
        }
        CustomerHistory history = scored.history();
        long deadline = scorer.nextDeadline(history);
        if (deadline < history.armedFor()) {
            context.timerService().registerEventTimeTimer(deadline);
            history = history.armedFor(deadline);
        }
        histories.update(history);
    }
}
