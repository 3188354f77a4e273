package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.Moments;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Silence comes to an end under the oddest numbers that are allowed, and time never stands. */
class AlwaysEndsTest {
    private static final long DAY = DayCalendar.DAY_MILLIS;
    private static final long END = Events.at("2030-01-01T00:00:00Z");
    private static final int LIVES = 120;

    private static final double[] HYSTERESES = {0, 0.5, 0.99, Math.nextDown(1.0)};
    private static final long[] DWELLS = {0, 1, DAY, 3_650 * DAY};
    private static final int[] WINDOWS = {1, 2, 365, 3_650};

    private static Rules rules(SplittableRandom random) {
        int window = WINDOWS[random.nextInt(4)];
        int lapsed = random.nextBoolean() ? 1 : 3_650;
        ClassRules classes =
                SampleRules.classes(
                        new MatrixRules(random.nextBoolean() ? 1 : 365, random.nextInt(2) * 3_650),
                        new TierRules(0, 0, 1, List.of(1L, 2L, 3L, 36_500L), 5, 1),
                        new LifecycleRules(
                                random.nextInt(2) * 3_650,
                                lapsed,
                                random.nextBoolean() ? 0 : lapsed - 1,
                                random.nextInt(2) * 3_650,
                                0),
                        new StabilityRules(
                                HYSTERESES[random.nextInt(4)],
                                DWELLS[random.nextInt(4)],
                                DWELLS[random.nextInt(4)]));
        SampleRules sample =
                new SampleRules()
                        .zone(random.nextBoolean() ? "UTC" : "America/Sao_Paulo")
                        .windowDays(window)
                        .memory(Math.min(window, 5), 60, 9, 72, 64)
                        .classes(classes);
        sample = random.nextInt(4) == 0 ? sample.worthless() : sample;
        Rules rules = sample.build();
        long from = Events.at("2011-01-01T00:00:00Z");
        for (int i = 0; i < 200; i++) {
            rules = rules.knowing(SampleCuts.random(random, "v" + i, from));
            from += random.nextInt(3) == 0 ? 1 : random.nextLong(1, 40 * DAY);
        }
        return rules;
    }

    @Test
    void silenceEndsAndIsAheadOfWhatWasSaid() {
        for (long seed = 0; seed < LIVES; seed++) {
            long life = seed;
            int said =
                    assertTimeoutPreemptively(
                            Duration.ofSeconds(30), () -> live(life), "seed " + seed);
            assertTrue(said < 4_000, said + " scorecards, seed " + seed);
        }
    }

    /** A customer who is looked at from time to time; it says how many scorecards that made. */
    private static int live(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Rules rules = rules(random);
        FoldedCustomer customer = new FoldedCustomer(rules);
        List<CustomerEvent> events = new RandomEvents(seed, rules).next(1 + random.nextInt(30));
        events.sort(Comparator.comparingLong(CustomerEvent::occurredAt));
        events.forEach(customer::decide);
        for (long at = customer.history().asOf(); at < END; at += 500 * DAY) {
            customer.silence(at);
            assertTrue(customer.nextDeadline() > at, "seed " + seed + ", at " + at);
            assertTrue(!customer.isBehind(at), "seed " + seed + ", at " + at);
            assertEquals(List.of(), customer.silence(at), "seed " + seed + ", once more");
        }
        assertTrue(customer.nextDeadline() <= Moments.NEVER);
        return customer.outcomes().size();
    }
}
