package dev.tidemark.serving;

import java.util.ArrayList;
import java.util.List;
import org.rocksdb.RocksDBException;

/** Finds what may go. */
final class StoreSweep {
    private StoreSweep() {}

    /**
     * Customers with transitions and without a scorecard. Their tombstone may have gone from the
     * topic before their transitions did; a scorecard that is just on its way has young ones.
     */
    static List<byte[]> orphans(RocksFiles rocks, long recordedBefore) throws RocksDBException {
        List<byte[]> orphans = new ArrayList<>();
        rocks.forEach(
                Family.TRANSITIONS,
                (key, value) -> {
                    // One by one, in the order of the keys: there may be millions with a scorecard.
                    if (RecentTransitions.of(value).recordedAt() < recordedBefore
                            && rocks.get(Family.SCORECARDS, key).isEmpty()) {
                        orphans.add(key);
                    }
                });
        return orphans;
    }

    static List<byte[]> oldEnds(RocksFiles rocks, long recordedBefore) throws RocksDBException {
        List<byte[]> ends = new ArrayList<>();
        rocks.forEach(
                Family.ENDS,
                (key, value) -> {
                    if (EndOfLife.of(value).recordedAt() < recordedBefore) {
                        ends.add(key);
                    }
                });
        return ends;
    }
}
