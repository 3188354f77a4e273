package dev.tidemark.badhouse.scoring;

import dev.tidemark.badhouse.wire.ReadsHistories;
import java.time.Instant;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Breaks walls on purpose: rules with a clock, chance, a logger and JSON. */
public final class AsksTheClock {
    private static final Logger LOG = LoggerFactory.getLogger(AsksTheClock.class);

    private final Supplier<Instant> clock = Instant::now;
    private final LongSupplier watch = System::nanoTime;
    private final Random chance = new Random();

    /** Not a function of its input. */
    public String decide(ReadsHistories reader) {
        LOG.info("deciding");
        return clock.get() + " " + watch.getAsLong() + " " + chance.nextInt() + reader;
    }
}
