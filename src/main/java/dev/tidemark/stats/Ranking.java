package dev.tidemark.stats;

/**
 * How well a score puts those to whom something happened above those to whom it did not: the area
 * under the receiver operating characteristic, which is the probability that of one of each the
 * score of the first is higher, a tie counted as half.
 *
 * @param auc from 0 to 1, 0.5 for a score that says nothing; NaN if it happened to all or to none
 * @param standardError of the area, from Hanley and McNeil, "The Meaning and Use of the Area under
 *     a Receiver Operating Characteristic (ROC) Curve", Radiology 143 (1982); NaN with the area
 */
public record Ranking(double auc, double standardError) {
    /**
     * The ranking by a score.
     *
     * @param score higher where it is more likely to happen
     * @throws IllegalArgumentException if there are not as many of the one as of the other, or a
     *     score is NaN
     */
    public static Ranking of(double[] score, boolean[] happened) {
        return of(TiedScores.of(score, happened));
    }

    /**
     * The area under the curve alone.
     *
     * @throws IllegalArgumentException as {@link #of(double[], boolean[])}
     */
    public static double auc(double[] score, boolean[] happened) {
        return of(score, happened).auc();
    }

    static Ranking of(TiedScores scores) {
        double yes = scores.totalHappened();
        double no = scores.total() - yes;
        if (yes == 0 || no == 0) {
            return new Ranking(Double.NaN, Double.NaN);
        }
        double won = 0;
        double noBelow = 0;
        for (int i = 0; i < scores.size(); i++) {
            double noHere = scores.count(i) - scores.happened(i);
            won += scores.happened(i) * (noBelow + noHere / 2);
            noBelow += noHere;
        }
        double auc = won / (yes * no);
        double square = auc * auc;
        double variance =
                auc * (1 - auc)
                        + (yes - 1) * (auc / (2 - auc) - square)
                        + (no - 1) * (2 * square / (1 + auc) - square);
        return new Ranking(auc, Math.sqrt(Math.max(0, variance) / (yes * no)));
    }

    /**
     * The share of those to whom it happened among those of highest score. Where the border lies
     * among equal scores, each side gets its share of them.
     *
     * @param share how many of all are looked at, over 0 and at most 1
     * @return NaN if there are no scores
     * @throws IllegalArgumentException as {@link #of(double[], boolean[])}, or if the share is out
     *     of its range
     */
    public static double precisionAtTop(double[] score, boolean[] happened, double share) {
        return precisionAtTop(TiedScores.of(score, happened), share);
    }

    static double precisionAtTop(TiedScores scores, double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share %s is not over 0 to 1".formatted(share));
        }
        double wanted = share * scores.total();
        double left = wanted;
        double happened = 0;
        for (int i = scores.size() - 1; i >= 0 && left > 0; i--) {
            double taken = Math.min(left, scores.count(i));
            happened += taken / scores.count(i) * scores.happened(i);
            left -= taken;
        }
        return happened / wanted;
    }
}
