package dev.tidemark.model;

/**
 * The four kinds of customer of the CRM matrix.
 *
 * <p>The order of the constants is part of the state format: add at the end only.
 */
public enum Quadrant {
    /** Among the few who make most of the realised revenue. */
    HIGH_VALUE("High-Value"),
    /** Not yet, but worth as much by what is expected, or about to buy for the first time. */
    POTENTIAL_HIGH_VALUE("Potential High-Value"),
    /** Buys, and is none of the others. */
    LOW_VALUE("Low-Value"),
    /** Has not bought, or only just begun to. */
    POTENTIAL_LOW_VALUE("Potential Low-Value");

    private final String label;

    Quadrant(String label) {
        this.label = label;
    }

    /** The name in messages and metrics. */
    public String label() {
        return label;
    }
}
