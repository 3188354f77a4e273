package dev.tidemark.stats;

/**
 * The distribution of the number of purchases Y in a time to come, in four figures. It holds for
 * one customer and the parameters as they are: that these were estimated is not in it.
 *
 * @param quantile05 the smallest y with P(Y ≤ y) ≥ 0.05: the low end of the central 90 % interval
 * @param quantile95 the smallest y with P(Y ≤ y) ≥ 0.95: the high end of it
 * @param mean E[Y], the same as {@link PurchaseModel#expectedPurchases} but for rounding
 * @param variance Var[Y], 0 or more; its error is up to some 1e-12 of the mean and its square
 */
public record PurchaseSpread(int quantile05, int quantile95, double mean, double variance) {
    /** A quantile is passed while P(Y ≥ n) is over this. */
    static final double OVER_LOW = 0.95;

    static final double OVER_HIGH = 0.05;

    /** Nothing is bought. */
    static final PurchaseSpread NONE = new PurchaseSpread(0, 0, 0, 0);

    /** With the variance of these moments: E[Y] and E[Y(Y−1)]. */
    static PurchaseSpread of(int quantile05, int quantile95, double mean, double pairs) {
        double variance = Math.max(0, pairs + mean - mean * mean);
        return new PurchaseSpread(quantile05, quantile95, mean, variance);
    }
}
