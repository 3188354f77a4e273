package dev.tidemark.stats;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;

/**
 * A number of purchases with its probabilities one by one, each found the long way: against these
 * the four figures of a {@link PurchaseSpread} are held.
 */
final class CountedDistribution {
    private final double[] pmf;

    private CountedDistribution(double[] pmf) {
        this.pmf = pmf;
    }

    /** P(Y = n) for n under {@code most}, of a customer who may have dropped out. */
    static CountedDistribution of(double alive, int most, IntToDoubleFunction ifAlive) {
        double[] pmf = new double[most];
        Arrays.setAll(pmf, n -> alive * ifAlive.applyAsDouble(n));
        pmf[0] += 1 - alive;
        return new CountedDistribution(pmf);
    }

    /**
     * Fader, Hardie and Lee (2005), equation 8, with the parameters that a living customer has.
     *
     * @param c t/A
     */
    static CountedDistribution equation8(
            double alive, int most, double r, double c, double a, double b) {
        double logZ = Math.log(c / (1 + c));
        double[] bought = new double[most];
        double[] atLeast = new double[most + 1];
        for (int n = most - 1; n >= 0; n--) {
            bought[n] = Math.exp(logChoices(r, n) - r * Math.log1p(c) + n * logZ);
            // What the paper writes as 1 less the sum over j under n.
            atLeast[n] = atLeast[n + 1] + bought[n];
        }
        double[] survives = new double[most];
        for (int n = 0; n < most; n++) {
            survives[n] = n == 0 ? 1 : survives[n - 1] * (b + n - 1) / (a + b + n - 1);
        }
        return of(
                alive,
                most,
                n -> {
                    double drops = n == 0 ? 0 : survives[n - 1] * a / (a + b + n - 1);
                    return survives[n] * bought[n] + drops * atLeast[n];
                });
    }

    /** ln of Γ(r+n)/(Γ(r)·n!). */
    private static double logChoices(double r, int n) {
        return LogGamma.value(r + n) - LogGamma.value(r) - LogGamma.value(n + 1);
    }

    /**
     * Pareto/NBD: the n-th purchase falls at u with the density of a sum of n gaps, and the
     * customer is still there; P(Y = n) is the difference of two of these integrals.
     */
    static IntToDoubleFunction lifetimes(double r, double scale, double s, double beta, double t) {
        double[] before = {1};
        return n -> {
            double gaps = logChoices(r, n + 1) + Math.log(n + 1);
            double next =
                    integral(
                            u -> {
                                double logZ = Math.log(u) - Math.log(scale + u);
                                double density =
                                        gaps
                                                + n * logZ
                                                - r * Math.log1p(u / scale)
                                                - Math.log(scale + u);
                                return Math.exp(density - s * Math.log1p(u / beta));
                            },
                            t);
            double exactly = before[0] - next;
            before[0] = next;
            return exactly;
        };
    }

    /** From 0 to t, by the double-exponential rule in steps so small that peaks are met. */
    static double integral(DoubleUnaryOperator f, double t) {
        double sum = 0;
        double step = 1.0 / 256;
        for (int i = (int) (-4.2 / step); i <= 3.2 / step; i++) {
            double s = Math.PI / 2 * Math.sinh(i * step);
            double share = 1 / (1 + Math.exp(-2 * s));
            double rest = 1 / (1 + Math.exp(2 * s));
            double weight = Math.PI * Math.cosh(i * step) * share * rest;
            sum += weight == 0 ? 0 : weight * f.applyAsDouble(t * share);
        }
        return sum * step * t;
    }

    double total() {
        return Arrays.stream(pmf).sum();
    }

    double mean() {
        double sum = 0;
        for (int n = pmf.length - 1; n >= 0; n--) {
            sum += n * pmf[n];
        }
        return sum;
    }

    double variance() {
        double mean = mean();
        double sum = 0;
        for (int n = pmf.length - 1; n >= 0; n--) {
            sum += (n - mean) * (n - mean) * pmf[n];
        }
        return sum;
    }

    /** Fails unless the quantiles are those of this distribution, give or take a probability. */
    void assertQuantiles(PurchaseSpread spread, double bound, String where) {
        assertQuantile(0.05, spread.quantile05(), bound, where);
        assertQuantile(0.95, spread.quantile95(), bound, where);
    }

    private void assertQuantile(double level, int quantile, double bound, String where) {
        double until = 0;
        for (int n = 0; n < quantile; n++) {
            until += pmf[n];
        }
        String said = "%s: P(Y < %d) = %s, of %s".formatted(where, quantile, until, level);
        assertTrue(until < level + bound, said);
        assertTrue(until + pmf[quantile] >= level - bound, said + ", " + pmf[quantile]);
    }
}
