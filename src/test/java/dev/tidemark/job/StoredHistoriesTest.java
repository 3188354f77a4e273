package dev.tidemark.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.GoldenFile;
import dev.tidemark.scoring.CustomerHistory;
import dev.tidemark.scoring.HistoryCodec;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.flink.api.common.state.ValueState;
import org.junit.jupiter.api.Test;

/** What is at hand is what the state holds. */
class StoredHistoriesTest {
    private static final long SEED = 20_261_122;
    private static final CustomerHistory SMALL = golden("typical");
    private static final CustomerHistory LARGE = golden("heavy");
    private static final int LARGEST = SMALL.entries();
    private static final long NEVER = CustomerHistory.unknown().armedFor();

    /** A state by key, which counts how often it is read. */
    private static final class Counted implements ValueState<CustomerHistory> {
        private final Map<String, CustomerHistory> values = new HashMap<>();
        private String key = "";
        private int reads;

        @Override
        public CustomerHistory value() {
            reads++;
            return values.get(key);
        }

        @Override
        public void update(CustomerHistory value) {
            values.put(key, value);
        }

        @Override
        public void clear() {
            values.remove(key);
        }
    }

    private final Counted state = new Counted();
    private final StoredHistories histories = new StoredHistories(state, LARGEST);

    private static CustomerHistory golden(String name) {
        return HistoryCodec.decode(GoldenFile.read("state/history-v3-" + name + ".bin"));
    }

    private CustomerHistory of(String customerId) throws IOException {
        state.key = customerId;
        return histories.of(customerId);
    }

    private void keep(String customerId, CustomerHistory history) throws IOException {
        state.key = customerId;
        histories.keep(customerId, history);
    }

    private static CustomerHistory history(long armedFor) {
        return CustomerHistory.unknown().armedFor(armedFor);
    }

    @Test
    void aVisitReadsTheStateOnce() throws IOException {
        assertTrue(of("ann").isUnknown());
        for (int i = 0; i < 10; i++) {
            CustomerHistory next = history(i);
            keep("ann", next);
            assertSame(next, of("ann"));
        }
        assertEquals(1, state.reads);
    }

    @Test
    void whoeverElseIsAtHandItIsAlwaysWhatTheStateHolds() throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 200_000; i++) {
            String id = "c-" + random.nextInt(3_000);
            state.key = id;
            switch (random.nextInt(8)) {
                case 0 -> histories.forget(id);
                case 1 -> histories.keepAside(id, history(i));
                case 2, 3 -> histories.keep(id, history(i));
                default -> {
                    CustomerHistory found = histories.of(id);
                    CustomerHistory kept = state.values.getOrDefault(id, found);
                    assertSame(kept, found, id + ", " + i);
                    assertEquals(state.values.containsKey(id), found.armedFor() != NEVER, id);
                }
            }
        }
    }

    /** What was at hand when it was smaller must not stay there. */
    @Test
    void aLargeHistoryIsReadFromTheStateEachTime() throws IOException {
        keep("ann", SMALL);
        keep("ann", LARGE);
        for (int i = 1; i <= 3; i++) {
            assertSame(LARGE, of("ann"));
            assertEquals(i, state.reads);
        }
        keep("ann", SMALL);
        assertSame(SMALL, of("ann"));
        assertEquals(3, state.reads);
    }

    @Test
    void aNewOneBeginsWithNothingAtHand() throws IOException {
        keep("ann", history(1));
        state.values.put("ann", history(2));
        state.key = "ann";
        assertEquals(2, new StoredHistories(state, LARGEST).of("ann").armedFor());
    }
}
