package dev.tidemark.stats;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The distribution of the purchases to come of a customer whose rate is Gamma(R, A) and who, if
 * alive, drops out after each with a probability that is Beta(a, b'): what BG/NBD and MBG/NBD
 * share. R, A and b' are those of {@link GeometricDropout}.
 *
 * <p>At least n are bought by whoever is alive, would buy n times, and survives the first n − 1 of
 * them: P(Y ≥ n) = P(alive) · P(N ≥ n) · (b')_(n−1)/(a+b')_(n−1), where N is negative binomial.
 * Equation 8 of Fader, Hardie and Lee (2005), with the parameters brought up to T, is the
 * difference of two of these. So E[Y] = Σ P(Y ≥ n) and E[Y(Y−1)] = Σ 2·(n−1)·P(Y ≥ n), all of whose
 * terms are positive.
 *
 * <p>E[Y] itself is taken from {@link GeometricDropout}, so that it is the same number everywhere.
 *
 * <p>A customer of very many expected purchases is not summed up: quantiles are searched, and the
 * moments are integrals over p.
 */
final class GeometricSpread {
    /** Longer sums are dearer than the search. */
    private static final int MOST_STEPS = 4_000;

    /** How many terms are added before the rest is judged. */
    private static final int BLOCK = 8;

    /** The rest of a sum that is left out, against the sum. */
    private static final double NEGLIGIBLE = 1e-13;

    private static final double LOG_LEAST = -600;

    /** A relative effect of dropout under this is not looked for. */
    private static final double NO_EFFECT = 1e-12;

    /** Customers with more repeat purchases are rare. */
    private static final int KEPT_X = 256;

    /** Where 1 − z is smaller the sum is mostly too long. */
    private static final double LEAST_KEPT_REST = 1e-2;

    private static final int KEPT = 1_024;
    private static final double LEAST_KEPT = 1e-200;
    private static final double[] INVERSE = inverses();

    private final double r;
    private final double alpha;
    private final double a;
    private final double bAtNone;
    private final GeometricDropout dropout;

    /**
     * (b')_n/(a+b')_n of a customer without a repeat purchase; that of others is a ratio of two.
     */
    private final double[] survival;

    /** By x, E[Y(Y−1)]/z² of a living customer as a function of 1 − z, where it is counted. */
    private final AtomicReferenceArray<SegmentPolynomials> pairsPerSquare =
            new AtomicReferenceArray<>(KEPT_X);

    /**
     * The distribution for any customer of a population.
     *
     * @param bAtNone b' of a customer without a repeat purchase
     * @param dropout what is expected of the same population
     */
    GeometricSpread(double r, double alpha, double a, double bAtNone, GeometricDropout dropout) {
        this.dropout = dropout;
        this.r = r;
        this.alpha = alpha;
        this.a = a;
        this.bAtNone = bAtNone;
        this.survival = new double[KEPT];
        double survives = 1;
        for (int n = 0; n < KEPT; n++) {
            survival[n] = survives;
            survives *= (bAtNone + n) / (a + bAtNone + n);
        }
    }

    private static double[] inverses() {
        double[] inverse = new double[MOST_STEPS + BLOCK + 1];
        for (int n = 1; n < inverse.length; n++) {
            inverse[n] = 1.0 / n;
        }
        return inverse;
    }

    /** That of the purchases in (T, T+t] of a customer who is alive at T with this probability. */
    PurchaseSpread of(double alive, int x, double age, double t) {
        double shape = r + x;
        double c = t / (alpha + age);
        double logNone = -shape * StrictMath.log1p(c);
        if (!isCounted(shape, c, logNone)) {
            return searched(alive, bAtNone + x, shape, c);
        }
        double z = t / (alpha + age + t);
        double rest = (alpha + age) / (alpha + age + t);
        double kept = x < KEPT_X ? polynomials(x).at(rest) : Double.NaN;
        double pairs = kept >= 0 ? z * z * kept : pairs(x, shape, z, logNone);
        Survivors survivors = new Survivors(x, shape, z, logNone);
        int low = 0;
        int high = 0;
        double atLeastOneMore = alive * survivors.next();
        while (atLeastOneMore > PurchaseSpread.OVER_HIGH) {
            high++;
            low = atLeastOneMore > PurchaseSpread.OVER_LOW ? high : low;
            atLeastOneMore = alive * survivors.next();
        }
        return PurchaseSpread.of(low, high, alive * dropout.expected(x, age, t), alive * pairs);
    }

    private static boolean isCounted(double shape, double c, double logNone) {
        double mean = shape * c;
        double far = mean + 8 * Math.sqrt(mean * (1 + c)) + 30 * (1 + c);
        return logNone >= LOG_LEAST && far <= MOST_STEPS;
    }

    private SegmentPolynomials polynomials(int x) {
        SegmentPolynomials kept = pairsPerSquare.get(x);
        if (kept == null) {
            kept = new SegmentPolynomials(rest -> pairsPerSquare(x, rest), LEAST_KEPT_REST);
            pairsPerSquare.set(x, kept);
        }
        return kept;
    }

    /** Not a number where it is not counted. */
    private double pairsPerSquare(int x, double rest) {
        double shape = r + x;
        double z = 1 - rest;
        double logNone = shape * StrictMath.log(rest);
        return isCounted(shape, z / rest, logNone)
                ? pairs(x, shape, z, logNone) / (z * z)
                : Double.NaN;
    }

    /** E[Y(Y−1)] of a living customer, counted. */
    private double pairs(int x, double shape, double z, double logNone) {
        Survivors survivors = new Survivors(x, shape, z, logNone);
        double mean = 0;
        double pairs = 0;
        for (int n = 0; n < MOST_STEPS; ) {
            double more = 0;
            for (int end = n + BLOCK; n < end; n++) {
                more = survivors.next();
                mean += more;
                pairs += 2 * n * more;
            }
            // Against the variance: few pairs alone would be drowned by errors of rounding.
            if (isNegligible(more, n, shape, z, mean + pairs)) {
                break;
            }
        }
        return pairs;
    }

    /** P(Y ≥ 1), P(Y ≥ 2) … of a living customer. */
    private final class Survivors {
        private final int x;
        private final double b;
        private final double shape;
        private final double z;
        private final int kept;
        private final double inverse;

        /** P(N = n), P(N > n), P(survives n). */
        private double bought;

        private double reaches;
        private double survives = 1;
        private int n;

        Survivors(int x, double shape, double z, double logNone) {
            double first = x < KEPT ? survival[x] : 0;
            this.x = x;
            this.b = bAtNone + x;
            this.shape = shape;
            this.z = z;
            this.kept = first > LEAST_KEPT ? KEPT - x : 0;
            this.inverse = 1 / first;
            this.bought = StrictMath.exp(logNone);
            this.reaches = -StrictMath.expm1(logNone);
        }

        double next() {
            double more = reaches * survives;
            bought *= (shape + n) * INVERSE[n + 1] * z;
            reaches -= bought;
            survives =
                    n + 1 < kept
                            ? survival[x + n + 1] * inverse
                            : survives * ((b + n) / (a + b + n));
            n++;
            return more;
        }
    }

    /** From here on terms fall at least as fast as those of a geometric series. */
    private static boolean isNegligible(double more, int n, double shape, double z, double soFar) {
        double ratio = Math.max(z, z * (shape + n) * INVERSE[n + 1]);
        double rest = 1 - ratio;
        return ratio < 1 && more * (n + 1 / rest) * 2 <= NEGLIGIBLE * rest * soFar;
    }

    private PurchaseSpread searched(double alive, double b, double shape, double c) {
        int low = lastOver(PurchaseSpread.OVER_LOW, alive, b, shape, c);
        int high = lastOver(PurchaseSpread.OVER_HIGH, alive, b, shape, c);
        if (a / (a + b) * (shape + 1) * c < NO_EFFECT) {
            double pairs = shape * (shape + 1) * c * c;
            return PurchaseSpread.of(low, high, alive * shape * c, alive * pairs);
        }
        double mean = DropoutIntegral.of(a, b, shape, c);
        double pairs = DropoutIntegral.mean(a, b, p -> pairs(p, shape, c));
        return PurchaseSpread.of(low, high, alive * mean, alive * pairs);
    }

    private int lastOver(double level, double alive, double b, double shape, double c) {
        return TailSearch.lastOver(
                n -> alive * NegativeBinomial.atLeast(n, shape, c) * survives(b, n - 1), level);
    }

    /** (b)_n/(a+b)_n, from whichever quotient of gamma functions has the smaller step. */
    private double survives(double b, int n) {
        return StrictMath.exp(
                n < a
                        ? LogGamma.ratio(b, n) - LogGamma.ratio(a + b, n)
                        : LogGamma.ratio(b, a) - LogGamma.ratio(b + n, a));
    }

    /**
     * E[Y(Y−1)] given the probability p of dropping out: 2·(1−p)/p² · [1 − (1+pc)^(−R) ·
     * (1+R·pc/(1+pc))].
     */
    private static double pairs(double p, double shape, double c) {
        double w = p * c / (1 + p * c);
        if (w >= 0.5 || shape * w >= 0.1) {
            double log = StrictMath.log1p(shape * w) - shape * StrictMath.log1p(p * c);
            return -2 * (1 - p) / (p * p) * StrictMath.expm1(log);
        }
        // The square bracket is R·(R+1)·w² · Σ (1−R)_k/k! · w^k/(k+2).
        double term = 1;
        double sum = 0.5;
        for (int k = 1; Math.abs(term) > 1e-17; k++) {
            term *= (k - shape) / k * w;
            sum += term / (k + 2);
        }
        double perP = c / (1 + p * c);
        return 2 * (1 - p) * shape * (shape + 1) * perP * perP * sum;
    }
}
