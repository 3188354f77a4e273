package dev.tidemark.app;

import dev.tidemark.app.config.ConfigurationException;
import dev.tidemark.app.config.Options;
import dev.tidemark.app.config.Settings;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.client.program.ProgramParametrizationException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/**
 * The job on a Flink cluster: main class of the thin jar, for {@code flink run} and application
 * mode.
 *
 * <p>Arguments are those of {@code tidemark job}: {@code --config FILE}, a file where this runs,
 * and {@code --set key=value}. What is wrong is told in one line, by an exception that Flink's
 * command line shows as that line, with exit code 1; the process is Flink's, and is not ended here.
 */
@Command(
        name = "tidemark-job.jar",
        mixinStandardHelpOptions = true,
        versionProvider = Tidemark.Version.class,
        sortOptions = false,
        description = {
            "Scores customers live, from Kafka to Kafka, on a Flink cluster.",
            "Memory, checkpoint storage, restarts and restore are the cluster's.",
            ""
        })
public final class ClusterMain {
    @Mixin private ConfigurationOptions configuration;

    private ClusterMain() {}

    /**
     * Submits the job to the cluster from which this is called.
     *
     * @throws ProgramParametrizationException in one line that says what is wrong
     * @throws Exception what Flink says of the job
     */
    public static void main(String[] args) throws Exception {
        ClusterMain main = new ClusterMain();
        CommandLine commandLine = new CommandLine(main);
        try {
            CommandLine.ParseResult parsed = commandLine.parseArgs(args);
            if (parsed.isUsageHelpRequested()) {
                throw new ProgramParametrizationException(commandLine.getUsageMessage());
            }
            if (parsed.isVersionHelpRequested()) {
                throw new ProgramParametrizationException("tidemark " + Tidemark.version());
            }
            main.submit();
        } catch (ParameterException | PlainFailure | ConfigurationException e) {
            throw new ProgramParametrizationException("tidemark: " + e.getMessage());
        }
    }

    private void submit() throws Exception {
        Settings settings = KafkaAddress.require(configuration.settings(Map.of()));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        if (env instanceof LocalStreamEnvironment) {
            throw new UserMistake("there is no cluster here: use flink run, or tidemark job");
        }
        ReadableConfig cluster = env.getConfiguration();
        Configuration flink = ClusterEnvironment.of(settings, cluster);
        Optional<String> from = ClusterEnvironment.restoredFrom(cluster);
        Preflight found = Preflight.of(settings);
        boolean anew = isAnew(settings, from, cluster, found);
        env.configure(flink, ClusterMain.class.getClassLoader());
        int parallelism = env.getParallelism();
        LivePipeline.define(
                env,
                settings,
                anew,
                from.isPresent() || found.hasReadBefore() && !anew,
                new WallClock(),
                Math.min(found.partitions(), parallelism));
        System.out.println("state    " + from.orElse(anew ? "empty" : "the cluster's, if any"));
        System.out.printf(
                "scoring  %s -> %s, %s, by %d tasks%n",
                found.topics().events(),
                found.topics().scores(),
                found.topics().transitions(),
                parallelism);
        tellOfOtherParallelism(settings, parallelism);
        env.execute(settings.get(Options.JOB_NAME));
    }

    /**
     * Whether all events are to be scored anew. The same rule as that of {@link RestorePoint}, as
     * far as it can be known before the job runs: where the cluster may find the state by itself,
     * the source looks, and stops the job if it finds none.
     */
    private static boolean isAnew(
            Settings settings, Optional<String> from, ReadableConfig cluster, Preflight found) {
        String wanted = settings.get(Options.RESTORE_FROM);
        boolean none = wanted.equals(RestorePoint.NONE);
        if (!none && !wanted.equals(RestorePoint.LATEST)) {
            throw new ConfigurationException(
                    "%s = '%s' is not allowed on a cluster: give the path to Flink, as %s"
                            .formatted(
                                    Options.RESTORE_FROM.key(),
                                    wanted,
                                    StateRecoveryOptions.SAVEPOINT_PATH.key()));
        }
        if (from.isPresent()) {
            if (none) {
                throw new ConfigurationException(
                        "%s = 'none' contradicts %s = '%s'"
                                .formatted(
                                        Options.RESTORE_FROM.key(),
                                        StateRecoveryOptions.SAVEPOINT_PATH.key(),
                                        from.get()));
            }
            return false;
        }
        if (!none && found.hasReadBefore() && !ClusterEnvironment.mayRecover(cluster)) {
            throw new UserMistake(
                    ("no state to start from, but group %s has read events before: give the path of"
                                    + " a checkpoint or savepoint (flink run -s), or set %s to none"
                                    + " to score all events anew")
                            .formatted(found.group(), Options.RESTORE_FROM.key()));
        }
        return none;
    }

    private static void tellOfOtherParallelism(Settings settings, int parallelism) {
        int wanted = settings.get(Options.PARALLELISM);
        if (settings.has(Options.PARALLELISM) && wanted != parallelism) {
            System.out.printf(
                    "note     %s of the cluster counts, and not %s = %d%n",
                    CoreOptions.DEFAULT_PARALLELISM.key(), Options.PARALLELISM.key(), wanted);
        }
    }
}
