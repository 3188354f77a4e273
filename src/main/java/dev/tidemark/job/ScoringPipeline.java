package dev.tidemark.job;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.KpiValue;
import dev.tidemark.model.Scorecard;
import dev.tidemark.scoring.Rules;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The one definition of the stream, whatever its ends are: job, demo, replay and tests share it.
 *
 * <pre>
 *  source -> Admit --events, by customer--> ScoreCustomers --scorecards--> scores
 *              |  \                             |      \
 *         rejections \                      transitions  \
 *                     +-- AddUpEntries --+                +-- AddUpEntries --+
 *                                        |                                   |
 *                                        +-----------> KeepLedger <----------+ --totals--> kpis
 * </pre>
 */
public final class ScoringPipeline {
    private ScoringPipeline() {}

    /** Adds the pipeline to an environment. */
    public static void define(
            StreamExecutionEnvironment env, Inlet inlet, Outlets outlets, Rules rules) {
        SingleOutputStreamOperator<CustomerEvent> admitted =
                env.fromSource(inlet.source(), inlet.watermarks(), Uids.EVENTS, StreamTypes.INTAKE)
                        .uid(Uids.EVENTS)
                        .setParallelism(inlet.parallelism())
                        .process(new Admit())
                        .returns(StreamTypes.EVENT)
                        .uid(Uids.ADMIT)
                        .name(Uids.ADMIT)
                        .setParallelism(inlet.parallelism());

        SingleOutputStreamOperator<Scorecard> scored =
                admitted.keyBy(CustomerEvent::customerId)
                        .process(new ScoreCustomers(rules))
                        .returns(StreamTypes.SCORECARD)
                        .uid(Uids.SCORE)
                        .name(Uids.SCORE);

        DataStream<KpiValue> entries =
                addUp(admitted.getSideOutput(Admit.ENTRIES), Uids.ADD_UP_ADMITTED)
                        .setParallelism(inlet.parallelism())
                        .union(
                                addUp(
                                        scored.getSideOutput(ScoreCustomers.ENTRIES),
                                        Uids.ADD_UP_SCORED));
        DataStream<KpiValue> totals =
                entries.transform(Uids.KEEP_LEDGER, StreamTypes.KPI, new KeepLedger())
                        .uid(Uids.KEEP_LEDGER)
                        .setParallelism(1)
                        .setMaxParallelism(1);

        scored.sinkTo(outlets.scores()).uid(Uids.SCORES).name(Uids.SCORES);
        scored.getSideOutput(ScoreCustomers.TRANSITIONS)
                .sinkTo(outlets.transitions())
                .uid(Uids.TRANSITIONS)
                .name(Uids.TRANSITIONS);
        admitted.getSideOutput(Admit.REJECTIONS)
                .sinkTo(outlets.rejections())
                .uid(Uids.REJECTIONS)
                .name(Uids.REJECTIONS)
                .setParallelism(inlet.parallelism());
        totals.sinkTo(outlets.kpis()).uid(Uids.KPIS).name(Uids.KPIS).setParallelism(1);
    }

    private static SingleOutputStreamOperator<KpiValue> addUp(
            DataStream<KpiValue> entries, String uid) {
        return entries.transform(uid, StreamTypes.KPI, new AddUpEntries()).uid(uid);
    }
}
