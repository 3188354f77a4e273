package dev.tidemark.scoring;

import java.io.Serializable;
import java.util.List;

/**
 * How the tier follows from volume, profit and length of the relationship: the weighted mean of
 * three scores from 1 to 5.
 *
 * @param volume weight of the f score, 0 or more
 * @param profit weight of the m score, 0 or more; the margin is one for all, so profit ranks as
 *     spend does
 * @param length weight of the length of the relationship, 0 or more; one of the three is over 0
 * @param lengthDays four ascending numbers of days since the first order: from the first on the
 *     length scores 2 …, from the last on 5
 * @param strategic from these points on the tier is strategic
 * @param important from these points on it is important
 */
public record TierRules(
        double volume,
        double profit,
        double length,
        List<Long> lengthDays,
        double strategic,
        double important)
        implements Serializable {

    private static final int SCORES = 5;

    public TierRules {
        if (!(volume >= 0 && profit >= 0 && length >= 0 && volume + profit + length > 0)) {
            throw new IllegalArgumentException(
                    "the weights %s, %s and %s are not numbers from 0, one of them over 0"
                            .formatted(volume, profit, length));
        }
        boolean ascending = lengthDays.size() == SCORES - 1 && lengthDays.get(0) > 0;
        for (int i = 1; ascending && i < lengthDays.size(); i++) {
            ascending = lengthDays.get(i - 1) < lengthDays.get(i);
        }
        if (!ascending) {
            throw new IllegalArgumentException(
                    "%s are not four ascending numbers of days".formatted(lengthDays));
        }
        if (!(1 <= important && important < strategic && strategic <= SCORES)) {
            throw new IllegalArgumentException(
                    "important %s and strategic %s are not 1 <= important < strategic <= 5"
                            .formatted(important, strategic));
        }
        lengthDays = List.copyOf(lengthDays);
    }

    /** 1 to 5 by days since the first order. */
    int lengthScore(int days) {
        int score = 1;
        while (score < SCORES && days >= lengthDays.get(score - 1)) {
            score++;
        }
        return score;
    }

    /**
     * The weighted mean, to nine decimal places: weights in tenths are no binary fractions, and
     * points that are up to a limit must not miss it by a rounding error.
     *
     * @param f from 1 to {@code scores}
     * @param m likewise
     * @param lengthScore from 1 to 5
     */
    double points(int f, int m, int scores, int lengthScore) {
        double sum = volume * ofFive(f, scores) + profit * ofFive(m, scores) + length * lengthScore;
        return StrictMath.rint(sum / (volume + profit + length) * 1e9) / 1e9;
    }

    private static double ofFive(int score, int scores) {
        return scores == SCORES ? score : 1 + (score - 1) * (SCORES - 1.0) / (scores - 1);
    }
}
