package dev.tidemark.stats;

/**
 * I = ∫ over u from 0 to D of (1 + u/A)^(−p) · (1 + u/B)^(−q), and means of functions of u under
 * this integrand.
 *
 * <p>All that Pareto/NBD needs is such an integral: time until a purchase and until dropout are
 * each a gamma mixture of exponentials, which is a Lomax distribution. The published forms with ₂F₁
 * are differences of nearly equal numbers, and fail when A and B are far apart; here everything is
 * positive.
 *
 * <p>With v = ln(1 + u/min(A, B)) the integrand has no singularity within π of the real line, and
 * its logarithm is concave in v. Panels so short that it falls by no more than e^12 in each are
 * taken with the rule of {@link GaussLegendre}, until nothing is left to add.
 */
final class LomaxIntegral {
    private static final double LONGEST_PANEL = 2.5;
    private static final double STEEPEST_PANEL = 12;
    private static final double NEGLIGIBLE = 1e-19;

    private double value;
    private double logMeanA;
    private double inverseMeanA;
    private double logMeanB;
    private double inverseMeanB;

    /** I. */
    double value() {
        return value;
    }

    /** The mean of ln(1 + u/A). */
    double logMeanA() {
        return logMeanA;
    }

    /** The mean of 1/(1 + u/A). */
    double inverseMeanA() {
        return inverseMeanA;
    }

    /** The mean of ln(1 + u/B). */
    double logMeanB() {
        return logMeanB;
    }

    /** The mean of 1/(1 + u/B). */
    double inverseMeanB() {
        return inverseMeanB;
    }

    /** I alone. */
    static double of(double scaleA, double p, double scaleB, double q, double width) {
        LomaxIntegral integral = new LomaxIntegral();
        integral.take(scaleA, p, scaleB, q, width, false);
        return integral.value;
    }

    /**
     * I and the means, which are those of the limit u = 0 if D is 0.
     *
     * @param scaleA A, over 0
     * @param p 0 or more
     * @param scaleB B, over 0
     * @param q 0 or more
     * @param width D, 0 or more
     */
    void take(double scaleA, double p, double scaleB, double q, double width) {
        take(scaleA, p, scaleB, q, width, true);
        if (scaleA > scaleB) {
            double logs = logMeanA;
            double inverses = inverseMeanA;
            logMeanA = logMeanB;
            inverseMeanA = inverseMeanB;
            logMeanB = logs;
            inverseMeanB = inverses;
        }
    }

    /** After it, means A are those of the smaller scale. */
    private void take(
            double scaleA, double p, double scaleB, double q, double width, boolean means) {
        double near = Math.min(scaleA, scaleB);
        double ratio = near / Math.max(scaleA, scaleB);
        double nearPower = scaleA <= scaleB ? p : q;
        double farPower = scaleA <= scaleB ? q : p;
        clear();
        double end = StrictMath.log1p(width / near);
        double from = 0;
        while (from < end) {
            double length = Math.min(LONGEST_PANEL, end - from);
            while (length * Math.abs(slope(from + length, nearPower, farPower, ratio))
                    > STEEPEST_PANEL) {
                length /= 2;
            }
            double before = value;
            panel(from, length, nearPower, farPower, ratio, means);
            from += length;
            if (value - before <= NEGLIGIBLE * value
                    && slope(from, nearPower, farPower, ratio) < 0) {
                break;
            }
        }
        finish(near);
    }

    private void clear() {
        value = 0;
        logMeanA = 0;
        inverseMeanA = 0;
        logMeanB = 0;
        inverseMeanB = 0;
    }

    /** From sums to means. */
    private void finish(double near) {
        if (value > 0) {
            logMeanA /= value;
            inverseMeanA /= value;
            logMeanB /= value;
            inverseMeanB /= value;
        } else {
            inverseMeanA = 1;
            inverseMeanB = 1;
        }
        value *= near;
    }

    /** Of the logarithm of the integrand in v. It falls from 1−p or so to 1−p−q. */
    private static double slope(double v, double nearPower, double farPower, double ratio) {
        double grown = ratio * StrictMath.exp(v);
        return 1 - nearPower - farPower * grown / (1 - ratio + grown);
    }

    private void panel(
            double from,
            double length,
            double nearPower,
            double farPower,
            double ratio,
            boolean means) {
        double half = length / 2;
        for (int i = 0; i < GaussLegendre.POINTS; i++) {
            double v = from + half * (1 + GaussLegendre.node(i));
            double grown = StrictMath.expm1(v);
            double logFar = StrictMath.log1p(ratio * grown);
            double height = StrictMath.exp((1 - nearPower) * v - farPower * logFar);
            double mass = half * GaussLegendre.weight(i) * height;
            value += mass;
            if (means) {
                logMeanA += mass * v;
                inverseMeanA += mass / (1 + grown);
                logMeanB += mass * logFar;
                inverseMeanB += mass / (1 + ratio * grown);
            }
        }
    }
}
