package dev.tidemark.stats;

import java.io.Serializable;
import java.util.List;

/**
 * The gamma-gamma model of the mean spend per purchase.
 *
 * <p>Each purchase of a customer is Gamma(p, rate ν); ν varies over customers as Gamma(q, rate v).
 * Amounts are in the currency unit in which v was estimated. Source: Fader and Hardie, "The
 * Gamma-Gamma Model of Monetary Value", note 025 (2013).
 */
public final class GammaGamma implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final double LEAST_Q = 1.0001;

    private final double p;
    private final double q;
    private final double v;

    private GammaGamma(double p, double q, double v) {
        this.p = p;
        this.q = q;
        this.v = v;
    }

    /**
     * The model with these parameters.
     *
     * @param p shape of one customer's purchases, over 0
     * @param q shape over customers, over 1: at 1 or less the mean spend is infinite
     * @param v rate over customers, in currency units, over 0
     * @throws IllegalArgumentException if one is out of its range
     */
    public static GammaGamma of(double p, double q, double v) {
        Domain.positive("p", p);
        Domain.positive("v", v);
        if (!(Domain.positive("q", q) > 1)) {
            throw new IllegalArgumentException("q %s is not over 1".formatted(q));
        }
        return new GammaGamma(p, q, v);
    }

    /**
     * Fits the model by maximum likelihood, with a prior of p, q and v. Where the data want a q of
     * 1 or less, an infinite mean spend, the verdict is {@link Verdict#NOT_CONVERGED} and q is just
     * over 1.
     *
     * @throws IllegalArgumentException if there are no rows, or the prior is not of three
     *     parameters
     */
    public static Fit<GammaGamma> fit(SpendRows rows, ParameterPrior prior) {
        PurchaseFit.check(rows.size(), prior, 3);
        MaximumLikelihood.Maximum maximum =
                MaximumLikelihood.find(new GammaGammaLikelihood(rows), prior, rows.totalWeight());
        double[] p = maximum.parameters();
        boolean finite = p[1] > LEAST_Q;
        return new Fit<>(
                of(p[0], Math.max(LEAST_Q, p[1]), p[2]),
                maximum.estimates(List.of("p", "q", "v")),
                maximum.logLikelihood(),
                rows.size(),
                rows.totalWeight(),
                maximum.steps(),
                finite ? maximum.verdict(true) : Verdict.NOT_CONVERGED);
    }

    /**
     * A weak prior around p = 6, q = 4 and the v at which the mean over customers is that of these
     * buyers, whatever their currency.
     *
     * @throws IllegalArgumentException if there are no rows
     */
    public static ParameterPrior defaultPrior(SpendRows rows) {
        return ParameterPrior.of(1, 6, 4, rows.meanOfMeans() / 2);
    }

    /** The parameters p, q and v. */
    public double[] parameters() {
        return new double[] {p, q, v};
    }

    /**
     * The logarithm of the density of a mean spend m of x purchases, note 025 equation 1a.
     *
     * @param x over 0
     * @param meanSpend over 0
     */
    public double logLikelihood(int x, double meanSpend) {
        SpendRows one = SpendRows.builder().add(x, meanSpend).build();
        return new GammaGammaLikelihood(one).sum(parameters(), new double[3]);
    }

    /**
     * The expected mean spend, note 025 equation 5: p·(v + x·m) / (p·x + q − 1).
     *
     * @param x purchases observed, 0 or more
     * @param meanSpend their mean spend m, 0 or more; without meaning if x is 0
     */
    public double expectedMeanSpend(int x, double meanSpend) {
        return p * (v + x * meanSpend) / (p * x + q - 1);
    }

    /**
     * The variance of the total spend S of Y purchases to come, Y independent of what each costs:
     * p·E[1/ν²]·(E[Y] + p·Var[Y]) + (p·E[Y])²·Var[1/ν], with ν Gamma(q + p·x, v + x·m) by what was
     * seen. It is that of a sum of Gamma(p, ν) amounts, by the law of total variance.
     *
     * @param x purchases observed, 0 or more
     * @param meanSpend their mean spend m, 0 or more; without meaning if x is 0
     * @param expectedPurchases E[Y], 0 or more
     * @param variancePurchases Var[Y], 0 or more
     * @return in currency units squared; infinity if q + p·x is 2 or less and Y not surely 0
     */
    public double totalSpendVariance(
            int x, double meanSpend, double expectedPurchases, double variancePurchases) {
        if (expectedPurchases == 0) {
            return 0;
        }
        double shape = q + p * x;
        if (!(shape > 2)) {
            return Double.POSITIVE_INFINITY;
        }
        double meanInverse = (v + x * meanSpend) / (shape - 1);
        double varianceInverse = meanInverse * meanInverse / (shape - 2);
        double meanOfSquare = meanInverse * meanInverse + varianceInverse;
        double expected = p * expectedPurchases;
        return p * meanOfSquare * (expectedPurchases + p * variancePurchases)
                + expected * expected * varianceInverse;
    }

    @Override
    public String toString() {
        return "gamma-gamma(p=%s, q=%s, v=%s)".formatted(p, q, v);
    }
}
