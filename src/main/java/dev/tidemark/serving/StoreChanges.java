package dev.tidemark.serving;

import dev.tidemark.serving.RecentTransitions.Entry;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * What the records of one poll change, in memory until they are written. Of several scorecards of
 * one customer only the last is written.
 */
final class StoreChanges {
    /** What the store holds without these changes. */
    interface Before {
        Optional<byte[]> get(Family family, byte[] key);
    }

    private final Before before;
    private final Map<ByteBuffer, Optional<byte[]>> scorecards = new HashMap<>();
    private final Map<ByteBuffer, RecentTransitions> transitions = new HashMap<>();
    private final Map<ByteBuffer, EndOfLife> ends = new HashMap<>();

    StoreChanges(Before before) {
        this.before = before;
    }

    boolean isEmpty() {
        return scorecards.isEmpty() && transitions.isEmpty() && ends.isEmpty();
    }

    /** The customer has a new scorecard. */
    void scorecard(byte[] key, byte[] json) {
        scorecards.put(ByteBuffer.wrap(key), Optional.of(json));
    }

    /**
     * The customer has none any more, and nothing that led to it is told.
     *
     * @param end of which life; without it everything goes that is known now
     */
    void tombstone(byte[] key, Optional<EndOfLife> end) {
        ByteBuffer customer = ByteBuffer.wrap(key);
        scorecards.put(customer, Optional.empty());
        RecentTransitions known = transitionsOf(customer);
        if (!known.isEmpty()) {
            transitions.put(customer, end.map(known::after).orElse(RecentTransitions.NONE));
        }
        end.ifPresent(mark -> ends.put(customer, mark));
    }

    /** The customer moved; nothing changes if that was in a life that ended. */
    void transition(byte[] key, Entry entry, boolean isFirst) {
        ByteBuffer customer = ByteBuffer.wrap(key);
        if (endOf(customer).filter(e -> e.covers(entry.asOf(), entry.sequence())).isPresent()) {
            return;
        }
        transitions.put(customer, transitionsOf(customer).with(entry, isFirst));
    }

    private RecentTransitions transitionsOf(ByteBuffer customer) {
        RecentTransitions changed = transitions.get(customer);
        return changed != null
                ? changed
                : before.get(Family.TRANSITIONS, customer.array())
                        .map(RecentTransitions::of)
                        .orElse(RecentTransitions.NONE);
    }

    private Optional<EndOfLife> endOf(ByteBuffer customer) {
        EndOfLife changed = ends.get(customer);
        return changed != null
                ? Optional.of(changed)
                : before.get(Family.ENDS, customer.array()).map(EndOfLife::of);
    }

    /** How many more customers have a scorecard with these changes; below 0 if fewer. */
    long moreCustomers() {
        long more = 0;
        for (Map.Entry<ByteBuffer, Optional<byte[]>> change : scorecards.entrySet()) {
            boolean had = before.get(Family.SCORECARDS, change.getKey().array()).isPresent();
            boolean has = change.getValue().isPresent();
            more += (has ? 1 : 0) - (had ? 1 : 0);
        }
        return more;
    }

    void into(RocksFiles rocks, WriteBatch batch) throws RocksDBException {
        for (Map.Entry<ByteBuffer, Optional<byte[]>> change : scorecards.entrySet()) {
            byte[] key = change.getKey().array();
            if (change.getValue().isPresent()) {
                rocks.put(batch, Family.SCORECARDS, key, change.getValue().get());
            } else {
                rocks.delete(batch, Family.SCORECARDS, key);
            }
        }
        for (Map.Entry<ByteBuffer, RecentTransitions> change : transitions.entrySet()) {
            byte[] key = change.getKey().array();
            if (change.getValue().isEmpty()) {
                rocks.delete(batch, Family.TRANSITIONS, key);
            } else {
                rocks.put(batch, Family.TRANSITIONS, key, change.getValue().bytes());
            }
        }
        for (Map.Entry<ByteBuffer, EndOfLife> change : ends.entrySet()) {
            rocks.put(batch, Family.ENDS, change.getKey().array(), change.getValue().bytes());
        }
    }
}
