package dev.tidemark.stats;

/**
 * The Gauss-Legendre rule of 16 points on −1 to 1: exact for polynomials up to degree 31.
 *
 * <p>The nodes are the zeros of the Legendre polynomial, found by Newton's method from the usual
 * first guess (Abramowitz and Stegun 25.4.29 and 22.16.6), so that no digit is copied wrongly.
 */
final class GaussLegendre {
    static final int POINTS = 16;

    private static final double[] NODES = new double[POINTS];
    private static final double[] WEIGHTS = new double[POINTS];

    static {
        for (int i = 0; i < POINTS; i++) {
            double x = StrictMath.cos(Math.PI * (i + 0.75) / (POINTS + 0.5));
            double slope = 1;
            for (int step = 0; step < 20; step++) {
                double before = 1;
                double value = x;
                for (int n = 2; n <= POINTS; n++) {
                    double next = ((2 * n - 1) * x * value - (n - 1) * before) / n;
                    before = value;
                    value = next;
                }
                slope = POINTS * (before - x * value) / (1 - x * x);
                x -= value / slope;
            }
            NODES[i] = x;
            WEIGHTS[i] = 2 / ((1 - x * x) * slope * slope);
        }
    }

    private GaussLegendre() {}

    static double node(int i) {
        return NODES[i];
    }

    static double weight(int i) {
        return WEIGHTS[i];
    }
}
