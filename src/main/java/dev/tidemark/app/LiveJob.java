package dev.tidemark.app;

import dev.tidemark.app.config.Options;
import dev.tidemark.app.config.Settings;
import dev.tidemark.model.EventClock;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.configuration.Configuration;
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
        Configuration flink = FlinkEnvironment.forJob(settings, start, scratch);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
        LivePipeline.define(
                env,
                settings,
                start.fromBeginning(),
                start.checkpoint().isPresent(),
                clock,
                Math.min(partitions, settings.get(Options.PARALLELISM)));
        return new LiveJob(env.executeAsync(settings.get(Options.JOB_NAME)));
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
