package dev.tidemark.app;

import dev.tidemark.app.config.Options;
import dev.tidemark.app.config.ServeOptions;
import dev.tidemark.app.config.Settings;
import dev.tidemark.wire.Topics;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tidemark serve}: the read API and the metrics, from the job's topics. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Follows scorecards, transitions and KPIs, and answers who asks for them over HTTP:",
            "customers, segments, KPIs, metrics for Prometheus. It runs until it is stopped.",
            "It does not need the job to run, nor to be on its machine.",
            ""
        },
        footer = {
            "",
            "Example:",
            "  tidemark serve --config job.properties --set serve.store-directory=serve-store",
            "  curl http://127.0.0.1:9465/api/v1/segments"
        })
final class ServeCommand implements Callable<Integer> {
    private static final long LOOK_MILLIS = 200;

    @Mixin private ConfigurationOptions configuration;

    @Override
    public Integer call() throws Exception {
        Settings settings = KafkaAddress.require(configuration.settings(Map.of()));
        Topics topics = new Topics(settings.get(Options.TOPIC_PREFIX));
        Interrupts interrupts = Interrupts.listen();
        CountDownLatch stopped = new CountDownLatch(1);
        try (Serving serving =
                Serving.open(
                        settings,
                        topics,
                        new WallClock(),
                        () -> Scratch.temporary("tidemark-serve-", interrupts))) {
            interrupts.onInterrupt(stopped::countDown);
            String directory = settings.get(ServeOptions.STORE_DIRECTORY);
            System.out.println("store    " + (directory.isEmpty() ? "temporary" : directory));
            System.out.println("metrics  " + serving.url() + "/metrics");
            System.out.println("API      " + serving.url() + "/api/v1/openapi.yaml");
            System.out.println(
                    "reading  %s, %s, %s"
                            .formatted(topics.scores(), topics.transitions(), topics.kpis()));
            boolean ended = false;
            while (!ended && !serving.caughtUp()) {
                ended = stopped.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
            if (!ended) {
                System.out.println("ready    %d customers".formatted(serving.customers()));
            }
            stopped.await();
            return 0;
        } finally {
            interrupts.done();
        }
    }
}
