package dev.tidemark.model;

import java.util.Locale;

/**
 * How likely it is that the customer does not buy within the horizon, in three steps.
 *
 * <p>The order of the constants is part of the state format: add at the end only.
 */
public enum ChurnLevel {
    LOW,
    MEDIUM,
    HIGH;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The name in messages and metrics: lower case. */
    public String label() {
        return label;
    }
}
