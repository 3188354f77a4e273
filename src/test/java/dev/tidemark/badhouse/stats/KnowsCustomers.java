package dev.tidemark.badhouse.stats;

import dev.tidemark.badhouse.model.KnowsItsJson;

/** Breaks walls on purpose: mathematics that knows customers, and depends on the machine. */
public final class KnowsCustomers {
    /** What it must not know. */
    public final KnowsItsJson customer = new KnowsItsJson();

    /** May differ between machines. */
    public double inexact(double x) {
        return Math.exp(x);
    }
}
