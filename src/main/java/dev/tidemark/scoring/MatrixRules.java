package dev.tidemark.scoring;

import java.io.Serializable;

/**
 * The numbers of the decision table of the CRM matrix that are not cut points.
 *
 * @param intentDays a cart or a checkout counts for so many days, over 0
 * @param newcomerDays a first order is new for so many days, 0 or more
 */
public record MatrixRules(int intentDays, int newcomerDays) implements Serializable {
    public MatrixRules {
        if (intentDays < 1 || newcomerDays < 0) {
            throw new IllegalArgumentException(
                    "%d days of intent, %d of a newcomer".formatted(intentDays, newcomerDays));
        }
    }
}
