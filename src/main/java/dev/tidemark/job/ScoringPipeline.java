package dev.tidemark.job;

import dev.tidemark.model.KpiValue;
import dev.tidemark.model.PopulationNotice;
import dev.tidemark.model.ScoreUpdate;
import dev.tidemark.scoring.Rules;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.util.Collector;

/**
 * The one definition of the stream, whatever its ends are: job, demo, replay and tests share it.
 *
 * <pre>
 *  source -> Admit --events, by customer--> ScoreCustomers --scorecards, tombstones--> scores
 *              |  \                         ^    |     |  \
 *         rejections \        relays, back --+    |     |   transitions, erasures
 *                     \                   relays <+     |
 *                      +-- AddUpEntries --+             +-- AddUpEntries --+
 *                                         |                                |
 *                                         +----------> KeepLedger <--------+ --totals--> kpis
 *
 *  ScoreCustomers --reports of the sample--> KeepStatistics --figures--> KeepLedger
 *        ^        \---sheets of sums-------> KeepCensus ------figures------^
 *        |                                         |
 *        +--to every task-- population <--models, cut points
 * </pre>
 */
public final class ScoringPipeline {
    private ScoringPipeline() {}

    /** Adds the pipeline to an environment. */
    public static void define(
            StreamExecutionEnvironment env,
            Inlet inlet,
            Outlets outlets,
            Rules rules,
            Learning learning) {
        SingleOutputStreamOperator<Incoming> admitted =
                env.fromSource(inlet.source(), inlet.watermarks(), Uids.EVENTS, StreamTypes.INTAKE)
                        .uid(Uids.EVENTS)
                        .setParallelism(inlet.parallelism())
                        .process(new Admit())
                        .returns(StreamTypes.INCOMING)
                        .uid(Uids.ADMIT)
                        .name(Uids.ADMIT)
                        .setParallelism(inlet.parallelism());

        SingleOutputStreamOperator<ScoreUpdate> scored =
                incoming(env, inlet, admitted)
                        .keyBy(Incoming::customerId)
                        .connect(news(env, inlet).broadcast())
                        .transform(
                                Uids.SCORE,
                                StreamTypes.SCORE_UPDATE,
                                new ScoringOperator(rules, learning, inlet.time()))
                        .uid(Uids.SCORE);

        SingleOutputStreamOperator<PopulationNotice> statistician =
                learn(
                        scored.getSideOutput(SideOutputs.REPORTS),
                        Uids.STATISTICS,
                        new KeepStatistics(learning.statistics()));
        SingleOutputStreamOperator<PopulationNotice> census =
                learn(
                        scored.getSideOutput(SideOutputs.SHEETS),
                        Uids.CENSUS,
                        new KeepCensus(learning.census()));

        DataStream<KpiValue> entries =
                addUp(admitted.getSideOutput(Admit.ENTRIES), Uids.ADD_UP_ADMITTED)
                        .setParallelism(inlet.parallelism())
                        .union(
                                addUp(
                                        scored.getSideOutput(SideOutputs.ENTRIES),
                                        Uids.ADD_UP_SCORED),
                                statistician.getSideOutput(KeepStatistics.ENTRIES),
                                census.getSideOutput(KeepCensus.ENTRIES));
        DataStream<KpiValue> totals =
                entries.transform(Uids.KEEP_LEDGER, StreamTypes.KPI, ledger(rules, learning))
                        .uid(Uids.KEEP_LEDGER)
                        .setParallelism(1)
                        .setMaxParallelism(1);

        sink(scored, outlets.scores(), Uids.SCORES);
        sink(
                scored.getSideOutput(SideOutputs.TRANSITIONS),
                outlets.transitions(),
                Uids.TRANSITIONS);
        sink(scored.getSideOutput(SideOutputs.ERASURES), outlets.erasures(), Uids.ERASURES);
        sink(scored.getSideOutput(SideOutputs.RELAYS), outlets.relays(), Uids.RELAYS_OUT);
        sink(admitted.getSideOutput(Admit.REJECTIONS), outlets.rejections(), Uids.REJECTIONS)
                .setParallelism(inlet.parallelism());
        sink(totals, outlets.kpis(), Uids.KPIS).setParallelism(1);
        sink(statistician.union(census), outlets.population(), Uids.POPULATION).setParallelism(1);
    }

    /** One operator over all customers. */
    private static <T> SingleOutputStreamOperator<PopulationNotice> learn(
            DataStream<T> heard, String uid, OneInputStreamOperator<T, PopulationNotice> operator) {
        return heard.transform(uid, StreamTypes.POPULATION, operator)
                .uid(uid)
                .setParallelism(1)
                .setMaxParallelism(1);
    }

    private static KeepLedger ledger(Rules rules, Learning learning) {
        return new KeepLedger(learning.groupValues(), rules.value().margin());
    }

    /** What was learned of the population, back from its topic; nothing where there is none. */
    private static DataStream<PopulationNotice> news(StreamExecutionEnvironment env, Inlet inlet) {
        if (inlet.population().isPresent()) {
            return env.fromSource(
                            inlet.population().get(),
                            Inlet.timeless(),
                            Uids.NEWS_OF_POPULATION,
                            StreamTypes.POPULATION)
                    .uid(Uids.NEWS_OF_POPULATION)
                    .setParallelism(1);
        }
        return env.fromSource(
                        new NumberSequenceSource(0, 0),
                        Inlet.timeless(),
                        Uids.NEWS_OF_POPULATION,
                        Types.LONG)
                .uid(Uids.NEWS_OF_POPULATION)
                .setParallelism(1)
                .flatMap((Long nothing, Collector<PopulationNotice> out) -> {})
                .returns(StreamTypes.POPULATION)
                .uid(Uids.NO_NEWS)
                .setParallelism(1);
    }

    /** The events, and beside them the relays where there are any. */
    private static DataStream<Incoming> incoming(
            StreamExecutionEnvironment env, Inlet inlet, DataStream<Incoming> admitted) {
        if (inlet.relays().isEmpty()) {
            return admitted;
        }
        DataStream<Incoming> relayed =
                env.fromSource(
                                inlet.relays().get(),
                                Inlet.timeless(),
                                Uids.RELAYS_IN,
                                StreamTypes.RELAY)
                        .uid(Uids.RELAYS_IN)
                        .setParallelism(inlet.parallelism())
                        .map(relay -> (Incoming) new Incoming.Relayed(relay))
                        .returns(StreamTypes.INCOMING)
                        .uid(Uids.RECEIVE)
                        .name(Uids.RECEIVE)
                        .setParallelism(inlet.parallelism());
        return admitted.union(relayed);
    }

    private static <T> DataStreamSink<T> sink(DataStream<T> stream, Sink<T> sink, String uid) {
        return stream.sinkTo(sink).uid(uid).name(uid);
    }

    private static SingleOutputStreamOperator<KpiValue> addUp(
            DataStream<KpiValue> entries, String uid) {
        return entries.transform(uid, StreamTypes.KPI, new AddUpEntries()).uid(uid);
    }
}
