package dev.tidemark.stats;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.DoubleUnaryOperator;

/**
 * The purchases to come of a living customer whose rate is Gamma(R, A) and who drops out after each
 * with a probability that is Beta(a, b'): what BG/NBD and MBG/NBD share. R = r + x and A = α + T;
 * b' is b + x in the one and b + x + 1 in the other.
 *
 * <p>With c = t/A and z = t/(A+t) the expectation E over p of [1 − (1+p·c)^(−R)] / p is taken in
 * the cheapest way that is exact where it is asked.
 *
 * <ol>
 *   <li>C·Φ − (1−z)^(a−1)·S, where Φ = [1−(1−z)^(a−1)]/(a−1), C = a+b'−1 and S is the {@link
 *       EulerSeries}: an Euler transform of the published form with ₂F₁, without its poles at a = 1
 *       and C = 0, and without overflow for large x. It is asked for so often that over z it is
 *       kept as {@link SegmentPolynomials} of 1 − z, which depend on the customer only through x.
 *   <li>Where C is far over R, or r far over a + b, the above subtracts nearly equal numbers: the
 *       sum of {@link #survivors}, all of whose terms are positive.
 *   <li>Where both are slow, as when z is near 1: the {@link DropoutIntegral}.
 *   <li>Where dropout cannot matter to double precision: R·c.
 * </ol>
 */
final class GeometricDropout {
    /** The series needs about 37/(1 - z) terms; past this z the integral is cheaper. */
    private static final double SERIES_LIMIT = 0.99;

    /** The Euler form loses as many digits as this number has. */
    private static final double CANCELLING = 1e3;

    /** A relative effect of dropout under this is not looked for. */
    private static final double NO_EFFECT = 1e-12;

    /** The terms of S alternate while N + k is under 0, and grow to e to the power of this. */
    private static final double ALTERNATING = 7;

    /** Under it coefficients of S are too large for a double. */
    private static final double LEAST_N = -900;

    /** S may be as large as e to the power of this. */
    private static final double LARGE_SUM = 300;

    /** Customers with more repeat purchases are rare. */
    private static final int KEPT_X = 256;

    private static final double MOST_TERMS = 5_000;
    private static final double LOG_LEAST = -600;

    private final double r;
    private final double alpha;
    private final double a;
    private final double bAtNone;
    private final double sumLess1;
    private final EulerSeries series;
    private final double easyUpTo;

    /** By x, the Euler form over z as a function of 1 − z. */
    private final AtomicReferenceArray<SegmentPolynomials> easy =
            new AtomicReferenceArray<>(KEPT_X);

    /**
     * The expectation for any customer of a population.
     *
     * @param bAtNone b' of a customer without a repeat purchase
     * @param bLess1 the same less 1, exact if the caller can have it exact
     */
    GeometricDropout(double r, double alpha, double a, double bAtNone, double bLess1) {
        this.r = r;
        this.alpha = alpha;
        this.a = a;
        this.bAtNone = bAtNone;
        this.sumLess1 = a + bLess1;
        this.series = new EulerSeries(r, a, bLess1);
        this.easyUpTo = easyUpTo();
    }

    /** The z up to which the Euler form is cheap and exact. */
    private double easyUpTo() {
        double upTo = SERIES_LIMIT;
        double n = sumLess1 - r;
        if (n < LEAST_N) {
            return 0;
        } else if (n < 0) {
            upTo = Math.min(upTo, ALTERNATING / -n);
        }
        if (a > 1) {
            upTo = Math.min(upTo, LARGE_SUM / (LARGE_SUM + a - 1));
        }
        return upTo;
    }

    /** The expected number of purchases in (T, T+t]. */
    double expected(int x, double age, double t) {
        double c = t / (alpha + age);
        double z = t / (alpha + age + t);
        double shape = r + x;
        double sum = sumLess1 + x;
        if (z < easyUpTo && sum < CANCELLING * shape) {
            double kept =
                    x < KEPT_X ? polynomials(x).at((alpha + age) / (alpha + age + t)) : Double.NaN;
            double expected = kept >= 0 ? z * kept : euler(x, z);
            // Coefficients of S may be too large for a double where a or r is in the hundreds.
            if (Double.isFinite(expected)) {
                return expected;
            }
        }
        double b = bAtNone + x;
        // The effect is at most the mean of p·(R+1)·c/2.
        if (a / (a + b) * (shape + 1) * c < NO_EFFECT) {
            return shape * c;
        }
        double logNone = -shape * StrictMath.log1p(c);
        if (logNone < LOG_LEAST || shape * c + 40 / (1 - z) > MOST_TERMS) {
            return DropoutIntegral.of(a, b, shape, c);
        }
        return survivors(b, shape, z, StrictMath.exp(logNone));
    }

    private SegmentPolynomials polynomials(int x) {
        SegmentPolynomials kept = easy.get(x);
        if (kept == null) {
            kept = new SegmentPolynomials(y -> euler(x, 1 - y) / (1 - y), 1 - easyUpTo);
            easy.set(x, kept);
        }
        return kept;
    }

    private double euler(int x, double z) {
        double logRest = StrictMath.log1p(-z);
        double sum = series.sum(x, z);
        if (a == 1) {
            return -(sumLess1 + x) * logRest - sum;
        }
        double power = (a - 1) * logRest;
        double powerLess1 = StrictMath.expm1(power);
        // With a under 1 the power is over 1 and adding 1 is exact enough; else it may be tiny.
        double rest = a < 1 ? powerLess1 + 1 : StrictMath.exp(power);
        return -(sumLess1 + x) * powerLess1 / (a - 1) - rest * sum;
    }

    /**
     * Σ over k of P(k purchases if nobody dropped out) · Σ over j under k of P(survives j of them):
     * negative binomial times (b')_j/(a+b')_j.
     */
    private double survivors(double b, double shape, double z, double none) {
        double bought = none;
        double survives = 1;
        double reached = 0;
        double sum = 0;
        double mean = shape * z / (1 - z);
        for (int k = 0; k <= mean || bought * reached > 1e-17 * sum; k++) {
            bought *= (shape + k) / (k + 1) * z;
            reached += survives;
            survives *= (b + k) / (a + b + k);
            sum += bought * reached;
        }
        return sum;
    }

    /** The purchases to come without end, discounted: ∫ rate·e^(−rate·t)·E[Y(t)] dt. */
    double discounted(int x, double age, double rate) {
        DoubleUnaryOperator expected = t -> expected(x, age, t);
        return rate * Discounting.integral(expected, rate);
    }
}
