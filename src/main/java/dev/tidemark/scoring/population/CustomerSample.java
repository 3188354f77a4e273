package dev.tidemark.scoring.population;

import dev.tidemark.scoring.BuyerFacts;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A uniform sample of the buyers: those whose hash is smallest. Which ones does not depend on when
 * they came, so the sample of a run is that of any other over the same customers.
 *
 * <p>It holds everybody until there are more than it may hold; from then on the largest hash has to
 * go for each newcomer, and the share of customers that belong to it only falls. (Someone who left
 * the sample does not come back when others are erased; it stays uniform, and is a little smaller.)
 */
public final class CustomerSample {
    private static final double UNIT = 0x1p-53;

    private final int most;
    private final TreeMap<Long, BuyerFacts> buyers = new TreeMap<>(Long::compareUnsigned);
    private double share;

    /** An empty one for so many customers. */
    public CustomerSample(int most) {
        this(most, 1);
    }

    CustomerSample(int most, double share) {
        this.most = most;
        this.share = share;
    }

    /** The place of a hash between 0 and 1. */
    static double place(long customer) {
        return (customer >>> 11) * UNIT;
    }

    /** Customers belong to the sample whose place is under this: over 0 and at most 1. */
    public double share() {
        return share;
    }

    /** Narrows it: others have found out that it is smaller. */
    void narrow(double other) {
        share = Math.min(share, other);
        while (!buyers.isEmpty() && place(buyers.lastKey()) >= share) {
            buyers.pollLastEntry();
        }
    }

    /**
     * Takes a customer in, or what is new of one.
     *
     * @return whether that changed anything
     */
    public boolean put(long customer, BuyerFacts facts) {
        if (place(customer) >= share || facts.equals(buyers.put(customer, facts))) {
            return false;
        }
        if (buyers.size() > most) {
            narrow(place(buyers.lastKey()));
        }
        return true;
    }

    /**
     * Takes a customer out.
     *
     * @return whether it was there
     */
    public boolean remove(long customer) {
        return buyers.remove(customer) != null;
    }

    /** What is known of a customer; empty for one who is not in the sample. */
    public Optional<BuyerFacts> of(long customer) {
        return Optional.ofNullable(buyers.get(customer));
    }

    /** How many customers. */
    public int size() {
        return buyers.size();
    }

    /** What is known of each, in the order of hashes. */
    public Collection<BuyerFacts> facts() {
        return Collections.unmodifiableCollection(buyers.values());
    }

    Map<Long, BuyerFacts> byCustomer() {
        return Collections.unmodifiableMap(buyers);
    }
}
