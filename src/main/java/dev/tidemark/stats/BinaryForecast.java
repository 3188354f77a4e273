package dev.tidemark.stats;

import java.util.ArrayList;
import java.util.List;

/**
 * Probabilities that were told, and what then happened.
 *
 * <p>No figure depends on the order in which they are given: equal probabilities are taken
 * together, and where a border lies among them, each side gets its share of their number and of
 * what happened to them. All figures are NaN if there are no forecasts at all.
 */
public final class BinaryForecast {
    /** For the logarithm, probabilities are taken to be at least this far from 0 and from 1. */
    private static final double LEAST = 1e-15;

    private final TiedScores forecasts;

    /**
     * Forecasts that are similar, and what came of them.
     *
     * @param count how many; not always whole, as equal probabilities may be shared out
     * @param predicted mean probability
     * @param observed share of those to whom it happened
     */
    public record Bin(double count, double predicted, double observed) {}

    /**
     * Forecasts and what happened.
     *
     * @param probability from 0 to 1
     * @param happened what came of each
     * @throws IllegalArgumentException if there are not as many of the one as of the other, or a
     *     probability is out of its range
     */
    public BinaryForecast(double[] probability, boolean[] happened) {
        for (double p : probability) {
            if (!(p >= 0 && p <= 1)) {
                throw new IllegalArgumentException("probability %s is not 0 to 1".formatted(p));
            }
        }
        this.forecasts = TiedScores.of(probability, happened);
    }

    /** How many forecasts there are. */
    public int count() {
        return forecasts.total();
    }

    /** The share of those to whom it happened. */
    public double observedRate() {
        return (double) forecasts.totalHappened() / forecasts.total();
    }

    /** Mean of (p − y)²; 0 is best, and rate·(1 − rate) is had by knowing the rate alone. */
    public double brier() {
        double sum = 0;
        for (int i = 0; i < forecasts.size(); i++) {
            double p = forecasts.score(i);
            double yes = forecasts.happened(i);
            sum += yes * (1 - p) * (1 - p) + (forecasts.count(i) - yes) * p * p;
        }
        return sum / forecasts.total();
    }

    /**
     * Mean of −ln of the probability given to what happened. Probabilities nearer than 1e-15 to 0
     * or 1 are taken as that near, so that one forecast that was sure and wrong costs 34.5, not
     * infinity.
     */
    public double logLoss() {
        double sum = 0;
        for (int i = 0; i < forecasts.size(); i++) {
            double p = Math.min(1 - LEAST, Math.max(LEAST, forecasts.score(i)));
            double yes = forecasts.happened(i);
            sum -= yes * StrictMath.log(p);
            sum -= (forecasts.count(i) - yes) * StrictMath.log1p(-p);
        }
        return sum / forecasts.total();
    }

    /**
     * Mean probability less the share of those to whom it happened; over 0 if too much was told.
     */
    public double bias() {
        double sum = 0;
        for (int i = 0; i < forecasts.size(); i++) {
            sum += forecasts.count(i) * forecasts.score(i) - forecasts.happened(i);
        }
        return sum / forecasts.total();
    }

    /**
     * Expected calibration error: how far, on average over bins of equally many forecasts, the mean
     * probability is from the share of those to whom it happened.
     *
     * @param bins over 0
     */
    public double calibrationError(int bins) {
        double sum = 0;
        for (Bin bin : calibrationCurve(bins)) {
            sum += bin.count() * Math.abs(bin.predicted() - bin.observed());
        }
        return sum / forecasts.total();
    }

    /**
     * Forecasts by rising probability, in bins of equally many.
     *
     * @param bins over 0
     * @return as many bins, or none if there are no forecasts
     */
    public List<Bin> calibrationCurve(int bins) {
        if (bins < 1) {
            throw new IllegalArgumentException("%d bins are not over 0".formatted(bins));
        }
        List<Bin> curve = new ArrayList<>(bins);
        if (forecasts.total() == 0) {
            return curve;
        }
        Slices slices = new Slices(forecasts);
        for (int bin = 1; bin <= bins; bin++) {
            curve.add(slices.until((double) forecasts.total() * bin / bins));
        }
        return curve;
    }

    /** Area under the ROC curve; see {@link Ranking}. */
    public double auc() {
        return ranking().auc();
    }

    /** The area under the ROC curve, with its standard error. */
    public Ranking ranking() {
        return Ranking.of(forecasts);
    }

    /**
     * The share of those to whom it happened among those of highest probability.
     *
     * @param share how many of all are looked at, over 0 and at most 1
     */
    public double precisionAtTop(double share) {
        return Ranking.precisionAtTop(forecasts, share);
    }

    /**
     * Precision at the top over the share of all to whom it happened; NaN if it happened to none.
     */
    public double liftAtTop(double share) {
        return precisionAtTop(share) / observedRate();
    }

    /** Cuts the forecasts at positions that may lie within equal ones. */
    private static final class Slices {
        private final TiedScores forecasts;
        private int group;
        private double usedOfGroup;
        private double position;

        private Slices(TiedScores forecasts) {
            this.forecasts = forecasts;
        }

        private Bin until(double end) {
            double count = 0;
            double probabilities = 0;
            double happened = 0;
            while (group < forecasts.size() && position < end) {
                int here = forecasts.count(group);
                double taken = Math.min(end - position, here - usedOfGroup);
                count += taken;
                probabilities += taken * forecasts.score(group);
                happened += taken / here * forecasts.happened(group);
                usedOfGroup += taken;
                position += taken;
                if (usedOfGroup >= here) {
                    group++;
                    usedOfGroup = 0;
                }
            }
            return new Bin(count, probabilities / count, happened / count);
        }
    }
}
