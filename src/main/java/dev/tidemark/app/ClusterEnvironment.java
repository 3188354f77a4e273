package dev.tidemark.app;

import dev.tidemark.app.config.ConfigurationException;
import dev.tidemark.app.config.Options;
import dev.tidemark.app.config.Settings;
import dev.tidemark.app.config.TimerStore;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend.PriorityQueueStateType;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;

/**
 * Flink's options for the job where the cluster brings its own.
 *
 * <p>On what exactness rests the job insists; what the cluster says otherwise counts; and what it
 * leaves unsaid is as in {@code tidemark job}.
 */
final class ClusterEnvironment {
    /** How Flink names the process whose job manager runs {@code main} itself. */
    private static final String APPLICATION_MODE = "embedded";

    /** What the cluster says, and behind it the keys after {@code flink.}. */
    private final Configuration said;

    private final Settings settings;
    private final Configuration made = new Configuration();

    private ClusterEnvironment(Settings settings, ReadableConfig cluster) {
        this.settings = settings;
        this.said = Configuration.fromMap(cluster.toMap());
        settings.flink().forEach(said::setString);
    }

    /**
     * What to configure Flink's environment with.
     *
     * @param cluster what the cluster and the one who submits say
     * @throws ConfigurationException in one line that names the key that contradicts the job
     */
    static Configuration of(Settings settings, ReadableConfig cluster) {
        ClusterEnvironment environment = new ClusterEnvironment(settings, cluster);
        environment.insist();
        environment.fillIn();
        environment.checkpoints();
        settings.flink().forEach(environment.made::setString);
        return environment.made;
    }

    private void insist() {
        insist(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.STREAMING);
        insist(PipelineOptions.GENERIC_TYPES, false);
        insist(PipelineOptions.AUTO_GENERATE_UIDS, false);
        insist(PipelineOptions.OBJECT_REUSE, true);
        insist(PipelineOptions.MAX_PARALLELISM, settings.get(Options.MAX_PARALLELISM));
        insist(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
        insist(CheckpointingOptions.ENABLE_UNALIGNED, false);
    }

    private <T> void insist(ConfigOption<T> option, T needed) {
        Optional<T> other = said.getOptional(option).filter(value -> !value.equals(needed));
        if (other.isPresent()) {
            throw new ConfigurationException(
                    "%s = '%s' is not allowed on a cluster: the job needs '%s'; leave it out"
                            .formatted(name(option), other.get(), needed));
        }
        made.set(option, needed);
    }

    /** As whoever wrote it did. */
    private String name(ConfigOption<?> option) {
        return (settings.flink().containsKey(option.key()) ? "flink." : "") + option.key();
    }

    private void fillIn() {
        otherwise(CoreOptions.DEFAULT_PARALLELISM, settings.get(Options.PARALLELISM));
        otherwise(StateBackendOptions.STATE_BACKEND, "rocksdb");
        otherwise(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        otherwise(RocksDBConfigurableOptions.USE_BLOOM_FILTER, true);
        otherwise(
                RocksDBOptions.TIMER_SERVICE_FACTORY,
                settings.get(Options.TIMERS) == TimerStore.HEAP
                        ? PriorityQueueStateType.HEAP
                        : PriorityQueueStateType.ROCKSDB);
        if (said.getOptional(RestartStrategyOptions.RESTART_STRATEGY).isEmpty()) {
            made.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
            otherwise(
                    RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
                    settings.get(Options.RESTART_MAX_DELAY));
        }
        int parallelism = parallelism();
        if (parallelism > settings.get(Options.MAX_PARALLELISM)) {
            throw new ConfigurationException(
                    "%s = '%d' is not allowed: it must be at most %s"
                            .formatted(
                                    name(CoreOptions.DEFAULT_PARALLELISM),
                                    parallelism,
                                    Options.MAX_PARALLELISM.key()));
        }
    }

    private int parallelism() {
        return said.getOptional(CoreOptions.DEFAULT_PARALLELISM)
                .orElseGet(() -> settings.get(Options.PARALLELISM));
    }

    private <T> void otherwise(ConfigOption<T> option, T value) {
        if (said.getOptional(option).isEmpty()) {
            made.set(option, value);
        }
    }

    private void checkpoints() {
        otherwise(
                CheckpointingOptions.CHECKPOINTING_INTERVAL,
                settings.get(Options.CHECKPOINT_INTERVAL));
        otherwise(
                CheckpointingOptions.MAX_RETAINED_CHECKPOINTS,
                settings.get(Options.CHECKPOINTS_RETAINED));
        otherwise(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        Duration timeout = settings.get(Options.TRANSACTION_TIMEOUT);
        said.getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL)
                .filter(interval -> interval.isZero() || interval.compareTo(timeout) >= 0)
                .ifPresent(this::refuseInterval);
        if (said.getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY).isEmpty()) {
            if (!settings.has(Options.CHECKPOINT_DIRECTORY)) {
                throw new ConfigurationException(
                        ("%s is not set on the cluster: set it there, or %s, to a URI that all its"
                                        + " processes share")
                                .formatted(
                                        CheckpointingOptions.CHECKPOINTS_DIRECTORY.key(),
                                        Options.CHECKPOINT_DIRECTORY.key()));
            }
            made.set(
                    CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                    FlinkEnvironment.checkpoints(settings));
        }
    }

    private void refuseInterval(Duration interval) {
        throw new ConfigurationException(
                "%s = '%d ms' is not allowed: it must be over 0 and shorter than %s"
                        .formatted(
                                name(CheckpointingOptions.CHECKPOINTING_INTERVAL),
                                interval.toMillis(),
                                Options.TRANSACTION_TIMEOUT.key()));
    }

    /** The path that the one who submits gave, by {@code flink run -s} or in the configuration. */
    static Optional<String> restoredFrom(ReadableConfig cluster) {
        return cluster.getOptional(StateRecoveryOptions.SAVEPOINT_PATH);
    }

    /**
     * Whether the cluster may find the state by itself: in application mode the job manager runs
     * {@code main} again after it has failed, and takes the job, or its newest checkpoint, from the
     * store of high availability. A session gives each submission a new job, which finds nothing.
     */
    static boolean mayRecover(ReadableConfig cluster) {
        return cluster.getOptional(DeploymentOptions.TARGET)
                        .filter(APPLICATION_MODE::equals)
                        .isPresent()
                && !cluster.get(HighAvailabilityOptions.HA_MODE).equalsIgnoreCase("none");
    }
}
