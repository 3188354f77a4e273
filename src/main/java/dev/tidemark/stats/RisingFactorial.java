package dev.tidemark.stats;

/**
 * Logarithms of rising factorials c·(c+1)…(c+n−1) = Γ(c+n)/Γ(c), by multiplication.
 *
 * <p>The counts of purchases are whole numbers, so no gamma function is needed, and no two large
 * ones are subtracted when c is large.
 */
final class RisingFactorial {
    private static final double LARGE = 1e200;
    private static final double SMALL = 1e-200;

    private RisingFactorial() {}

    /** ln of c·(c+1)…(c+n−1), for c over 0. */
    static double log(double c, int n) {
        double logs = 0;
        double product = 1;
        for (int i = 0; i < n; i++) {
            product *= c + i;
            if (product > LARGE || product < SMALL) {
                logs += StrictMath.log(product);
                product = 1;
            }
        }
        return logs + StrictMath.log(product);
    }

    /**
     * ln of the chance to survive n times a dropout probability that is Beta(a, b): the product of
     * (b+i)/(a+b+i) over i from 0 to n−1, which is B(a, b+n)/B(a, b).
     */
    static double logSurvival(double a, double b, int n) {
        double logs = 0;
        double product = 1;
        for (int i = 0; i < n; i++) {
            product *= (b + i) / (a + b + i);
            if (product < SMALL) {
                logs += StrictMath.log(product);
                product = 1;
            }
        }
        return logs + StrictMath.log(product);
    }
}
