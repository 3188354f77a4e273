package dev.tidemark.app;

import dev.tidemark.app.config.Options;
import dev.tidemark.app.config.Settings;
import dev.tidemark.app.config.TimerStore;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend.PriorityQueueStateType;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;

/** Flink's own options, as this job needs them; keys behind {@code flink.} have the last word. */
final class FlinkEnvironment {
    private FlinkEnvironment() {}

    /** What every run needs: types, identities, RocksDB, its memory. */
    static Configuration forReplay(Settings settings, Path scratch) {
        Configuration flink = new Configuration();
        flink.set(PipelineOptions.GENERIC_TYPES, false);
        flink.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        flink.set(PipelineOptions.OBJECT_REUSE, true);
        flink.set(PipelineOptions.MAX_PARALLELISM, settings.get(Options.MAX_PARALLELISM));
        flink.set(CoreOptions.DEFAULT_PARALLELISM, settings.get(Options.PARALLELISM));
        flink.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        flink.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        flink.set(RocksDBConfigurableOptions.USE_BLOOM_FILTER, true);
        flink.set(
                RocksDBOptions.TIMER_SERVICE_FACTORY,
                settings.get(Options.TIMERS) == TimerStore.HEAP
                        ? PriorityQueueStateType.HEAP
                        : PriorityQueueStateType.ROCKSDB);
        flink.set(
                TaskManagerOptions.MANAGED_MEMORY_SIZE,
                MemorySize.ofMebiBytes(settings.get(Options.MANAGED_MEGABYTES)));
        flink.set(CoreOptions.TMP_DIRS, scratch.toString());
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        settings.flink().forEach(flink::setString);
        return flink;
    }

    /** The same for a job that runs on: checkpoints, restarts, the web UI. */
    static Configuration forJob(Settings settings, RestorePoint start, Path scratch) {
        Configuration flink = forReplay(settings, scratch);
        Duration interval = settings.get(Options.CHECKPOINT_INTERVAL);
        flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, interval);
        // Whatever the sinks guarantee: the ledger and the histories are exact by aligned barriers.
        flink.set(
                CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE,
                CheckpointingMode.EXACTLY_ONCE);
        flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints(settings));
        flink.set(
                CheckpointingOptions.MAX_RETAINED_CHECKPOINTS,
                settings.get(Options.CHECKPOINTS_RETAINED));
        flink.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        start.checkpoint().ifPresent(path -> restore(settings, path, flink));
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        flink.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
                settings.get(Options.RESTART_MAX_DELAY));
        flink.set(RestOptions.BIND_ADDRESS, "localhost");
        flink.set(RestOptions.BIND_PORT, String.valueOf(settings.get(Options.WEB_PORT)));
        flink.set(RestOptions.PORT, settings.get(Options.WEB_PORT));
        FlinkMetrics.report(settings.get(Options.FLINK_METRICS_PORT), flink);
        settings.flink().forEach(flink::setString);
        return flink;
    }

    /** The newest checkpoint becomes the new run's own, to delete when it has better ones. */
    private static void restore(Settings settings, String path, Configuration flink) {
        flink.set(StateRecoveryOptions.SAVEPOINT_PATH, path);
        if (!settings.get(Options.RESTORE_FROM).equals(path)) {
            flink.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
        }
    }

    /** Where this job keeps its checkpoints; a bare path is a directory of this machine. */
    static String checkpoints(Settings settings) {
        String where = settings.get(Options.CHECKPOINT_DIRECTORY);
        String root =
                where.contains(":/") ? where : Path.of(where).toAbsolutePath().toUri().toString();
        return (root.endsWith("/") ? root : root + "/") + settings.get(Options.JOB_NAME);
    }
}
