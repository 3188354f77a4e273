package dev.tidemark.stats;

/**
 * The expectation over the dropout probability p ~ Beta(a, b) of [1 − (1 + p·c)^(−R)] / p.
 *
 * <p>This is the expected number of purchases of a living customer whose buying rate is Gamma(R)
 * and whose horizon is c times the scale of that rate: given p and λ it is [1 − exp(−λpt)]/p, and λ
 * is integrated out in closed form. Both the integral and the normalising constant are taken with
 * the same double-exponential rule (Takahasi and Mori 1974), which copes with the end-point
 * singularities of a or b under 1, so no gamma function is needed.
 */
final class DropoutIntegral {
    private static final double STEP = 1.0 / 64;
    private static final double REACH = 6.0;

    /** What is left out beyond the reach is e to the power of minus this, against the whole. */
    private static final double TAIL = 45;

    private DropoutIntegral() {}

    /**
     * The expectation.
     *
     * @param a first beta parameter, over 0
     * @param b second beta parameter, over 0
     * @param shape R, over 0
     * @param c horizon over scale, 0 or more
     */
    static double of(double a, double b, double shape, double c) {
        int nodes = (int) (reach(Math.min(a, b)) / STEP);
        double peak = Double.NEGATIVE_INFINITY;
        double[] logWeights = new double[2 * nodes + 1];
        for (int i = -nodes; i <= nodes; i++) {
            double logWeight = logWeight(i * STEP, a, b);
            logWeights[i + nodes] = logWeight;
            peak = Math.max(peak, logWeight);
        }
        double mass = 0;
        double integral = 0;
        for (int i = -nodes; i <= nodes; i++) {
            double weight = StrictMath.exp(logWeights[i + nodes] - peak);
            mass += weight;
            integral += weight * givenDropout(p(i * STEP), shape, c);
        }
        return integral / mass;
    }

    /** The weights fall as e^(−least·π·sinh u): a beta parameter near 0 has a long tail. */
    private static double reach(double least) {
        double far = TAIL / (Math.PI * least);
        return Math.max(REACH, StrictMath.log(2 * far + 1));
    }

    private static double givenDropout(double p, double shape, double c) {
        double pc = p * c;
        return pc < 1e-300 ? shape * c : -StrictMath.expm1(-shape * StrictMath.log1p(pc)) / p;
    }

    /** p = 1/(1 + exp(−π sinh u)): the unit interval mapped to the whole line. */
    private static double p(double u) {
        return 1 / (1 + StrictMath.exp(-Math.PI * StrictMath.sinh(u)));
    }

    /** ln of p^(a−1)·(1−p)^(b−1)·dp/du, without its constant. */
    private static double logWeight(double u, double a, double b) {
        double s = Math.PI * StrictMath.sinh(u);
        double logP = -log1pExp(-s);
        double logQ = -log1pExp(s);
        return a * logP + b * logQ + StrictMath.log(StrictMath.cosh(u));
    }

    private static double log1pExp(double v) {
        return v > 0
                ? v + StrictMath.log1p(StrictMath.exp(-v))
                : StrictMath.log1p(StrictMath.exp(v));
    }
}
