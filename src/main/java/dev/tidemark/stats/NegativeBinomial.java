package dev.tidemark.stats;

/**
 * The number of purchases N in a time t at a rate that is Gamma(R, A), if nobody drops out, with c
 * = t/A: its probabilities one by one are recurrences where they are needed, this is the tail.
 */
final class NegativeBinomial {
    private static final double PRECISE = 1e-14;

    /** Keeps a fraction from becoming 0/0 (Thompson and Barnett 1986). */
    private static final double TINY = 1e-290;

    /** The fraction needs about the root of the larger of n and R. */
    private static final int MOST_STEPS = 200_000;

    private NegativeBinomial() {}

    /**
     * P(N ≥ n), the regularised incomplete beta function of n and R at c/(1+c): DLMF 8.17.22.
     *
     * @param n 1 or more
     * @param shape R, over 0
     * @param c over 0
     */
    static double atLeast(int n, double shape, double c) {
        double z = c / (1 + c);
        double rest = 1 / (1 + c);
        double logRest = -StrictMath.log1p(c);
        double logZ = z < 0.5 ? StrictMath.log(z) : StrictMath.log1p(-rest);
        double small = Math.min(n, shape);
        double logBeta = LogGamma.value(small) - LogGamma.ratio(Math.max(n, shape), small);
        double front = StrictMath.exp(n * logZ + shape * logRest - logBeta);
        if (z < (n + 1) / (n + shape + 2)) {
            return front / (n * fraction(n, shape, z));
        }
        return 1 - front / (shape * fraction(shape, n, rest));
    }

    /** 1 + d_1/(1 + d_2/(1 + …)), by the method of Lentz. */
    private static double fraction(double p, double q, double x) {
        double value = 1;
        double above = 1;
        double below = 0;
        for (int i = 1; i < MOST_STEPS; i++) {
            int m = i / 2;
            double d =
                    i % 2 == 0
                            ? m * (q - m) * x / ((p + 2 * m - 1) * (p + 2 * m))
                            : -(p + m) * (p + q + m) * x / ((p + 2 * m) * (p + 2 * m + 1));
            below = 1 / awayFromZero(1 + d * below);
            above = awayFromZero(1 + d / above);
            double change = above * below;
            value *= change;
            if (Math.abs(change - 1) < PRECISE) {
                break;
            }
        }
        return value;
    }

    private static double awayFromZero(double x) {
        return Math.abs(x) < TINY ? TINY : x;
    }
}
