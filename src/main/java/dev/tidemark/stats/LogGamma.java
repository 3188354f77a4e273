package dev.tidemark.stats;

/**
 * ln Γ and its derivative for positive numbers, by Stirling's series after a shift to 16 and more
 * (Abramowitz and Stegun 6.1.40 and 6.3.18). Errors are about 1e-15 of max(1, |value|).
 */
final class LogGamma {
    private static final double SHIFTED = 16;
    private static final double HALF_LOG_TWO_PI = 0.5 * StrictMath.log(2 * Math.PI);

    private LogGamma() {}

    /** ln Γ(x), x over 0. */
    static double value(double x) {
        double product = 1;
        double y = x;
        for (; y < SHIFTED; y++) {
            product *= y;
        }
        return (y - 0.5) * StrictMath.log(y)
                - y
                + HALF_LOG_TWO_PI
                + correction(y)
                - StrictMath.log(product);
    }

    /** What Stirling's formula lacks at y of 16 or more. */
    private static double correction(double y) {
        double i = 1 / (y * y);
        double series = 1 / 1188.0 - i * 691 / 360360.0;
        series = 1 / 12.0 - i * (1 / 360.0 - i * (1 / 1260.0 - i * (1 / 1680.0 - i * series)));
        return series / y;
    }

    /**
     * ln of Γ(x+d)/Γ(x), x over 0 and d 0 or more. No two large logarithms are subtracted: the
     * error is about 1e-15 of the terms d·ln(x+d).
     */
    static double ratio(double x, double d) {
        double quotient = 1;
        double y = x;
        for (; y < SHIFTED; y++) {
            quotient *= (y + d) / y;
        }
        return (y - 0.5) * StrictMath.log1p(d / y)
                + d * (StrictMath.log(y + d) - 1)
                + correction(y + d)
                - correction(y)
                - StrictMath.log(quotient);
    }

    /** The derivative of ln Γ at x: ψ(x), x over 0. */
    static double derivative(double x) {
        double shift = 0;
        double y = x;
        for (; y < SHIFTED; y++) {
            shift += 1 / y;
        }
        double i = 1 / (y * y);
        double series = 1 / 240.0 - i * (1 / 132.0 - i * (691 / 32760.0 - i / 12));
        series = i * (1 / 12.0 - i * (1 / 120.0 - i * (1 / 252.0 - i * series)));
        return StrictMath.log(y) - 0.5 / y - series - shift;
    }
}
