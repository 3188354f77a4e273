package dev.tidemark.stats;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Makes a probability of a plain score, such as days of silence, from what happened before to those
 * of similar scores.
 *
 * <p>Scores are put in 20 bins of about equally many, equal ones together; a bin's risk is the
 * share of those to whom it happened, with half a case of each kind added, so that no risk is 0 or
 * 1. Where a higher score had a lower risk the bins are pooled (pool adjacent violators), so that
 * the risk never falls as the score rises.
 */
public final class EmpiricalRisk implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Bins before pooling. */
    public static final int BINS = 20;

    private final double[] upTo;
    private final double[] risk;

    private EmpiricalRisk(double[] upTo, double[] risk) {
        this.upTo = upTo;
        this.risk = risk;
    }

    /**
     * Learns from what is known.
     *
     * @param score higher where it is thought to be more likely
     * @param happened whether it happened
     * @throws IllegalArgumentException if there are no scores, not as many of the one as of the
     *     other, or a score is NaN
     */
    public static EmpiricalRisk learn(double[] score, boolean[] happened) {
        TiedScores scores = TiedScores.of(score, happened);
        if (scores.size() == 0) {
            throw new IllegalArgumentException("there are no scores to learn from");
        }
        Pools pools = new Pools();
        int seen = 0;
        int binned = 0;
        double count = 0;
        double yes = 0;
        for (int i = 0; i < scores.size(); i++) {
            seen += scores.count(i);
            count += scores.count(i);
            yes += scores.happened(i);
            boolean last = i == scores.size() - 1;
            if (last || (double) seen * BINS >= (double) scores.total() * (binned + 1)) {
                double until =
                        last
                                ? Double.POSITIVE_INFINITY
                                : scores.score(i) / 2 + scores.score(i + 1) / 2;
                pools.add(until, count, yes);
                binned = (int) ((double) seen * BINS / scores.total());
                count = 0;
                yes = 0;
            }
        }
        return pools.risks();
    }

    /**
     * The risk at a score, over 0 and under 1. Between two bins the nearer one counts.
     *
     * @throws IllegalArgumentException if it is NaN
     */
    public double of(double score) {
        if (Double.isNaN(score)) {
            throw new IllegalArgumentException("the score is not a number");
        }
        int found = Arrays.binarySearch(upTo, score);
        return risk[found >= 0 ? found : -found - 1];
    }

    /** Bins whose risks rise: one that does not is pooled with the one before. */
    private static final class Pools {
        private final double[] upTo = new double[BINS + 1];
        private final double[] count = new double[BINS + 1];
        private final double[] yes = new double[BINS + 1];
        private int size;

        private void add(double until, double n, double happened) {
            upTo[size] = until;
            count[size] = n;
            yes[size] = happened;
            size++;
            while (size > 1 && risk(size - 2) >= risk(size - 1)) {
                size--;
                upTo[size - 1] = upTo[size];
                count[size - 1] += count[size];
                yes[size - 1] += yes[size];
            }
        }

        private double risk(int pool) {
            return (yes[pool] + 0.5) / (count[pool] + 1);
        }

        private EmpiricalRisk risks() {
            double[] risks = new double[size];
            for (int i = 0; i < size; i++) {
                risks[i] = risk(i);
            }
            return new EmpiricalRisk(Arrays.copyOf(upTo, size), risks);
        }
    }
}
