package dev.tidemark.stats;

import java.util.function.DoubleUnaryOperator;

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

    /** A peak of the weights is taken in steps of this share of its standard deviation. */
    private static final double PEAK_STEP = 0.6;

    /**
     * A node with a weight under e to the power of minus this, against the largest, is left out.
     */
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
        return mean(a, b, p -> givenDropout(p, shape, c));
    }

    /** The expectation of a function of p, smooth and of one sign. */
    static double mean(double a, double b, DoubleUnaryOperator f) {
        double middle = asinh(StrictMath.log(a / b) / Math.PI);
        double deviation = Math.sqrt(1 / a + 1 / b) / (Math.PI * StrictMath.cosh(middle));
        double step = Math.min(STEP, PEAK_STEP * deviation);
        double peak = logWeight(middle, a, b);
        double mass = 1;
        double integral = f.applyAsDouble(p(middle));
        for (int side = -1; side <= 1; side += 2) {
            double logWeight = peak;
            for (int i = 1; logWeight > peak - TAIL; i++) {
                double u = middle + side * i * step;
                logWeight = logWeight(u, a, b);
                double weight = StrictMath.exp(logWeight - peak);
                mass += weight;
                integral += weight * f.applyAsDouble(p(u));
            }
        }
        return integral / mass;
    }

    private static double asinh(double x) {
        double size = Math.abs(x);
        return Math.copySign(StrictMath.log(size + Math.sqrt(size * size + 1)), x);
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
