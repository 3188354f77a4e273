package dev.tidemark.app;

import dev.tidemark.app.config.Settings;
import dev.tidemark.job.Inlet;
import dev.tidemark.job.Outlets;
import dev.tidemark.job.ScoringPipeline;
import dev.tidemark.job.kafka.KafkaEnds;
import dev.tidemark.scoring.Rules;
import dev.tidemark.wire.NativeEventReader;
import dev.tidemark.wire.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The pipeline from what a topic holds now to other topics, exactly once, with frequent checkpoints
 * and as many restarts as it takes.
 */
record BoundedJob(Settings settings, Properties client, Topics input, Path directory) {

    /** How far behind the latest event of its partition an event may be and still be in order. */
    JobGraph graph(Topics output, Rules rules, Duration disorder, int parallelism) {
        Configuration flink = FlinkEnvironment.forReplay(settings, directory);
        flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500));
        flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory.toUri().toString());
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        flink.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 100);
        flink.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(200));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
        env.setParallelism(parallelism);
        Inlet inlet =
                new KafkaEnds(client, input, output.prefix())
                        .upToNow(
                                NativeEventReader.of(settings.eventLimits()),
                                disorder,
                                parallelism);
        Outlets outlets =
                new KafkaEnds(client, output, output.prefix())
                        .outlets(
                                DeliveryGuarantee.EXACTLY_ONCE,
                                Duration.ofMinutes(10),
                                Optional.empty());
        ScoringPipeline.define(env, inlet, outlets, rules, settings.learning(rules));
        return env.getStreamGraph().getJobGraph();
    }
}
