package dev.tidemark.sim;

/**
 * How untidy the shop's stream is. All are shares from 0 to 1.
 *
 * @param prospects share of the sign-ups who never buy
 * @param refunds share of the orders that get money back, in whole or in part
 * @param duplicates share of the events that are delivered a second time
 * @param late share of the events that are delivered after they happened
 * @param broken unreadable deliveries per event; they come on top and belong to no event
 */
public record EventShares(
        double prospects, double refunds, double duplicates, double late, double broken) {

    public EventShares {
        Checks.share("prospects", prospects);
        Checks.share("refunds", refunds);
        Checks.share("duplicates", duplicates);
        Checks.share("late", late);
        Checks.share("broken", broken);
    }

    /** A stream with nothing untoward in it: every sign-up buys, every event arrives once. */
    public static EventShares none() {
        return new EventShares(0, 0, 0, 0, 0);
    }

    /** The same things happen, and all that is delivered is each of them, once and on time. */
    public EventShares inOrder() {
        return new EventShares(prospects, refunds, 0, 0, 0);
    }
}
