package dev.tidemark.model;

/** How likely it is that the customer does not buy within the horizon, in three steps. */
public enum ChurnLevel {
    LOW,
    MEDIUM,
    HIGH
}
