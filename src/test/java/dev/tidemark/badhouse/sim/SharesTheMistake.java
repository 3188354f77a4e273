package dev.tidemark.badhouse.sim;

import dev.tidemark.badhouse.stats.KnowsCustomers;

/** Breaks a wall on purpose: a shop made with the mathematics that it is to test. */
public final class SharesTheMistake {
    /** What it must not know. */
    public final KnowsCustomers model = new KnowsCustomers();
}
