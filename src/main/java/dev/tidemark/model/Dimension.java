package dev.tidemark.model;

import java.util.Locale;

/** A way of telling customers apart; each customer stands in at most one class of each. */
public enum Dimension {
    /** The named segment of the RFM grid. */
    RFM,
    /** The level of churn risk; only customers who have bought have one. */
    CHURN;

    /** The name in messages and metrics: lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
