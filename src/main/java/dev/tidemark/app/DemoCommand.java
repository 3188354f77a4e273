package dev.tidemark.app;

import dev.tidemark.app.broker.EmbeddedBroker;
import dev.tidemark.app.config.ModelOptions;
import dev.tidemark.app.config.Options;
import dev.tidemark.app.config.Settings;
import dev.tidemark.app.demo.LatestTransitions;
import dev.tidemark.app.demo.Screen;
import dev.tidemark.app.demo.ShopFront;
import dev.tidemark.sim.BackOffice;
import dev.tidemark.sim.Repertoire;
import dev.tidemark.sim.Shop;
import dev.tidemark.sim.ShopConfig;
import dev.tidemark.wire.Rfc3339;
import dev.tidemark.wire.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark demo}: everything, in one process, with a made-up shop. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Starts a Kafka broker, the job and a made-up shop in this process.",
            "The shop's clock runs faster than ours, so that within a minute customers buy, rise,",
            "go quiet and turn at risk. Ctrl-C ends it; nothing is kept.",
            ""
        })
final class DemoCommand implements Callable<Integer> {
    private static final int SHOWN_TRANSITIONS = 6;
    private static final int COPIES = 1;

    @Option(names = "--customers", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
    private int customers = 5_000;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description =
                    "Records a second to aim at, made up with page views."
                            + " Default: what the customers do.")
    private Integer rate;

