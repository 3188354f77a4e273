package dev.tidemark.app;

import dev.tidemark.app.config.Options;
import dev.tidemark.app.config.Settings;
import dev.tidemark.wire.Topics;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tidemark job}: the job against the user's Kafka. */
@Command(
        name = "job",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Scores customers live, from Kafka to Kafka, until it is stopped.",
            "It goes on from its newest checkpoint. Started with",
            "--set checkpoint.restore-from=none it forgets everyone and scores all events anew.",
            ""
        },
        footer = {
            "",
            "Example:",
            "  tidemark topics --create --config job.properties",
            "  tidemark job --config job.properties"
        })
final class JobCommand implements Callable<Integer> {
    @Mixin private ConfigurationOptions configuration;

    @Override
    public Integer call() throws Exception {
        Settings given = KafkaAddress.require(configuration.settings(Map.of()));
        Privacy.check(given);
        int web = Ports.require(given.get(Options.WEB_PORT), Options.WEB_PORT.key());
        requireMetricsPort(given.get(Options.FLINK_METRICS_PORT));
        Settings settings = given.with(Options.WEB_PORT, String.valueOf(web));
        Preflight found = Preflight.of(settings);
        Topics topics = found.topics();
        RestorePoint start = RestorePoint.of(settings, found.hasReadBefore());
        Interrupts interrupts = Interrupts.listen();
        try (Scratch scratch = Scratch.temporary("tidemark-job-", interrupts);
                KpiPage page = KpiPage.open(settings, topics);
                LiveJob job =
                        LiveJob.start(
                                settings,
                                start,
                                new WallClock(),
                                found.partitions(),
                                scratch.directory())) {
            System.out.println("state    " + start.checkpoint().orElse("empty"));
            page.address().ifPresent(address -> System.out.println("metrics  " + address));
            flinkMetrics(settings).ifPresent(url -> System.out.println("         " + url));
            System.out.println("Flink UI http://localhost:" + web);
            System.out.println(
                    "scoring  %s -> %s, %s"
                            .formatted(topics.events(), topics.scores(), topics.transitions()));
            interrupts.onInterrupt(job::close);
            job.await();
            return 0;
        } catch (Exception e) {
            if (interrupts.happened()) {
                return 0;
            }
            throw e;
        } finally {
            interrupts.done();
        }
    }

    /** Flink would only write into the log that it has no reporter. */
    private static void requireMetricsPort(int port) {
        if (port != 0) {
            Ports.require(port, Options.FLINK_METRICS_PORT.key());
        }
    }

    /** Where Flink's reporter answers, if it does. */
    static Optional<String> flinkMetrics(Settings settings) {
        int port = settings.get(Options.FLINK_METRICS_PORT);
        return port == 0 ? Optional.empty() : Optional.of("http://127.0.0.1:" + port + "/metrics");
    }
}
