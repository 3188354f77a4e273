package dev.tidemark.stats;

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

    private static final int KEPT = 1_024;
    private static final double LEAST_KEPT = 1e-200;
    private static final double[] INVERSE = inverses();

    private final double r;
    private final double alpha;
    private final double a;
    private final double bAtNone;

    /**
     * (b')_n/(a+b')_n of a customer without a repeat purchase; that of others is a ratio of two.
     */
    private final double[] survival;

    /**
     * The distribution for any customer of a population.
     *
     * @param bAtNone b' of a customer without a repeat purchase
     */
    GeometricSpread(double r, double alpha, double a, double bAtNone) {
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
        double z = t / (alpha + age + t);
        double logNone = -shape * StrictMath.log1p(c);
        double mean = shape * c;
        double far = mean + 8 * Math.sqrt(mean * (1 + c)) + 30 * (1 + c);
        if (logNone < LOG_LEAST || far > MOST_STEPS) {
            return searched(alive, bAtNone + x, shape, c);
        }
        return counted(alive, x, shape, z, logNone);
    }

    private PurchaseSpread counted(double alive, int x, double shape, double z, double logNone) {
        double first = x < KEPT ? survival[x] : 0;
        int kept = first > LEAST_KEPT ? KEPT - x : 0;
        double inverse = 1 / first;
        double b = bAtNone + x;
        double bought = StrictMath.exp(logNone);
        double reaches = -StrictMath.expm1(logNone);
        double survives = 1;
        double mean = 0;
        double pairs = 0;
        int low = 0;
        int high = 0;
        // Before pass n: P(N = n), P(N > n), P(survives n).
        for (int n = 0; n < MOST_STEPS; ) {
            for (int end = n + BLOCK; n < end; n++) {
                double more = reaches * survives;
                low = alive * more > PurchaseSpread.OVER_LOW ? n + 1 : low;
                high = alive * more > PurchaseSpread.OVER_HIGH ? n + 1 : high;
                mean += more;
                pairs += 2 * n * more;
                bought *= (shape + n) * INVERSE[n + 1] * z;
                reaches -= bought;
                survives =
                        n + 1 < kept
                                ? survival[x + n + 1] * inverse
                                : survives * ((b + n) / (a + b + n));
            }
            if (isNegligible(reaches * survives, n, shape, z, mean + pairs)) {
                break;
            }
        }
        return PurchaseSpread.of(low, high, alive * mean, alive * pairs);
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
