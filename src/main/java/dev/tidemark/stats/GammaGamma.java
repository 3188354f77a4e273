package dev.tidemark.stats;

import java.io.Serializable;

/**
 * The gamma-gamma model of the mean spend per purchase.
 *
 * <p>Each purchase of a customer is Gamma(p, rate ν); ν varies over customers as Gamma(q, rate v).
 * Amounts are in the currency unit in which v was estimated. Source: Fader and Hardie, "The
 * Gamma-Gamma Model of Monetary Value", note 025 (2013).
 */
public final class GammaGamma implements Serializable {
    private static final long serialVersionUID = 1L;

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
     * The expected mean spend, note 025 equation 5: p·(v + x·m) / (p·x + q − 1).
     *
     * @param x purchases observed, 0 or more
     * @param meanSpend their mean spend m, 0 or more; without meaning if x is 0
     */
    public double expectedMeanSpend(int x, double meanSpend) {
        return p * (v + x * meanSpend) / (p * x + q - 1);
    }

    @Override
    public String toString() {
        return "gamma-gamma(p=%s, q=%s, v=%s)".formatted(p, q, v);
    }
}
