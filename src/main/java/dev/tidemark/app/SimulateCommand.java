package dev.tidemark.app;

import dev.tidemark.app.config.Settings;
import dev.tidemark.sim.BuyingProcess;
import dev.tidemark.sim.Delivery;
import dev.tidemark.sim.Shop;
import dev.tidemark.sim.ShopConfig;
import dev.tidemark.sim.SpendProcess;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark simulate}: the log of a made-up shop. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes the log of a made-up shop as native events, one a line, or sends it to Kafka.",
            "Its customers really follow the model: the true parameters are printed.",
            "Some events are late, repeated, taken back or broken.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  tidemark simulate --out log.jsonl.gz --customers 1000",
            "  tidemark simulate --live --since 90d --rate 200 --config job.properties"
        })
final class SimulateCommand implements Callable<Integer> {
    private static final long MOST_RECORDS = 100_000;

    @ArgGroup(multiplicity = "1")
    private Destination destination;

    /** To a file or to Kafka. */
    private static final class Destination {
        @Option(
                names = "--out",
                paramLabel = "FILE",
                description = "The log; packed if the name ends in .gz.")
        private Path out;

        @Option(
                names = "--live",
                description = {
                    "Sends it to the topic of events instead, until Ctrl-C:",
                    "what has happened so far, and then each record when it is due."
                })
        private boolean live;
    }

    @Option(
            names = "--customers",
            paramLabel = "N",
            description = "How many customers sign up. Default: ${DEFAULT-VALUE}.")
    private int customers = 10_000;

    @Option(
            names = "--events",
            paramLabel = "N",
            description = "How many records to write to a file at most. Default: 100000.")
    private Long events;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Live, how long ago the shop opened. Default: ${DEFAULT-VALUE}.")
    private String since = "180d";

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Live, how many records a second at most. Default: ${DEFAULT-VALUE}.")
    private int rate = 500;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Same seed, same log. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Mixin private ConfigurationOptions configuration;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Settings settings = configuration.settings(Map.of());
        ShopConfig config =
                ShopConfig.defaults(seed, customers)
                        .withCurrency(settings.eventLimits().currency());
        if (destination.live) {
            sendUntilInterrupted(settings, config);
        } else {
            write(settings, config);
        }
        return 0;
    }

    private void sendUntilInterrupted(Settings settings, ShopConfig config)
            throws InterruptedException {
        if (events != null) {
            throw new UserMistake("--events is for --out: --live goes on until Ctrl-C");
        }
        if (rate < 1) {
            throw new UserMistake("--rate %d is not allowed: it must be over 0".formatted(rate));
        }
        long now = System.currentTimeMillis();
        long openedAt = now - Settings.duration("--since", since).toMillis();
        Interrupts interrupts = Interrupts.listen();
        CountDownLatch end = new CountDownLatch(1);
        interrupts.onInterrupt(end::countDown);
        try (LiveShop shop =
                LiveShop.open(
                        KafkaAddress.require(settings), config.withStartAt(openedAt), rate, now)) {
            System.out.println("sending to " + shop.topic());
            if (shop.await(end)) {
                System.out.println("sent     all there is: %d records".formatted(shop.sent()));
            }
        } finally {
            interrupts.done();
        }
    }

    private void write(Settings settings, ShopConfig config) throws IOException {
        Shop shop = new Shop(config);
        ShopRecords records = new ShopRecords(settings.eventLimits());
        long most = events == null ? MOST_RECORDS : events;
        long written = 0;
        try (OutputStream log = open(destination.out)) {
            while (shop.hasNext() && written < most) {
                Delivery delivery = shop.next();
                log.write(oneLine(records.bytes(delivery)));
                log.write('\n');
                written++;
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%,d records of %,d customers in %s%n",
                written,
                customers,
                destination.out);
        System.out.println(describe(config));
    }

    private static OutputStream open(Path out) throws IOException {
        OutputStream file = new BufferedOutputStream(Files.newOutputStream(out), 1 << 18);
        return out.toString().endsWith(".gz") ? new GZIPOutputStream(file, 1 << 16) : file;
    }

    /** Broken records may hold line ends; in a log they are one broken line all the same. */
    private static byte[] oneLine(byte[] record) {
        byte[] line = record.length == 0 ? new byte[] {'{'} : record.clone();
        for (int i = 0; i < line.length; i++) {
            if (line[i] == '\n' || line[i] == '\r') {
                line[i] = ' ';
            }
        }
        return line;
    }

    /** The true parameters, for whoever wants to check a fit. */
    static String describe(ShopConfig config) {
        BuyingProcess buying = config.buying();
        SpendProcess spending = config.spending();
        return String.format(
                Locale.ROOT,
                "seed %d; true parameters: MBG/NBD r=%s alpha=%s weeks a=%s b=%s;"
                        + " gamma-gamma p=%s q=%s v=%s",
                config.seed(),
                buying.r(),
                buying.alphaWeeks(),
                buying.a(),
                buying.b(),
                spending.p(),
                spending.q(),
                spending.v());
    }
}
