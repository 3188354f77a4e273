package dev.tidemark.stats;

import java.util.function.DoubleUnaryOperator;

/**
 * ∫ over t from 0 to infinity of e^(−rate·t)·f(t).
 *
 * <p>The trapezoidal rule after t = exp(π/2·sinh u)/rate, which makes the integrand fall double
 * exponentially at both ends if f is smooth and grows no faster than a power. The step is halved
 * until the sum holds still: an f whose time is far from 1/rate is steep in u. As each halving
 * squares the relative error, the last change is far larger than what is left.
 */
final class Discounting {
    private static final double FIRST = -4.25;
    private static final double LAST = 1.6875;
    private static final double COARSEST = 1.0 / 16;
    private static final double FINEST = 1.0 / 1024;
    private static final double STILL = 1e-7;

    private Discounting() {}

    /**
     * The integral, to about 1e-12.
     *
     * @param f of one sign
     * @param rate over 0
     */
    static double integral(DoubleUnaryOperator f, double rate) {
        double step = COARSEST;
        double sum = sum(f, rate, FIRST, step);
        while (step > FINEST) {
            double between = sum(f, rate, FIRST + step / 2, step);
            double change = between - sum;
            sum += between;
            step /= 2;
            if (Math.abs(change) <= STILL * Math.abs(sum)) {
                break;
            }
        }
        return sum * Math.PI / 2 * step / rate;
    }

    private static double sum(DoubleUnaryOperator f, double rate, double from, double step) {
        double sum = 0;
        for (int i = 0; from + i * step <= LAST; i++) {
            double u = from + i * step;
            double rateTime = StrictMath.exp(Math.PI / 2 * StrictMath.sinh(u));
            double weight = StrictMath.exp(-rateTime) * rateTime * StrictMath.cosh(u);
            sum += weight * f.applyAsDouble(rateTime / rate);
        }
        return sum;
    }
}
