package dev.tidemark.stats;

import java.util.Arrays;

/**
 * How much of something, such as revenue, those of highest score have: the points of a gains curve.
 * Equal scores are taken together; where a border lies among them, each side gets its share of what
 * they have, so that the order in which they are given changes nothing.
 */
public final class TopShare {
    private final double[] scores;
    private final double[] sums;
    private final int[] counts;
    private final int n;
    private final double total;

    private TopShare(double[] scores, double[] sums, int[] counts, int n) {
        this.scores = scores;
        this.sums = sums;
        this.counts = counts;
        this.n = n;
        this.total = Arrays.stream(sums).sum();
    }

    /**
     * Orders amounts by a score.
     *
     * @param score higher first
     * @param amount of each, of any sign; whole numbers, or their sum may depend on the order
     * @throws IllegalArgumentException if there are not as many of the one as of the other, or a
     *     score is NaN
     */
    public static TopShare of(double[] score, double[] amount) {
        if (score.length != amount.length) {
            throw new IllegalArgumentException(
                    "%d scores of %d amounts".formatted(score.length, amount.length));
        }
        TiedScores groups = TiedScores.of(score, new boolean[score.length]);
        double[] scores = new double[groups.size()];
        int[] counts = new int[groups.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = groups.score(i);
            counts[i] = groups.count(i);
        }
        double[] sums = new double[scores.length];
        for (int i = 0; i < score.length; i++) {
            sums[Arrays.binarySearch(scores, score[i] + 0.0)] += amount[i];
        }
        return new TopShare(scores, sums, counts, score.length);
    }

    /**
     * The part of the whole amount that those of highest score have.
     *
     * @param share how many of all are looked at, from 0 to 1
     * @return NaN if the whole amount is 0
     */
    public double captured(double share) {
        double left = share * n;
        double sum = 0;
        for (int i = scores.length - 1; i >= 0 && left > 0; i--) {
            double taken = Math.min(left, counts[i]);
            sum += taken / counts[i] * sums[i];
            left -= taken;
        }
        return sum / total;
    }
}
