package dev.tidemark.model;

/**
 * What is added up by day, over all customers.
 *
 * <p>The order of the constants is part of the state format: add at the end only.
 */
public enum DaySeries {
    /** Net revenue dated on the day, in minor units. */
    REVENUE_MINOR,
    /** Orders of the day that were not wholly taken back. */
    ORDERS,
    /** Customers whose first purchase is of the day. */
    NEW_CUSTOMERS,
    /** By how many more customers are active on the day than on the day before. */
    ACTIVE_CHANGE,
    /**
     * By how many more customers are active on the day and then do not buy for a whole period, than
     * on the day before.
     */
    LOST_CHANGE,
    /** Money spent on campaigns on the day, in minor units. */
    CAMPAIGN_COST_MINOR
}
