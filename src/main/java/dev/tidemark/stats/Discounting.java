package dev.tidemark.stats;

import java.util.function.DoubleUnaryOperator;

/**
 * ∫ over t from 0 to infinity of e^(−rate·t)·f(t).
 *
 * <p>The trapezoidal rule after t = exp(π/2·sinh u)/rate, which makes the integrand fall double
 * exponentially at both ends if f is smooth and grows no faster than a power.
 */
final class Discounting {
    private static final double STEP = 1.0 / 16;
    private static final int FIRST = -68;
    private static final int LAST = 27;

    private Discounting() {}

    static double integral(DoubleUnaryOperator f, double rate) {
        double sum = 0;
        for (int i = FIRST; i <= LAST; i++) {
            double u = i * STEP;
            double rateTime = StrictMath.exp(Math.PI / 2 * StrictMath.sinh(u));
            double weight = StrictMath.exp(-rateTime) * rateTime * StrictMath.cosh(u);
            sum += weight * f.applyAsDouble(rateTime / rate);
        }
        return sum * Math.PI / 2 * STEP / rate;
    }
}
