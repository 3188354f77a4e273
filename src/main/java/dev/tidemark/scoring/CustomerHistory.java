package dev.tidemark.scoring;

import dev.tidemark.model.Account;
import dev.tidemark.model.Moments;
import dev.tidemark.model.RfmScores;
import java.util.List;

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

    Places places = Places.NONE;

    /** The scores of the last scorecard, 1 to 5; 0 for a prospect. */
    int r;

    int f;
    int m;

    /** From when on the cut points are in force by which the customer is scored. */
    long cutsFrom = Moments.BEFORE_ALL;

    /** A hash of the version of the rules of the last scorecard; 0 if it is not known. */
    int rulesHash;

    /** What the customer counts for in the figures of all since the last decision. */
    Account account = Account.NONE;

    /** By what the groups of the account tell customers apart. */
    List<GroupBy> groupedBy = List.of();

    Purchases purchases;
    EventIds eventIds;
    Standing standing = Standing.PLAIN;
    Dealings dealings;

    CustomerHistory(Purchases purchases, EventIds eventIds) {
        this(purchases, eventIds, Dealings.none());
    }

    private CustomerHistory(Purchases purchases, EventIds eventIds, Dealings dealings) {
        this.purchases = purchases;
        this.eventIds = eventIds;
        this.dealings = dealings;
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

    /** How many events, orders, days and ids are remembered: of all that is, these may be many. */
    public int entries() {
        return eventIds.size()
                + purchases.orders.size()
                + purchases.totals.size()
                + purchases.awaited.size()
                + standing.absorbed().size();
    }

    /** The same memory with a timer armed for another moment. */
    public CustomerHistory armedFor(long moment) {
        CustomerHistory copy = with(purchases, eventIds, dealings);
        copy.armedFor = moment;
        return copy;
    }

    /** Whether nothing at all is remembered: there is nothing to keep. */
    public boolean isUnknown() {
        return !isScored()
                && standing.equals(Standing.PLAIN)
                && eventIds.size() == 0
                && purchases.isEmpty()
                && dealings.isEmpty();
    }

    /** Whether there is a scorecard of the customer. */
    boolean isScored() {
        return places.rfm().current() != null;
    }

    /** Whether these are the scores of the last scorecard. */
    boolean hasScores(RfmScores scores) {
        return r == scores.r() && f == scores.f() && m == scores.m();
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
        return with(purchases.copy(), eventIds.copy(), dealings.copy());
    }

    private CustomerHistory with(Purchases bought, EventIds heard, Dealings had) {
        CustomerHistory copy = new CustomerHistory(bought, heard, had);
        copy.sequence = sequence;
        copy.asOf = asOf;
        copy.nextChangeAt = nextChangeAt;
        copy.armedFor = armedFor;
        copy.closed = closed;
        copy.places = places;
        copy.r = r;
        copy.f = f;
        copy.m = m;
        copy.cutsFrom = cutsFrom;
        copy.rulesHash = rulesHash;
        copy.account = account;
        copy.groupedBy = groupedBy;
        copy.standing = standing;
        return copy;
    }
}
