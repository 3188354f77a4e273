package dev.tidemark.model;

import java.util.Locale;

/**
 * A way of telling customers apart; each customer stands in at most one class of each. The order is
 * that of the transitions of one scorecard.
 */
public enum Dimension {
    /** The named segment of the RFM grid. */
    RFM,
    /** The level of churn risk; only customers who have bought have one. */
    CHURN,
    /** The quadrant of the CRM matrix. */
    MATRIX,
    /** The class of the ABC analysis; only customers who have bought have one. */
    ABC,
    /** How much to put into the customer. */
    TIER,
    /** Where the customer stands in their life with the business. */
    LIFECYCLE;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name in messages and metrics: lower case. */
    public String wireName() {
        return wireName;
    }
}
