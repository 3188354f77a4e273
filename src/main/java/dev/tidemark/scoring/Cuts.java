package dev.tidemark.scoring;

import dev.tidemark.model.CutPoints;
import java.io.Serializable;

/**
 * Cut points in the form in which the fold uses them.
 *
 * @param points as they were published
 * @param limits those of the r, f and m scores
 */
record Cuts(CutPoints points, RfmLimits limits) implements Serializable {
    static Cuts of(CutPoints points) {
        return new Cuts(points, RfmLimits.of(points));
    }

    String version() {
        return points.version();
    }

    long effectiveFrom() {
        return points.effectiveFrom();
    }
}
