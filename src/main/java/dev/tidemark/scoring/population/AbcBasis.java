package dev.tidemark.scoring.population;

/** What the classes of the ABC analysis are shares of. */
public enum AbcBasis {
    /** Of the spend in the window: the fewest customers who make it. */
    REVENUE,
    /** Of the customers, the highest spend first. */
    CUSTOMERS
}
