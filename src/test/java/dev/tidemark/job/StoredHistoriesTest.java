package dev.tidemark.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.tidemark.scoring.CustomerHistory;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.flink.api.common.state.ValueState;
import org.junit.jupiter.api.Test;

/** What is at hand is what the state holds. */
class StoredHistoriesTest {
    private static final long SEED = 20_261_122;

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
    private final StoredHistories histories = new StoredHistories(state);

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
        assertNull(of("ann"));
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
                default -> assertSame(state.values.get(id), histories.of(id), id + ", " + i);
            }
        }
    }

    @Test
    void aNewOneBeginsWithNothingAtHand() throws IOException {
        keep("ann", history(1));
        state.values.put("ann", history(2));
        state.key = "ann";
        assertEquals(2, new StoredHistories(state).of("ann").armedFor());
    }
}
