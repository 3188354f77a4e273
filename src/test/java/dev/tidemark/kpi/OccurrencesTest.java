package dev.tidemark.kpi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tidemark.model.Cause;
import dev.tidemark.model.Dimension;
import dev.tidemark.model.Tombstone;
import dev.tidemark.model.Transition;
import dev.tidemark.model.Versions;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OccurrencesTest {
    private static final List<String> CLASSES = List.of("", "low", "medium", "high");

    private static Transition moved(SplittableRandom random) {
        String from = CLASSES.get(random.nextInt(CLASSES.size()));
        return new Transition(
                "c",
                1,
                Dimension.values()[random.nextInt(Dimension.values().length)],
                from,
                from.isEmpty() ? "low" : CLASSES.get(random.nextInt(CLASSES.size())),
                random.nextBoolean() ? Cause.EVENT : Cause.SILENCE,
                "",
                List.of(),
                0,
                new Versions("r", "c", "m"),
                random.nextInt(4) == 0,
                List.of(),
                List.of());
    }

    /** Against one entry after another. */
    @Test
    void countsComeToWhatTheEntriesComeTo() {
        long seed = 11;
        SplittableRandom random = new SplittableRandom(seed);
        Occurrences occurrences = new Occurrences();
        Ledger counted = new Ledger();
        Ledger entered = new Ledger();
        for (int i = 0; i < 5_000; i++) {
            Transition transition = moved(random);
            occurrences.count(transition);
            Entries.transition(transition).forEach(entered::add);
            Cause cause = Cause.values()[random.nextInt(Cause.values().length)];
            occurrences.count(new Tombstone("c", 1, 0, cause));
            entered.add(Entries.tombstone(cause));
            occurrences.countScored();
            entered.add(Entries.SCORED);
            if (random.nextInt(100) == 0) {
                occurrences.takeEntries().forEach(counted::add);
            }
        }
        occurrences.takeEntries().forEach(counted::add);
        assertEquals(entered.totals(), counted.totals(), "seed " + seed);
        assertEquals(List.of(), occurrences.takeEntries(), "taken once");
    }
}
