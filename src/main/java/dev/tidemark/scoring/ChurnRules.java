package dev.tidemark.scoring;

import dev.tidemark.model.ChurnLevel;
import java.io.Serializable;

/**
 * When the risk of churn is low, medium or high.
 *
 * @param horizonDays churn means no purchase within so many days, over 0
 * @param medium from this probability on the level is medium
 * @param high from this probability on the level is high
 * @param hysteresis a level is left downwards only this far below the probability that entered it
 */
public record ChurnRules(int horizonDays, double medium, double high, double hysteresis)
        implements Serializable {

    public ChurnRules {
        if (horizonDays < 1) {
            throw new IllegalArgumentException("horizon %d is not over 0".formatted(horizonDays));
        }
        if (!(0 < medium && medium < high && high < 1)) {
            throw new IllegalArgumentException(
                    "medium %s and high %s are not 0 < medium < high < 1".formatted(medium, high));
        }
        if (!(0 <= hysteresis && hysteresis < medium && hysteresis < high - medium)) {
            throw new IllegalArgumentException(
                    "hysteresis %s is not at least 0 and under both medium and high - medium"
                            .formatted(hysteresis));
        }
    }

    /** The level of a customer who has none yet. */
    ChurnLevel first(double probability) {
        if (probability >= high) {
            return ChurnLevel.HIGH;
        }
        return probability >= medium ? ChurnLevel.MEDIUM : ChurnLevel.LOW;
    }

    /** The level of a customer whose level was {@code before}. */
    ChurnLevel next(double probability, ChurnLevel before) {
        double highNow = before == ChurnLevel.HIGH ? high - hysteresis : high;
        double mediumNow = before == ChurnLevel.LOW ? medium : medium - hysteresis;
        if (probability >= highNow) {
            return ChurnLevel.HIGH;
        }
        return probability >= mediumNow ? ChurnLevel.MEDIUM : ChurnLevel.LOW;
    }

    /** The probability at which silence lifts a customer above this level; over 1 if none does. */
    double nextUpFrom(ChurnLevel level) {
        return switch (level) {
            case LOW -> medium;
            case MEDIUM -> high;
            case HIGH -> 2;
        };
    }
}
