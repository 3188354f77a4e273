package dev.tidemark.scoring.population;

import java.io.Serializable;

/**
 * How predictions of churn are judged.
 *
 * @param horizonDays a prediction is of no purchase within so many days
 * @param everyDays days from one prediction to the next; 0 for never
 * @param rolling how many of the last judged predictions the figures are of, over 0
 */
public record JudgingRules(int horizonDays, int everyDays, int rolling) implements Serializable {
    /** Whether predictions are judged at all. */
    public boolean judges() {
        return everyDays > 0;
    }

    /** Of how many days predictions may be open at once, if any are judged. */
    public int mostOpenDays() {
        return (horizonDays + everyDays - 1) / everyDays;
    }
}
