package dev.tidemark.app.config;

/** Where cut points come from. */
public enum CutPointsSource {
    /** From how the customers are now. */
    LIVE,
    /** From the configuration, for good. */
    FIXED
}
