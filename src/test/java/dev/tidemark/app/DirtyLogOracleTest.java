package dev.tidemark.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.app.config.Settings;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.IgnoreReason;
import dev.tidemark.model.Scorecard;
import dev.tidemark.scoring.Decision;
import dev.tidemark.scoring.Rules;
import dev.tidemark.sim.Delivery;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A million deliveries with duplicates, late events, refunds and broken records end as the clean,
 * ordered log of the same events does: a plain loop over the fold, under the default configuration.
 */
class DirtyLogOracleTest {
    private static final int CUSTOMERS = 65_000;
    private static final String WHERE = "seed " + DirtyShop.SEED;

    private final DirtyShop shop = new DirtyShop(CUSTOMERS);
    private final Rules rules = Settings.of(Map.of()).rules().closingAt(shop.closesAt());
    private final DirtyTally tally = new DirtyTally();
    private final Map<IgnoreReason, Integer> ignoredAgain = new EnumMap<>(IgnoreReason.class);
    private final Set<String> orders = new HashSet<>();
    private int behindTheirRestatement;

    @Test
    void aDirtyLogEndsAsTheCleanOne() {
        long startNanos = System.nanoTime();
        FinalFold dirty = new FinalFold(rules);
        shop.deliver(delivery -> see(delivery, dirty));
        assertTheLogIsAsDirtyAsItShouldBe();
        int ignored = ignoredAgain.values().stream().mapToInt(Integer::intValue).sum();
        assertEquals(tally.duplicates, ignored, "duplicates that were ignored, " + WHERE);
        assertEquals(
                Set.of(IgnoreReason.DUPLICATE, IgnoreReason.DUPLICATE_ORDER),
                ignoredAgain.keySet());

        FinalFold clean = new FinalFold(rules);
        shop.deliverInOrder(
                event ->
                        assertTrue(
                                clean.see(event) instanceof Decision.Scored,
                                () -> WHERE + ": " + event));
        Map<String, Scorecard> expected = clean.end();
        assertEquals(CUSTOMERS, expected.size(), WHERE);
        int held = FinalScorecards.assertSame(expected, dirty.end(), rules.churn(), WHERE);
        long buyers = expected.values().stream().filter(c -> c.buyer().isPresent()).count();
        assertTrue(buyers > CUSTOMERS / 2, buyers + " buyers, " + WHERE);
        assertTrue(held < CUSTOMERS / 1_000, held + " levels differ, " + WHERE);
        System.out.printf(
                "%s; ignored again %s, orders behind their restatement %d; of %,d customers %d"
                        + " levels differ; %s, %.0f s%n",
                tally,
                ignoredAgain,
                behindTheirRestatement,
                CUSTOMERS,
                held,
                WHERE,
                (System.nanoTime() - startNanos) / 1e9);
    }

    /** No event is too late: none is left aside. */
    private void see(Delivery delivery, FinalFold dirty) {
        boolean first = tally.isFirst(delivery);
        if (!(delivery.payload() instanceof Delivery.Event of)) {
            return;
        }
        CustomerEvent event = of.event();
        Decision decision = dirty.see(event);
        if (!first) {
            if (decision instanceof Decision.Ignored ignored) {
                ignoredAgain.merge(ignored.reason(), 1, Integer::sum);
            }
        } else if (decision instanceof Decision.Ignored ignored) {
            // It is no news where the order has been sent as it was later: that one counts.
            assertEquals(IgnoreReason.DUPLICATE_ORDER, ignored.reason(), WHERE + ": " + event);
            assertTrue(orders.contains(event.orderId()), WHERE + ": " + event);
            behindTheirRestatement++;
        } else if (event.hasOrder()) {
            orders.add(event.orderId());
        }
    }

    private void assertTheLogIsAsDirtyAsItShouldBe() {
        String log = tally + ", " + WHERE;
        assertTrue(tally.deliveries >= 1_000_000, log);
        assertEquals(0.10, (double) tally.duplicates / tally.events, 0.002, log);
        assertEquals(0.05, (double) tally.late / tally.events, 0.002, log);
        assertEquals(0.03, (double) tally.refunds / tally.events, 0.002, log);
        assertEquals(0.02, (double) tally.broken / tally.events, 0.002, log);
        assertTrue(tally.daysLate > tally.late / 5, log);
        assertTrue(tally.overtaking > 100, log);
    }
}
