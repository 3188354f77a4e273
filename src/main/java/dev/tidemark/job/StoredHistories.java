package dev.tidemark.job;

import dev.tidemark.scoring.CustomerHistory;
import java.io.IOException;
import org.apache.flink.api.common.state.ValueState;

/**
 * The histories of a task's customers, in Flink's state, with the last ones at hand: a visit is
 * many events of one customer, and only the first of them reads the state.
 *
 * <p>Every change is written to the state at once, and whoever fails begins again with nothing at
 * hand. Histories are never changed, so one may be handed out again.
 */
final class StoredHistories {
    private static final int PLACE_BITS = 10;

    /** Visits that go on at one time; more of them outlive the young generation, to no avail. */
    private static final int PLACES = 1 << PLACE_BITS;

    private final ValueState<CustomerHistory> state;
    private final int largest;
    private final String[] ids = new String[PLACES];
    private final CustomerHistory[] histories = new CustomerHistory[PLACES];

    /**
     * Those of a state in which nobody else writes.
     *
     * @param largest {@link CustomerHistory#entries} of the largest that is kept at hand: of larger
     *     ones so many would be too much
     */
    StoredHistories(ValueState<CustomerHistory> state, int largest) {
        this.state = state;
        this.largest = largest;
    }

    /**
     * The history of a customer; that of one nobody has heard of if there is none.
     *
     * @param customerId the current key
     */
    CustomerHistory of(String customerId) throws IOException {
        int place = place(customerId);
        if (customerId.equals(ids[place])) {
            return histories[place];
        }
        CustomerHistory stored = state.value();
        return stored == null ? CustomerHistory.unknown() : stored;
    }

    /** Keeps a history: its customer may well be heard of again soon. */
    void keep(String customerId, CustomerHistory history) throws IOException {
        state.update(history);
        int place = place(customerId);
        boolean isKept = history.entries() <= largest;
        ids[place] = isKept ? customerId : null;
        histories[place] = isKept ? history : null;
    }

    /** Keeps a history of one who was only looked at in passing. */
    void keepAside(String customerId, CustomerHistory history) throws IOException {
        state.update(history);
        drop(customerId);
    }

    /** Nothing is left of the customer. */
    void forget(String customerId) {
        state.clear();
        drop(customerId);
    }

    private void drop(String customerId) {
        int place = place(customerId);
        if (customerId.equals(ids[place])) {
            ids[place] = null;
            histories[place] = null;
        }
    }

    /** The high bits of the product depend on the whole hash (Knuth, section 6.4). */
    private static int place(String customerId) {
        int hash = customerId.hashCode() * 0x9e3779b9;
        return hash >>> Integer.SIZE - PLACE_BITS;
    }
}
