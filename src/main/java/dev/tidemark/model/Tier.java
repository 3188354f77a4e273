package dev.tidemark.model;

import java.util.Locale;

/**
 * How much a business should put into a customer.
 *
 * <p>The order of the constants is part of the state format: add at the end only.
 */
public enum Tier {
    STRATEGIC,
    IMPORTANT,
    ORDINARY,
    POTENTIAL;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The name in messages and metrics: lower case. */
    public String label() {
        return label;
    }
}
