package dev.tidemark.scoring;

import dev.tidemark.model.ChurnLevel;
import dev.tidemark.model.Moments;
import dev.tidemark.model.RfmSegment;

/**
 * The private memory of one customer: what the next score depends on, and nothing else.
 *
 * <p>To everyone but the fold this is a value without accessors; {@link HistoryCodec} is its
 * published byte format. The fold works on a copy of its own.
 */
public final class CustomerHistory {
    /** Sequence of the last scorecard; 0 if there was none. */
    long sequence;

    /** Event time of the last scorecard. */
    long asOf = Moments.BEFORE_ALL;

    /** When the scorecard next changes without an event. */
    long nextChangeAt = Moments.NEVER;

    /** For when a timer is armed; the shell's business, kept here to save a second state. */
    long armedFor = Moments.NEVER;

    /** Whether the customer was scored as of the end. */
    boolean closed;

    /** Null before the first scorecard. */
    RfmSegment segment;

    long segmentSince;

    /** The scores of the last scorecard, 1 to 5; 0 for a prospect. */
    int r;

    int f;
    int m;

    /** Null while the customer has no purchase. */
    ChurnLevel churnLevel;

    long churnSince;

    Purchases purchases;
    EventIds eventIds;
    Standing standing = Standing.PLAIN;
    Dealings dealings = Dealings.none();

    CustomerHistory(Purchases purchases, EventIds eventIds) {
        this.purchases = purchases;
        this.eventIds = eventIds;
    }

    /** A customer nobody has heard of. */
    public static CustomerHistory unknown() {
        return new CustomerHistory(Purchases.none(), new EventIds(0));
    }

    /** When a timer is armed for this customer; {@link Moments#NEVER} if none is. */
    public long armedFor() {
        return armedFor;
    }

    /** Event time of the last decision; {@link Moments#BEFORE_ALL} if there was none. */
    public long asOf() {
        return asOf;
    }

    /** The same memory with a timer armed for another moment. */
    public CustomerHistory armedFor(long moment) {
        CustomerHistory copy = shallowCopy();
        copy.armedFor = moment;
        return copy;
    }

    /** Whether nothing at all is remembered: there is nothing to keep. */
    public boolean isUnknown() {
        return segment == null
                && standing.equals(Standing.PLAIN)
                && eventIds.size() == 0
                && purchases.isEmpty()
                && dealings.isEmpty();
    }

    /** Nothing but the count of updates, their time, and another standing; no timer. */
    CustomerHistory reducedTo(Standing other) {
        CustomerHistory reduced = unknown();
        reduced.sequence = sequence;
        reduced.asOf = asOf;
        reduced.standing = other;
        return reduced;
    }

    CustomerHistory copy() {
        CustomerHistory copy = shallowCopy();
        copy.purchases = purchases.copy();
        copy.eventIds = eventIds.copy();
        copy.dealings = dealings.copy();
        return copy;
    }

    private CustomerHistory shallowCopy() {
        CustomerHistory copy = new CustomerHistory(purchases, eventIds);
        copy.sequence = sequence;
        copy.asOf = asOf;
        copy.nextChangeAt = nextChangeAt;
        copy.armedFor = armedFor;
        copy.closed = closed;
        copy.segment = segment;
        copy.segmentSince = segmentSince;
        copy.r = r;
        copy.f = f;
        copy.m = m;
        copy.churnLevel = churnLevel;
        copy.churnSince = churnSince;
        copy.standing = standing;
        copy.dealings = dealings;
        return copy;
    }
}
