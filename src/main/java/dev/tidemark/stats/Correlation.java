package dev.tidemark.stats;

import java.util.Arrays;

/** How two quantities go together, from −1 to 1; NaN if one of them does not vary. */
public final class Correlation {
    private Correlation() {}

    /**
     * Pearson's: of the values.
     *
     * @throws IllegalArgumentException if there are not as many of the one as of the other
     */
    public static double pearson(double[] a, double[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException("%d values and %d".formatted(a.length, b.length));
        }
        double meanA = mean(a);
        double meanB = mean(b);
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (a[i] - meanA) * (b[i] - meanB);
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i] - meanB) * (b[i] - meanB);
        }
        return ab / Math.sqrt(aa * bb);
    }

    /**
     * Spearman's: of the ranks, equal values having the middle of theirs.
     *
     * @throws IllegalArgumentException if there are not as many of the one as of the other, or a
     *     value is NaN
     */
    public static double spearman(double[] a, double[] b) {
        return pearson(ranks(a), ranks(b));
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double[] ranks(double[] values) {
        TiedScores groups = TiedScores.of(values, new boolean[values.length]);
        double[] scores = new double[groups.size()];
        double[] middle = new double[groups.size()];
        int below = 0;
        for (int i = 0; i < scores.length; i++) {
            scores[i] = groups.score(i);
            middle[i] = below + (groups.count(i) + 1) / 2.0;
            below += groups.count(i);
        }
        double[] ranks = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            ranks[i] = middle[Arrays.binarySearch(scores, values[i] + 0.0)];
        }
        return ranks;
    }
}
