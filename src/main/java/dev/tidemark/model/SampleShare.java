package dev.tidemark.model;

/**
 * Which customers are in the sample that models are fitted to and judged by: those whose place
 * between 0 and 1, a hash of the id, is under this share. It only ever falls.
 *
 * @param share over 0 and at most 1
 */
public record SampleShare(double share) implements PopulationNotice {
    /** Everybody. */
    public static final SampleShare ALL = new SampleShare(1);

    public SampleShare {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "share %s is not over 0 and at most 1".formatted(share));
        }
    }
}
