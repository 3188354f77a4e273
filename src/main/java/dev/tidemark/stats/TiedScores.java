package dev.tidemark.stats;

import java.util.Arrays;

/**
 * Scores and what happened, as the different scores in rising order with how many there are of
 * each. All that is computed from it is the same to the last bit in whatever order they came.
 */
final class TiedScores {
    private final double[] scores;
    private final int[] counts;
    private final int[] happened;
    private final int size;
    private final int total;
    private final int totalHappened;

    private TiedScores(double[] scores, int[] counts, int[] happened, int size, int total) {
        this.scores = scores;
        this.counts = counts;
        this.happened = happened;
        this.size = size;
        this.total = total;
        this.totalHappened = Arrays.stream(happened).sum();
    }

    /**
     * Groups scores.
     *
     * @throws IllegalArgumentException if there are not as many of the one as of the other, or a
     *     score is NaN
     */
    static TiedScores of(double[] score, boolean[] happened) {
        if (score.length != happened.length) {
            throw new IllegalArgumentException(
                    "%d scores of %d outcomes".formatted(score.length, happened.length));
        }
        double[] all = new double[score.length];
        double[] yes = new double[score.length];
        int yeses = 0;
        for (int i = 0; i < score.length; i++) {
            if (Double.isNaN(score[i])) {
                throw new IllegalArgumentException("score %d is not a number".formatted(i));
            }
            all[i] = score[i] + 0.0; // -0.0 is 0.0
            if (happened[i]) {
                yes[yeses++] = all[i];
            }
        }
        Arrays.sort(all);
        Arrays.sort(yes, 0, yeses);
        return grouped(all, yes, yeses);
    }

    private static TiedScores grouped(double[] all, double[] yes, int yeses) {
        double[] scores = new double[all.length];
        int[] counts = new int[all.length];
        int[] happened = new int[all.length];
        int size = 0;
        int next = 0;
        for (int i = 0; i < all.length; size++) {
            double score = all[i];
            scores[size] = score;
            for (; i < all.length && all[i] == score; i++) {
                counts[size]++;
            }
            for (; next < yeses && yes[next] == score; next++) {
                happened[size]++;
            }
        }
        return new TiedScores(scores, counts, happened, size, all.length);
    }

    /** How many different scores there are. */
    int size() {
        return size;
    }

    double score(int group) {
        return scores[group];
    }

    int count(int group) {
        return counts[group];
    }

    int happened(int group) {
        return happened[group];
    }

    /** How many scores there are, equal ones counted each. */
    int total() {
        return total;
    }

    int totalHappened() {
        return totalHappened;
    }
}
