package dev.tidemark.app;

import dev.tidemark.app.config.Delivery;
import dev.tidemark.app.config.Options;
import dev.tidemark.app.config.Settings;
import dev.tidemark.job.Inlet;
import dev.tidemark.job.Learning;
import dev.tidemark.job.Outlets;
import dev.tidemark.job.ScoringPipeline;
import dev.tidemark.job.kafka.KafkaEnds;
import dev.tidemark.model.EventClock;
import dev.tidemark.model.RecordClock;
import dev.tidemark.scoring.Rules;
import dev.tidemark.wire.EventReader;
import dev.tidemark.wire.FutureBound;
import dev.tidemark.wire.Topics;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The job from Kafka to Kafka, running: what {@code job} and {@code demo} start. */
final class LiveJob implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveJob.class);
    private static final long CANCEL_SECONDS = 10;

    private final JobClient client;
    private final CompletableFuture<Void> ended;

    private LiveJob(JobClient client) {
        this.client = client;
        this.ended = client.getJobExecutionResult().thenAccept(result -> {});
    }

    /**
     * Starts it. Outside a cluster Flink runs in this process, with its web UI.
     *
     * @param start from what
     * @param clock what time it is when nothing happens
     * @param partitions of the events topic: no more readers than that
     * @param scratch for RocksDB's working files
     */
    static LiveJob start(
            Settings settings, RestorePoint start, EventClock clock, int partitions, Path scratch)
            throws Exception {
        Privacy privacy = Privacy.of(settings);
        Configuration flink = FlinkEnvironment.forJob(settings, start, scratch);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
        String name = settings.get(Options.JOB_NAME);
        KafkaEnds ends =
                new KafkaEnds(
                        settings.kafka(), new Topics(settings.get(Options.TOPIC_PREFIX)), name);
        EventReader reader =
                privacy.atTheDoor(
                        new FutureBound(
                                settings.get(Options.DIALECT).reader(settings.eventLimits()),
                                clock,
                                settings.get(Options.MAX_AHEAD).toMillis()));
        Inlet inlet =
                ends.live(
                        start.fromBeginning(),
                        reader,
                        clock,
                        clock instanceof RecordClock wall ? wall : new WallClock(),
                        settings.maxDisorder(),
                        Math.min(partitions, settings.get(Options.PARALLELISM)));
        Outlets outlets =
                ends.outlets(
                        settings.get(Options.DELIVERY) == Delivery.EXACTLY_ONCE
                                ? DeliveryGuarantee.EXACTLY_ONCE
                                : DeliveryGuarantee.AT_LEAST_ONCE,
                        settings.get(Options.TRANSACTION_TIMEOUT),
                        privacy.secret());
        Rules rules = settings.rules();
        Learning learning = settings.learning(rules);
        ScoringPipeline.define(
                env,
                inlet,
                outlets,
                rules,
                start.checkpoint().isPresent() ? learning.joining() : learning);
        return new LiveJob(env.executeAsync(name));
    }

    /** Waits until the job has ended by itself: it does so only by failing or being cancelled. */
    void await() throws Exception {
        try {
            ended.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    boolean isRunning() {
        return !ended.isDone();
    }

    @Override
    public void close() {
        if (ended.isDone()) {
            return;
        }
        try {
            client.cancel().get(CANCEL_SECONDS, TimeUnit.SECONDS);
            ended.handle((result, cancelled) -> result).get(CANCEL_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("the job did not end in {} s; the process ends anyway", CANCEL_SECONDS);
        }
    }
}
