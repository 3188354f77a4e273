package dev.tidemark.scoring;

import java.io.Serializable;

/**
 * What keeps customers from moving to and fro because others do.
 *
 * @param hysteresis a class is left only this share below the cut that leads into it, unless the
 *     customer's own spend fell; 0 to under 1
 * @param dwellMillis a customer who has just moved meets new cut points only after so long
 * @param flapMillis a move back within so long is counted as a flap
 */
public record StabilityRules(double hysteresis, long dwellMillis, long flapMillis)
        implements Serializable {

    public StabilityRules {
        if (!(hysteresis >= 0 && hysteresis < 1) || dwellMillis < 0 || flapMillis < 0) {
            throw new IllegalArgumentException(
                    "hysteresis %s, dwell %d ms, flap %d ms"
                            .formatted(hysteresis, dwellMillis, flapMillis));
        }
    }

    /**
     * Whether a value reaches a cut.
     *
     * @param reached whether it did before
     * @param lost whether it fell by the customer's own doing: then there is nothing to forgive
     */
    boolean reaches(long value, long cut, boolean reached, boolean lost) {
        return value >= cut || reached && !lost && value >= floor(cut);
    }

    /** Down to this value whoever has reached a cut stays. */
    long floor(long cut) {
        return (long) StrictMath.ceil(cut * (1 - hysteresis));
    }
}
