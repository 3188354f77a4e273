package dev.tidemark.app.config;

/** How often a message may go out. */
public enum Delivery {
    EXACTLY_ONCE,
    AT_LEAST_ONCE
}
