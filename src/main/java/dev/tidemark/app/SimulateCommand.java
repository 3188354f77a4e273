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
import java.util.zip.GZIPOutputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark simulate}: the log of a made-up shop. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes the log of a made-up shop as native events, one a line.",
            "Its customers really follow the model: the true parameters are printed.",
            "Some events are late, repeated, taken back or broken.",
            ""
        })
final class SimulateCommand implements Callable<Integer> {
    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "The log; packed if the name ends in .gz.")
    private Path out;

    @Option(
            names = "--customers",
            paramLabel = "N",
            description = "How many customers sign up. Default: ${DEFAULT-VALUE}.")
    private int customers = 10_000;

    @Option(
            names = "--events",
            paramLabel = "N",
            description = "How many records to write at most. Default: ${DEFAULT-VALUE}.")
    private long events = 100_000;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Same seed, same log. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Mixin private ConfigurationOptions configuration;

    @Override
    public Integer call() throws IOException {
        Settings settings = configuration.settings(Map.of());
        ShopConfig config =
                ShopConfig.defaults(seed, customers)
                        .withCurrency(settings.eventLimits().currency());
        Shop shop = new Shop(config);
        ShopRecords records = new ShopRecords(settings.eventLimits());
        long written = 0;
        try (OutputStream log = open()) {
            while (shop.hasNext() && written < events) {
                Delivery delivery = shop.next();
                log.write(oneLine(records.bytes(delivery)));
                log.write('\n');
                written++;
            }
        }
        System.out.printf(
                Locale.ROOT, "%,d records of %,d customers in %s%n", written, customers, out);
        System.out.println(describe(config));
        return 0;
    }

    private OutputStream open() throws IOException {
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
