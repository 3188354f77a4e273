package dev.tidemark.stats;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The series S(z) = Σ s_k with s_1 = N·z and s_(k+1) = s_k·(a+k−1)(N+k)/((C+k)(k+1))·z, where C =
 * a+b+x and N = a+b−r: what is left of ₂F₁ in {@link GeometricDropout} after Euler's transform.
 *
 * <p>The coefficients depend on the customer only through the whole number x, so they are computed
 * once per x and kept: a term then costs two multiplications and no division. Threads may share a
 * series; two of them may compute the same coefficients, which are the same numbers.
 */
final class EulerSeries {
    /** Customers with more repeat purchases are rare, and their series is short. */
    private static final int KEPT_X = 256;

    private static final int FIRST_TERMS = 64;
    private static final int KEPT_TERMS = 1024;

    /** A term this small against the sum cannot change it any more. */
    private static final double NEGLIGIBLE = 1e-16;

    private final double a;
    private final double sumAb;
    private final double n;
    private final AtomicReferenceArray<double[]> kept = new AtomicReferenceArray<>(KEPT_X);

    EulerSeries(double r, double a, double b) {
        this.a = a;
        this.sumAb = a + b;
        this.n = sumAb - r;
    }

    /**
     * The sum. Four terms are added at a time, so that they do not wait for each other.
     *
     * @param x repeat purchases, 0 or more
     * @param z from 0 to under 1; about 37/(1−z) terms are needed
     */
    double sum(int x, double z) {
        double[] s = coefficients(x, FIRST_TERMS);
        double z2 = z * z;
        double z4 = z2 * z2;
        double power = z;
        double sum = 0;
        for (int k = 0; k < KEPT_TERMS; k += 4) {
            if (k == s.length) {
                s = coefficients(x, 2 * k);
            }
            double terms = ((s[k] + s[k + 1] * z) + (s[k + 2] + s[k + 3] * z) * z2) * power;
            sum += terms;
            // Where N + k is below 0 signs alternate, and four terms may cancel by chance.
            if (Math.abs(terms) <= NEGLIGIBLE * Math.abs(sum) && k > -n) {
                return sum;
            }
            power *= z4;
        }
        return rest(x, z, sum, s[KEPT_TERMS - 1] * power / z);
    }

    /** Goes on term by term after the kept ones. */
    private double rest(int x, double z, double sumSoFar, double lastTerm) {
        double c = sumAb + x;
        double term = lastTerm;
        double sum = sumSoFar;
        for (int k = KEPT_TERMS; Math.abs(term) > NEGLIGIBLE * Math.abs(sum); k++) {
            term *= ratio(c, k) * z;
            sum += term;
        }
        return sum;
    }

    private double[] coefficients(int x, int atLeast) {
        double[] known = x < KEPT_X ? kept.get(x) : null;
        if (known != null && known.length >= atLeast) {
            return known;
        }
        double[] more = known == null ? new double[atLeast] : Arrays.copyOf(known, atLeast);
        double c = sumAb + x;
        int from = known == null ? 1 : known.length;
        more[0] = n;
        for (int k = from; k < atLeast; k++) {
            more[k] = more[k - 1] * ratio(c, k);
        }
        if (x < KEPT_X) {
            kept.set(x, more);
        }
        return more;
    }

    private double ratio(double c, int k) {
        return (a + k - 1) * (n + k) / ((c + k) * (k + 1));
    }
}