    @Option(
            names = "--speed",
            paramLabel = "TIME",
            description = "Time of the shop that passes in a second, such as 6h. Default: 1d.")
    private String speed = "1d";

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description = "Ends by itself after so many minutes. Default: at Ctrl-C.")
    private Double minutes;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Same seed, same shop. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(names = "--kafka-port", paramLabel = "PORT", description = "Default: ${DEFAULT-VALUE}.")
    private int kafkaPort = 9092;

    @Option(names = "--web-port", paramLabel = "PORT", description = "Default: ${DEFAULT-VALUE}.")
    private int webPort = 8081;

    @Option(
            names = "--metrics-port",
            paramLabel = "PORT",
            description = "Default: ${DEFAULT-VALUE}.")
    private int metricsPort = 9464;

    @Option(
            names = "--prometheus",
            description = {
                "Starts the machine's own Prometheus, too, on the first free port from 9090 on,",
                "and says what to import into Grafana."
            })
    private boolean prometheus;

    @Mixin private ConfigurationOptions configuration;

    @Override
    public Integer call() throws Exception {
        int kafka = Ports.require(kafkaPort, "--kafka-port");
        int web = Ports.require(webPort, "--web-port");
        int metrics = Ports.require(metricsPort, "--metrics-port");
        Optional<Path> program = prometheus ? Optional.of(DemoMetrics.program()) : Optional.empty();
        Interrupts interrupts = Interrupts.listen();
        try {
            try (Scratch scratch = Scratch.temporary("tidemark-demo-", interrupts)) {
                Settings settings = settings(scratch, kafka, web, metrics);
                CountDownLatch end = new CountDownLatch(1);
                interrupts.onInterrupt(end::countDown);
                System.out.printf(
                        Locale.ROOT,
                        "starting Kafka, Flink and a shop of %,d customers …%n",
                        customers);
                Path logs = scratch.directory().resolve("kafka");
                try (EmbeddedBroker broker = EmbeddedBroker.start(kafka, logs)) {
                    run(settings, shop(settings), scratch.directory(), program, end);
                }
            }
            // Before the process is let go, or nobody reads it.
            System.out.println("ended; nothing was kept");
        } finally {
            interrupts.done();
        }
        return 0;
    }

    private Settings settings(Scratch scratch, int kafka, int web, int metrics) {
        Settings chosen =
                configuration.settings(defaults(scratch.directory(), shopSecondsPerSecond()));
        int flink = chosen.get(Options.FLINK_METRICS_PORT);
        Settings settings =
                chosen.with(
                                Options.FLINK_METRICS_PORT,
                                String.valueOf(flink == 0 ? 0 : Ports.from(flink)))
                        .with(Options.WEB_PORT, String.valueOf(web))
                        .with(Options.METRICS_PORT, String.valueOf(metrics))
                        .withKafka("127.0.0.1:" + kafka);
        Privacy.check(settings);
        return settings;
    }

    /** Scales for a shop that is weeks old; the models it learns as it goes. */
    private static Map<String, String> defaults(Path scratch, double shopSecondsPerSecond) {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put(ModelOptions.LEAST_CUSTOMERS.key(), "200");
        defaults.put(ModelOptions.JUDGE_DAYS.key(), "7");
        defaults.put(Options.RECENCY_DAYS.key(), "7,14,28,42");
        defaults.put(Options.HORIZON_DAYS.key(), "30");
        defaults.put(Options.CHECKPOINT_INTERVAL.key(), "1s");
        defaults.put(Options.CHECKPOINT_DIRECTORY.key(), scratch.resolve("checkpoints").toString());
        defaults.put(Options.MANAGED_MEGABYTES.key(), "512");
        defaults.put(Options.FLINK_METRICS_PORT.key(), "9249");
        // Late events of the shop, and a second of ours for the way to Kafka.
        long disorderSeconds = Math.round(Duration.ofHours(6).toSeconds() + shopSecondsPerSecond);
        defaults.put(Options.MAX_DISORDER.key(), disorderSeconds + "s");
        long aheadSeconds =
                Math.round(Duration.ofHours(24).toSeconds() + 10 * shopSecondsPerSecond);
        defaults.put(Options.MAX_AHEAD.key(), aheadSeconds + "s");
        return defaults;
    }

    private void run(
            Settings settings,
            ShopConfig shop,
            Path scratch,
            Optional<Path> program,
            CountDownLatch end)
            throws Exception {
        Topics topics = new Topics(settings.get(Options.TOPIC_PREFIX));
        int partitions = settings.get(Options.PARTITIONS);
        TopicCreation.ensure(settings.kafka(), topics, partitions, (short) COPIES);
        ScaledClock clock =
                new ScaledClock(shop.startAt(), System.currentTimeMillis(), shopSecondsPerSecond());
        ShopRecords records = new ShopRecords(settings.eventLimits());
        try (KpiPage page = KpiPage.open(settings, topics);
                LiveJob job =
                        LiveJob.start(settings, RestorePoint.first(), clock, partitions, scratch);
                ShopFront front =
                        ShopFront.open(
                                new BackOffice(new Shop(shop)),
                                records::bytes,
                                clock::wallTimeAt,
                                settings.kafka(),
                                topics.events());
                LatestTransitions latest =
                        LatestTransitions.follow(
                                settings.kafka(), topics.transitions(), SHOWN_TRANSITIONS);
                DemoMetrics metrics = DemoMetrics.start(program, settings, scratch)) {
            printLinks(settings, topics, page, shop);
            metrics.print(System.out);
            System.out.printf("Ctrl-C ends it.%n%n");
            watch(job, page, latest, clock, end);
        }
    }

    private ShopConfig shop(Settings settings) {
        ShopConfig config =
                ShopConfig.defaults(seed, customers)
                        .withRepertoire(Repertoire.FULL)
                        .withCurrency(settings.eventLimits().currency());
        if (rate == null) {
            return config;
        }
        double wantedPerDay = rate * Duration.ofDays(1).toSeconds() / shopSecondsPerSecond();
        return BrowsingRate.fitted(config, wantedPerDay);
    }

    private double shopSecondsPerSecond() {
        return Settings.duration("--speed", speed).toMillis() / 1000.0;
    }

    private void printLinks(Settings settings, Topics topics, KpiPage page, ShopConfig shop) {
        String kafka = settings.kafka().getProperty("bootstrap.servers");
        System.out.printf("Kafka     %s   events go into %s%n", kafka, topics.events());
        System.out.printf(
                "          read %s, %s, %s, %s, %s, %s%n",
                topics.scores(),
                topics.transitions(),
                topics.erasures(),
                topics.population(),
                topics.kpis(),
                topics.rejections());
        System.out.println("Flink UI  http://localhost:" + settings.get(Options.WEB_PORT));
        page.address().ifPresent(address -> System.out.println("metrics   " + address));
        JobCommand.flinkMetrics(settings)
                .ifPresent(address -> System.out.println("          " + address));
        System.out.printf("shop      %s a second, %s%n", speed, SimulateCommand.describe(shop));
    }

    private void watch(
            LiveJob job,
            KpiPage page,
            LatestTransitions latest,
            ScaledClock clock,
            CountDownLatch end)
            throws Exception {
        boolean terminal = System.console() != null;
        Screen screen = new Screen(System.out, terminal);
        long until =
                minutes == null
                        ? Long.MAX_VALUE
                        : System.nanoTime() + Math.round(minutes * TimeUnit.MINUTES.toNanos(1));
        long everyMillis = terminal ? 1_000 : 5_000;
        while (!end.await(everyMillis, TimeUnit.MILLISECONDS) && System.nanoTime() < until) {
            if (!job.isRunning()) {
                job.await();
            }
            screen.draw(
                    Rfc3339.format(clock.nowMillis()).substring(0, 10),
                    page.board().state(),
                    latest.latest());
        }
    }
}
