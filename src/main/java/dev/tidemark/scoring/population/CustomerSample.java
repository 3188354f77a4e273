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
 * <p>It holds everybody until it is trimmed to as many as it may hold: then the largest hashes go,
 * and the share of customers that belong to it falls for good. (Someone who left the sample does
 * not come back when others are erased; it stays uniform, and is a little smaller.) Between two
 * trimmings it may hold more: so who goes does not depend on who came first.
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

    /** Lets the largest hashes go if there are too many. */
    public void trim() {
        trimTo(most);
    }

    private void trimTo(int customers) {
        while (buyers.size() > customers || !buyers.isEmpty() && !isOpenTo(buyers.lastKey())) {
            share = place(buyers.pollLastEntry().getKey());
        }
    }

    /** Whether a customer belongs to it, once a buyer. */
    boolean isOpenTo(long customer) {
        return place(customer) < share;
    }

    /**
     * Takes a customer in, or what is new of one. Those who are surely too many go at once, however
     * many come in a day; which stay does not depend on that, unless half of the sample leaves it.
     *
     * @return whether that changed anything
     */
    public boolean put(long customer, BuyerFacts facts) {
        if (!isOpenTo(customer) || facts.equals(buyers.put(customer, facts))) {
            return false;
        }
        if (buyers.size() > 2 * most) {
            trimTo(most + most / 2);
        }
        return true;
    }

    /**
     * Takes back one who was in it. There may be too many by now, if it is to be smaller than it
     * was: nobody goes before the next trimming.
     *
     * @return whether the customer belongs to it, and was not there yet
     */
    boolean restore(long customer, BuyerFacts facts) {
        return isOpenTo(customer) && buyers.put(customer, facts) == null;
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
