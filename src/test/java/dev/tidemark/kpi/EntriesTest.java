package dev.tidemark.kpi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tidemark.model.Cause;
import dev.tidemark.model.Dimension;
import dev.tidemark.model.IgnoreReason;
import dev.tidemark.model.RejectionReason;
import dev.tidemark.model.Transition;
import dev.tidemark.model.Versions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EntriesTest {
    private static final Versions VERSIONS = new Versions("r", "c", "m");

    private static Transition moved(Dimension dimension, String from, String to, Cause cause) {
        return new Transition(
                "c", 1, dimension, from, to, cause, "", List.of(), 0, VERSIONS, false, List.of(),
                List.of());
    }

    @Test
    void aMoveLeavesOneClassAndEntersAnother() {
        assertEquals(
                List.of(
                        Kpi.CUSTOMERS.of(-1, "rfm", "New"),
                        Kpi.CUSTOMERS.of(1, "rfm", "At Risk"),
                        Kpi.TRANSITIONS.of(1, "rfm", "New", "At Risk", "SILENCE")),
                Entries.transition(moved(Dimension.RFM, "New", "At Risk", Cause.SILENCE)));
    }

    @Test
    void theFirstMoveLeavesNoClass() {
        assertEquals(
                List.of(
                        Kpi.CUSTOMERS.of(1, "churn", "low"),
                        Kpi.TRANSITIONS.of(1, "churn", "none", "low", "EVENT")),
                Entries.transition(moved(Dimension.CHURN, "", "low", Cause.EVENT)));
    }

    @Test
    void aMoveOutOfAllClassesEntersNone() {
        assertEquals(
                List.of(
                        Kpi.CUSTOMERS.of(-1, "churn", "high"),
                        Kpi.TRANSITIONS.of(1, "churn", "high", "none", "EVENT")),
                Entries.transition(moved(Dimension.CHURN, "high", "", Cause.EVENT)));
    }

    @Test
    void thereIsAnEntryForEverythingThatMayHappen() {
        for (IgnoreReason reason : IgnoreReason.values()) {
            assertEquals(Kpi.EVENTS_IGNORED.of(1, reason.name()), Entries.ignored(reason));
        }
        for (RejectionReason reason : RejectionReason.values()) {
            assertEquals(Kpi.EVENTS_REJECTED.of(1, reason.name()), Entries.rejected(reason));
        }
        for (Cause cause : Cause.values()) {
            assertEquals(Kpi.SCORECARDS.of(1, cause.name()), Entries.scorecard(cause));
        }
    }

    /** Random walks of customers between classes, out of them and back in. */
    @Test
    void theSumOfAllMovesIsWhereTheCustomersStand() {
        long seed = 4;
        SplittableRandom random = new SplittableRandom(seed);
        String[] classes = {"", "New", "Loyal", "At Risk", "Lost"};
        Ledger ledger = new Ledger();
        Map<Integer, String> stands = new HashMap<>();
        int moves = 0;
        for (int i = 0; i < 20_000; i++) {
            int customer = random.nextInt(200);
            String from = stands.getOrDefault(customer, "");
            String to = classes[random.nextInt(classes.length)];
            if (!from.equals(to)) {
                stands.put(customer, to);
                Entries.transition(moved(Dimension.RFM, from, to, Cause.EVENT))
                        .forEach(ledger::add);
                moves++;
            }
        }
        for (String segment : classes) {
            long standing = stands.values().stream().filter(segment::equals).count();
            long expected = segment.isEmpty() ? 0 : standing;
            assertEquals(
                    expected, ledger.total(Kpi.CUSTOMERS, "rfm", segment), segment + " " + seed);
        }
        long told =
                ledger.totals().stream()
                        .filter(kpi -> kpi.kpi().equals("transitions"))
                        .mapToLong(kpi -> kpi.value())
                        .sum();
        assertEquals(moves, told, "seed " + seed);
    }
}
