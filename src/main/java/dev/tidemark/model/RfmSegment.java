package dev.tidemark.model;

/**
 * The named segments of the RFM grid, and {@link #PROSPECT} for those who have not bought.
 *
 * <p>The order of the constants is part of the state format: add at the end only.
 */
public enum RfmSegment {
    PROSPECT("Prospect"),
    CHAMPIONS("Champions"),
    LOYAL("Loyal"),
    POTENTIAL_LOYALIST("Potential Loyalist"),
    NEW("New"),
    PROMISING("Promising"),
    NEED_ATTENTION("Need Attention"),
    ABOUT_TO_SLEEP("About To Sleep"),
    AT_RISK("At Risk"),
    CANNOT_LOSE_THEM("Cannot Lose Them"),
    HIBERNATING("Hibernating"),
    LOST("Lost");

    private final String label;

    RfmSegment(String label) {
        this.label = label;
    }

    /** The name people use, such as {@code At Risk}. */
    public String label() {
        return label;
    }
}
