package dev.tidemark.job;

import dev.tidemark.kpi.Entries;
import dev.tidemark.model.ErasureReceipt;
import dev.tidemark.model.KpiValue;
import dev.tidemark.model.ScoreUpdate;
import dev.tidemark.model.Transition;
import dev.tidemark.scoring.Decision;
import dev.tidemark.scoring.Relay;
import dev.tidemark.scoring.population.BuyerReport;
import dev.tidemark.scoring.population.TallySheet;
import java.util.List;
import java.util.Optional;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Where what a decision says goes: score updates to the main output, the rest beside it. What only
 * counts is added up instead, in {@link AccountTotals}: each record goes past every output.
 */
final class SideOutputs {
    static final OutputTag<Transition> TRANSITIONS =
            new OutputTag<>("transitions", StreamTypes.TRANSITION);
    static final OutputTag<ErasureReceipt> ERASURES =
            new OutputTag<>("erasures", StreamTypes.ERASURE);
    static final OutputTag<Relay> RELAYS = new OutputTag<>("relays", StreamTypes.RELAY);
    static final OutputTag<KpiValue> ENTRIES = new OutputTag<>("scored-entries", StreamTypes.KPI);

    static final OutputTag<BuyerReport> REPORTS = new OutputTag<>("reports", StreamTypes.REPORT);

    static final OutputTag<TallySheet> SHEETS = new OutputTag<>("sheets", StreamTypes.SHEET);

    private SideOutputs() {}

    static void say(
            Decision.Scored scored,
            KeyedBroadcastProcessFunction<?, ?, ?, ?>.ReadOnlyContext context,
            Collector<ScoreUpdate> out) {
        for (Decision.Outcome outcome : scored.outcomes()) {
            out.collect(outcome.update());
            for (Transition transition : outcome.transitions()) {
                if (transition.cause().isTold()) {
                    context.output(TRANSITIONS, transition);
                }
            }
        }
        send(scored.relays(), context);
        if (scored.receipt().isPresent()) {
            context.output(ENTRIES, Entries.ERASURE);
            context.output(ERASURES, scored.receipt().get());
        }
    }

    static void send(
            List<Relay> relays, KeyedBroadcastProcessFunction<?, ?, ?, ?>.ReadOnlyContext context) {
        for (Relay relay : relays) {
            context.output(RELAYS, relay);
        }
    }

    static void report(
            Optional<BuyerReport> report,
            KeyedBroadcastProcessFunction<?, ?, ?, ?>.ReadOnlyContext context) {
        if (report.isPresent()) {
            context.output(REPORTS, report.get());
        }
    }
}
