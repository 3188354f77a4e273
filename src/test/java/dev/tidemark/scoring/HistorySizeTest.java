package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.app.config.Settings;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.scoring.Decision.Scored;
import dev.tidemark.sim.Delivery;
import dev.tidemark.sim.Shop;
import dev.tidemark.sim.ShopConfig;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How many bytes a customer takes: the size of the state, and of every write to it. */
class HistorySizeTest {
    private static final long SEED = 2025;
    private static final long YEAR = 365 * DayCalendar.DAY_MILLIS;

    @Test
    void aTypicalCustomerOfAShopTakesAtMost150Bytes() {
        ShopConfig config = ShopConfig.defaults(SEED, 5_000);
        long end = config.startAt() + YEAR;
        int[] sizes = sizes(config, end);
        int median = sizes[sizes.length / 2];
        System.out.printf(
                "history size of %d customers after a year, seed %d: mean %.1f, p50 %d, p90 %d,"
                        + " p99 %d, max %d bytes%n",
                sizes.length,
                SEED,
                Arrays.stream(sizes).average().orElse(0),
                median,
                sizes[sizes.length * 9 / 10],
                sizes[sizes.length * 99 / 100],
                sizes[sizes.length - 1]);
        assertTrue(median <= 150, "median " + median + " bytes, seed " + SEED);
    }

    /** Folded and armed as the job does it: one timer each, set lazily. */
    private static int[] sizes(ShopConfig config, long end) {
        CustomerScorer scorer = new CustomerScorer(Settings.of(Map.of()).rules());
        Map<String, CustomerHistory> histories = new HashMap<>();
        Shop shop = new Shop(config);
        for (Delivery next = shop.next(); next.deliveredAt() < end; next = shop.next()) {
            if (next.payload() instanceof Delivery.Event delivered) {
                CustomerEvent event = delivered.event();
                CustomerHistory known =
                        histories.getOrDefault(event.customerId(), CustomerHistory.unknown());
                if (scorer.onEvent(known, event) instanceof Scored scored) {
                    histories.put(event.customerId(), armed(scorer, scored.history()));
                }
            }
        }
        return histories.entrySet().stream()
                .map(e -> scorer.onSilence(e.getKey(), e.getValue(), end).history())
                .mapToInt(history -> HistoryCodec.encode(armed(scorer, history)).length)
                .sorted()
                .toArray();
    }

    private static CustomerHistory armed(CustomerScorer scorer, CustomerHistory history) {
        long deadline = scorer.nextDeadline(history);
        return deadline < history.armedFor() ? history.armedFor(deadline) : history;
    }
}
