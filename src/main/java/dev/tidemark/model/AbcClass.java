package dev.tidemark.model;

/**
 * The class of a customer in the ABC analysis; only customers who have bought have one.
 *
 * <p>The order of the constants is part of the state format: add at the end only.
 */
public enum AbcClass {
    /** The few who make most of the revenue: the strategically significant customers. */
    A,
    /** Those who make the next part of it. */
    B,
    /** All others. */
    C;

    /** The name in messages and metrics. */
    public String label() {
        return name();
    }
}
