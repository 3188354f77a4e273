package dev.tidemark.stats;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.DoubleUnaryOperator;

/**
 * A smooth function of y, over 0 and under 1, kept as Chebyshev polynomials on eighths of octaves:
 * [15/16, 1), [14/16, 15/16) … [8/16, 9/16), [15/32, 16/32) and so on. For a function whose
 * singularity nearest to a segment is 0 their coefficients fall by 34 from one to the next, so that
 * eleven or so are as good as the function itself.
 *
 * <p>A polynomial is made when its segment is first asked for, from the function at the segment's
 * Chebyshev nodes. It depends on nothing else: the value at a point is always the same, whoever
 * asked for what before. Threads may share it; two of them may make the same polynomial, of the
 * same coefficients.
 *
 * <p>Source: Trefethen, Approximation Theory and Approximation Practice (2013), chapters 3, 8.
 */
final class SegmentPolynomials {
    /**
     * Bits of a double below those that say in which segment it is: 3 of 52 are of the fraction.
     */
    private static final int WITHIN = 49;

    private static final long ONE = Double.doubleToRawLongBits(1) >>> WITHIN;
    private static final int NODES = 24;

    /**
     * The last coefficients of a smooth function are nothing but its errors of rounding; those that
     * are hardly larger are no better.
     */
    private static final int LAST = 8;

    private static final double HARDLY_LARGER = 2;

    /** Larger errors than that, against the largest value, tell that it is not smooth enough. */
    private static final double MOST_ERROR = 1e-13;

    /** Stands for a segment on which the function is not smooth enough, or not finite. */
    private static final double[] UNKNOWN = {};

    private static final double[][] COSINES = cosines();

    private final DoubleUnaryOperator function;
    private final AtomicReferenceArray<double[]> segments;

    /**
     * Those of a function.
     *
     * @param function finite and smooth from {@code least} to 1
     * @param least over 0 and at most 1; below the first whole segment from it on, nothing is known
     */
    SegmentPolynomials(DoubleUnaryOperator function, double least) {
        this.function = function;
        this.segments = new AtomicReferenceArray<>(least < 1 ? index(least) : 0);
    }

    /** cos(k·θ_j) of the nodes' angles θ_j. */
    private static double[][] cosines() {
        double[][] cosines = new double[NODES][NODES];
        for (int k = 0; k < NODES; k++) {
            for (int j = 0; j < NODES; j++) {
                cosines[k][j] = StrictMath.cos(StrictMath.PI * k * (j + 0.5) / NODES);
            }
        }
        return cosines;
    }

    private static int index(double y) {
        return (int) (ONE - 1 - (Double.doubleToRawLongBits(y) >>> WITHIN));
    }

    /** The smallest number of a segment. */
    private static double from(int index) {
        return Double.longBitsToDouble(ONE - 1 - index << WITHIN);
    }

    /**
     * The function at y; not a number where it has no polynomial.
     *
     * @param y over 0
     */
    double at(double y) {
        int index = index(y);
        if (index < 0 || index >= segments.length()) {
            return Double.NaN;
        }
        double[] c = segments.get(index);
        if (c == null) {
            c = polynomial(index);
            segments.set(index, c);
        }
        if (c == UNKNOWN) {
            return Double.NaN;
        }
        double from = from(index);
        return sum(c, 4 * (y - from) / (from(index - 1) - from) - 2);
    }

    /** Clenshaw's recurrence, at half of {@code twice}, which is from -2 to 2. */
    private static double sum(double[] c, double twice) {
        double next = 0;
        double afterNext = 0;
        for (int k = c.length - 1; k > 0; k--) {
            double term = c[k] - afterNext + twice * next;
            afterNext = next;
            next = term;
        }
        return c[0] - afterNext + 0.5 * twice * next;
    }

    private double[] polynomial(int index) {
        double from = from(index);
        double half = (from(index - 1) - from) / 2;
        double[] values = new double[NODES];
        double largest = 0;
        for (int j = 0; j < NODES; j++) {
            values[j] = function.applyAsDouble(from + half * (1 + COSINES[1][j]));
            largest = Math.max(largest, Math.abs(values[j]));
        }
        double[] c = new double[NODES];
        for (int k = 0; k < NODES; k++) {
            for (int j = 0; j < NODES; j++) {
                c[k] += values[j] * COSINES[k][j] * (k == 0 ? 1 : 2) / NODES;
            }
        }
        double error = 0;
        for (int k = NODES - LAST; k < NODES; k++) {
            error = Math.max(error, Math.abs(c[k]));
        }
        // Nor is one smooth that is not a number somewhere.
        if (!(error <= MOST_ERROR * largest)) {
            return UNKNOWN;
        }
        int length = NODES - LAST;
        while (length > 1 && Math.abs(c[length - 1]) <= HARDLY_LARGER * error) {
            length--;
        }
        return Arrays.copyOf(c, length);
    }
}
