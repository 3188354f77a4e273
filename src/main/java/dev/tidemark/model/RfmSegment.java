package dev.tidemark.model;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * A named segment of an RFM grid, or {@link #PROSPECT} for those who have not bought. The names of
 * the published grids are constants; a grid of one's own may have any.
 *
 * @param label the name people use, such as {@code At Risk}
 */
public record RfmSegment(String label) implements Serializable {
    public static final RfmSegment PROSPECT = new RfmSegment("Prospect");
    public static final RfmSegment CHAMPIONS = new RfmSegment("Champions");
    public static final RfmSegment LOYAL = new RfmSegment("Loyal");
    public static final RfmSegment POTENTIAL_LOYALIST = new RfmSegment("Potential Loyalist");
    public static final RfmSegment NEW = new RfmSegment("New");
    public static final RfmSegment PROMISING = new RfmSegment("Promising");
    public static final RfmSegment NEED_ATTENTION = new RfmSegment("Need Attention");
    public static final RfmSegment ABOUT_TO_SLEEP = new RfmSegment("About To Sleep");
    public static final RfmSegment AT_RISK = new RfmSegment("At Risk");
    public static final RfmSegment CANNOT_LOSE_THEM = new RfmSegment("Cannot Lose Them");
    public static final RfmSegment HIBERNATING = new RfmSegment("Hibernating");
    public static final RfmSegment LOST = new RfmSegment("Lost");
    public static final RfmSegment RECENT = new RfmSegment("Recent");
    public static final RfmSegment NEEDS_ATTENTION = new RfmSegment("Needs Attention");
    public static final RfmSegment INACTIVE = new RfmSegment("Inactive");

    /** The twelve of the standard grid; their order is part of the state format. */
    public static final List<RfmSegment> STANDARD =
            List.of(
                    PROSPECT,
                    CHAMPIONS,
                    LOYAL,
                    POTENTIAL_LOYALIST,
                    NEW,
                    PROMISING,
                    NEED_ATTENTION,
                    ABOUT_TO_SLEEP,
                    AT_RISK,
                    CANNOT_LOSE_THEM,
                    HIBERNATING,
                    LOST);

    /**
     * @throws IllegalArgumentException if the name is blank
     */
    public RfmSegment {
        Objects.requireNonNull(label, "label");
        if (label.isBlank()) {
            throw new IllegalArgumentException("a segment without a name");
        }
    }

    /**
     * The segment of that name; one of {@link #STANDARD} is that constant.
     *
     * @throws IllegalArgumentException if the name is blank
     */
    public static RfmSegment named(String label) {
        for (RfmSegment segment : STANDARD) {
            if (segment.label.equals(label)) {
                return segment;
            }
        }
        return new RfmSegment(label);
    }

    /** Constants stay constants on their way to another process. */
    private Object readResolve() {
        return named(label);
    }

    @Override
    public String toString() {
        return label;
    }
}
