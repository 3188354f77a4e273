package dev.tidemark.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** The distribution of the purchases to come, against published forms and plain integration. */
class PurchaseSpreadTest {
    private static final long SEED = 20_261_123;

    /** A customer of a population, at one moment. */
    private record Case(double[] p, int x, double tx, double age, double t, String where) {
        PurchaseSpread of(PurchaseModel model) {
            return model.spread(x, tx, age, t);
        }

        double alive(PurchaseModel model) {
            return model.probabilityAlive(x, tx, age);
        }

        double expected(PurchaseModel model) {
            return model.expectedPurchases(x, tx, age, t);
        }
    }

    private interface Law {
        void check(Case c);
    }

    private static void holds(int cases, double mostOrders, Law law) {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < cases; i++) {
            double[] p = new double[4];
            for (int j = 0; j < 4; j++) {
                p[j] = between(random, j % 2 == 1 ? 0.5 : 0.05, j == 1 ? 200 : 20);
            }
            int x = random.nextInt(3) == 0 ? 0 : (int) between(random, 1, 60);
            double age = between(random, 0.01, 300);
            double tx = x == 0 ? 0 : age * (1 - Math.pow(random.nextDouble(), 2));
            double most = mostOrders * (p[1] + age) / (p[0] + x);
            double t = Math.min(most, between(random, 0.01, 300));
            String where = "seed %d, case %d: r=%s alpha=%s %s, %s x=%d t_x=%s T=%s t=%s";
            where = where.formatted(SEED, i, p[0], p[1], p[2], p[3], x, tx, age, t);
            law.check(new Case(p, x, tx, age, t, where));
        }
    }

    private static double between(SplittableRandom random, double least, double most) {
        return least * Math.pow(most / least, random.nextDouble());
    }

    private static MbgNbd mbg(double[] p) {
        return MbgNbd.of(p[0], p[1], p[2], p[3]);
    }

    private static List<PurchaseModel> models(double[] p) {
        return List.of(
                BgNbd.of(p[0], p[1], p[2], p[3]),
                mbg(p),
                ParetoNbd.of(p[0], p[1], p[2], p[3]),
                MbgCnbdK.of(3, p[0], p[1] / 3, p[2], p[3]));
    }

    private static void assertMoments(
            CountedDistribution counted, PurchaseSpread spread, double expected, String where) {
        assertEquals(1, counted.total(), 1e-9, where);
        double bound = 1e-9 * expected + 1e-13;
        assertEquals(expected, spread.mean(), bound, where);
        assertEquals(counted.mean(), spread.mean(), bound * 3, where);
        double variance = counted.variance();
        assertEquals(variance, spread.variance(), 1e-9 * (variance + expected), where);
    }

    @Test
    void bgAndMbgAreThoseOfEquation8() {
        holds(
                400,
                60,
                c -> {
                    double[] p = c.p();
                    PurchaseModel[] models = {BgNbd.of(p[0], p[1], p[2], p[3]), mbg(p)};
                    for (int first = 0; first < 2; first++) {
                        PurchaseModel model = models[first];
                        double scale = c.t() / (p[1] + c.age());
                        int most = (int) (60 * (1 + c.t() / p[1]) + 100 * scale + 600);
                        CountedDistribution counted =
                                CountedDistribution.equation8(
                                        c.alive(model),
                                        Math.min(most, 9_000),
                                        p[0] + c.x(),
                                        scale,
                                        p[2],
                                        p[3] + c.x() + first);
                        PurchaseSpread spread = c.of(model);
                        String where = model.name() + " " + c.where();
                        assertMoments(counted, spread, c.expected(model), where);
                        counted.assertQuantiles(spread, 1e-10, where);
                    }
                });
    }

    @Test
    void paretoIsThatOfTheNextPurchases() {
        holds(
                60,
                30,
                c -> {
                    double[] p = c.p();
                    PurchaseModel model = ParetoNbd.of(p[0], p[1], p[2], p[3]);
                    double scale = p[1] + c.age();
                    double share = c.t() / scale;
                    int most = (int) (40 * (1 + share) + 4 * share * (p[0] + c.x()));
                    CountedDistribution counted =
                            CountedDistribution.of(
                                    c.alive(model),
                                    most,
                                    CountedDistribution.lifetimes(
                                            p[0] + c.x(), scale, p[2], p[3] + c.age(), c.t()));
                    PurchaseSpread spread = c.of(model);
                    assertMoments(counted, spread, c.expected(model), c.where());
                    counted.assertQuantiles(spread, 1e-6, c.where());
                });
    }

    @Test
    void theMeanIsTheExpectation() {
        holds(
                2_000,
                1e6,
                c -> {
                    for (PurchaseModel model : models(c.p())) {
                        double expected = c.expected(model);
                        String where = model.name() + " " + c.where();
                        assertEquals(expected, c.of(model).mean(), 1e-9 * expected, where);
                    }
                });
    }

    /** That of a first purchase is known in closed form. */
    @Test
    void aQuantileIsOver0WhereAPurchaseIsThatLikely() {
        int[] over = new int[2];
        holds(
                2_000,
                1e6,
                c -> {
                    for (PurchaseModel model : models(c.p())) {
                        if (model instanceof MbgCnbdK) {
                            continue;
                        }
                        double buys = model.probabilityOfPurchase(c.x(), c.tx(), c.age(), c.t());
                        PurchaseSpread spread = c.of(model);
                        String where = "%s %s: %s, %s".formatted(model, c.where(), buys, spread);
                        if (Math.abs(buys - 0.95) > 1e-6 && Math.abs(buys - 0.05) > 1e-6) {
                            assertEquals(buys > 0.95, spread.quantile05() > 0, where);
                            assertEquals(buys > 0.05, spread.quantile95() > 0, where);
                        }
                        over[0] += buys > 0.95 ? 1 : 0;
                        over[1] += buys > 0.05 ? 1 : 0;
                    }
                });
        assertTrue(over[0] > 100 && over[1] > 1_000, over[0] + ", " + over[1]);
    }

    @Test
    void inALongerTimeNoQuantileFalls() {
        holds(
                1_000,
                1e6,
                c -> {
                    for (PurchaseModel model : models(c.p())) {
                        PurchaseSpread now = c.of(model);
                        PurchaseSpread longer = model.spread(c.x(), c.tx(), c.age(), 1.05 * c.t());
                        String where = model.name() + " " + c.where();
                        assertTrue(now.quantile05() <= now.quantile95(), where);
                        assertTrue(now.quantile05() <= longer.quantile05(), where);
                        assertTrue(now.quantile95() <= longer.quantile95(), where);
                    }
                });
    }

    @Test
    void inNoTimeNothingIsBought() {
        for (PurchaseModel model : models(new double[] {0.5, 6, 0.9, 1.6})) {
            assertEquals(PurchaseSpread.NONE, model.spread(7, 20, 30, 0), model.name());
            assertEquals(PurchaseSpread.NONE, model.spread(0, 0, 0, 0), model.name());
        }
    }

    /**
     * Over p and the rate by brute force, with the probabilities of a customer whose both are
     * known.
     */
    @Test
    void itIsTheMixtureOverCustomers() {
        double[][] vectors = {
            // r, alpha, a, b, x, t_x, T, t
            {0.5, 6, 0.9, 1.6, 2, 20, 30, 52},
            {0.25, 4.4, 0.8, 2.4, 0, 0, 40, 52},
            {1.7, 9, 0.3, 0.4, 6, 33, 39, 20},
            {0.9, 2, 1, 2, 0, 0, 0, 10},
            {3, 12, 5, 40, 25, 70, 71, 40}
        };
        for (double[] v : vectors) {
            int x = (int) v[4];
            MbgNbd model = MbgNbd.of(v[0], v[1], v[2], v[3]);
            double[] ifAlive = new double[1_200];
            double perP = 0;
            int nodes = 400;
            for (int i = 0; i < nodes; i++) {
                double u = 8.4 * ((i + 0.5) / nodes - 0.5);
                double p = 1 / (1 + Math.exp(-Math.PI * Math.sinh(u)));
                double q = 1 / (1 + Math.exp(Math.PI * Math.sinh(u)));
                double weight = Math.pow(p, v[2]) * Math.pow(q, v[3] + x + 1) * Math.cosh(u);
                perP += weight;
                addGivenDropout(ifAlive, p, q, weight, v[0] + x, v[7] / (v[1] + v[6]));
            }
            double total = perP;
            CountedDistribution counted =
                    CountedDistribution.of(
                            model.probabilityAlive(x, v[5], v[6]),
                            ifAlive.length,
                            n -> ifAlive[n] / total);
            PurchaseSpread spread = model.spread(x, v[5], v[6], v[7]);
            String where = model + " x=" + x;
            assertEquals(1, counted.total(), 1e-7, where);
            assertEquals(counted.mean(), spread.mean(), 1e-7 * counted.mean(), where);
            double variance = counted.variance();
            assertEquals(variance, spread.variance(), 1e-7 * variance, where);
            counted.assertQuantiles(spread, 1e-8, where);
        }
    }

    /**
     * The rate, Gamma(R) in units in which the horizon is c, by the trapezoidal rule of its log.
     */
    private static void addGivenDropout(
            double[] sums, double p, double q, double weight, double shape, double c) {
        double step = 0.08;
        double norm = LogGamma.value(shape);
        for (double log = -30 / Math.min(1, shape); log < 6; log += step) {
            double rate = Math.exp(log);
            double density = weight * step * Math.exp(shape * log - rate - norm);
            if (density < 1e-25) {
                continue;
            }
            double poisson = Math.exp(-rate * c);
            double atLeast = 1;
            double survives = 1;
            double dropsOut = 0;
            for (int n = 0; n < sums.length && (atLeast > 1e-14 || n < rate * c); n++) {
                sums[n] += density * (survives * poisson + dropsOut * Math.max(0, atLeast));
                atLeast -= poisson;
                poisson *= rate * c / (n + 1);
                dropsOut = survives * p;
                survives *= q;
            }
        }
    }

    /** 1,000 purchases, a horizon that is long against the age, parameters that ran away. */
    @Test
    void extremeCustomersAreSearchedAndNotCounted() {
        double[][] vectors = {
            // a, b, x, T, t
            {0.9, 1.6, 1_000, 52, 52},
            {0.02, 9, 900, 20, 200},
            {1, 2, 2_500, 300, 52},
            {3, 0.1, 40, 0.01, 5_000},
            {1e-9, 1e9, 300, 10, 200},
            {5, 1e12, 700, 30, 52},
            {1e7, 1e9, 800, 30, 52},
        };
        for (double[] v : vectors) {
            int x = (int) v[2];
            double c = v[4] / (6 + v[3]);
            MbgNbd model = MbgNbd.of(0.5, 6, v[0], v[1]);
            double mean = (0.5 + x) * c;
            int most = (int) (mean + 12 * Math.sqrt(mean * (1 + c)) + 40 * (1 + c));
            CountedDistribution counted =
                    CountedDistribution.equation8(
                            model.probabilityAlive(x, v[3], v[3]),
                            most,
                            0.5 + x,
                            c,
                            v[0],
                            v[1] + x + 1);
            PurchaseSpread spread = model.spread(x, v[3], v[3], v[4]);
            String where = "%s x=%d T=%s t=%s: %s".formatted(model, x, v[3], v[4], spread);
            assertEquals(1, counted.total(), 1e-8, where);
            assertEquals(counted.mean(), spread.mean(), 1e-8 * counted.mean(), where);
            double variance = counted.variance();
            assertEquals(variance, spread.variance(), 1e-7 * variance, where);
            counted.assertQuantiles(spread, 1e-8, where);
        }
    }

    /** So many purchases that between two nodes of lifetimes lie hundreds. */
    @Test
    void extremeLifetimesAreMixedToAThousandth() {
        double[][] vectors = {
            // s, beta, x, T, t
            {0.6, 12, 1_000, 52, 52},
            {9, 30, 300, 20, 60},
            {1, 0.5, 2_500, 300, 52},
            {40, 900, 700, 30, 52},
            {1e-9, 1e9, 300, 10, 200},
        };
        for (double[] v : vectors) {
            double r = 0.5 + v[2];
            double c = v[4] / (6 + v[3]);
            ParetoNbd model = ParetoNbd.of(0.5, 6, v[0], v[1]);
            int x = (int) v[2];
            int most = (int) (r * c + 12 * Math.sqrt(r * c * (1 + c)) + 40 * (1 + c));
            CountedDistribution counted =
                    CountedDistribution.of(
                            model.probabilityAlive(x, v[3], v[3]),
                            most,
                            CountedDistribution.lifetimes(r, 6 + v[3], v[0], v[1] + v[3], v[4]));
            PurchaseSpread spread = model.spread(x, v[3], v[3], v[4]);
            String where = "%s x=%d T=%s t=%s: %s".formatted(model, x, v[3], v[4], spread);
            assertEquals(1, counted.total(), 1e-8, where);
            assertEquals(counted.mean(), spread.mean(), 1e-8 * counted.mean(), where);
            double variance = counted.variance();
            assertEquals(variance, spread.variance(), 1e-7 * variance, where);
            counted.assertQuantiles(spread, 1e-3, where);
        }
    }

    @Test
    void nothingIsTooLargeOrTooSmall() {
        double[] few = {1e-6, 0.02, 1, 1 + 1e-12, 500, 1e12};
        int[] counts = {0, 1, 1_000, 2_000_000};
        for (double a : few) {
            for (double b : few) {
                for (int x : counts) {
                    for (double t : new double[] {1e-9, 52, 1e6}) {
                        for (PurchaseModel model : models(new double[] {0.3, 5, a, b})) {
                            PurchaseSpread s = model.spread(x, x == 0 ? 0 : 40, 41, t);
                            String where = "%s x=%d t=%s: %s".formatted(model, x, t, s);
                            assertTrue(s.variance() >= 0, where);
                            assertTrue(Double.isFinite(s.variance() + s.mean()), where);
                            assertTrue(0 <= s.quantile05(), where);
                            assertTrue(s.quantile05() <= s.quantile95(), where);
                            double far = s.mean() + 4.4 * Math.sqrt(s.variance());
                            assertTrue(s.quantile95() <= Math.ceil(far), where);
                        }
                    }
                }
            }
        }
    }

    /** P(N ≥ n) is a sum, and an integral. */
    @Test
    void theTailOfTheNegativeBinomialIsItsSum() {
        for (double shape : new double[] {0.3, 4, 80}) {
            for (double c : new double[] {0.01, 0.7, 9}) {
                double rest = 1;
                double bought = Math.pow(1 + c, -shape);
                for (int n = 1; rest > 1e-6 && n < 400; n++) {
                    rest -= bought;
                    bought *= (shape + n - 1) / n * c / (1 + c);
                    String where = "n=%d R=%s c=%s".formatted(n, shape, c);
                    assertEquals(rest, NegativeBinomial.atLeast(n, shape, c), 1e-12, where);
                }
            }
        }
        DoubleUnaryOperator density =
                z -> Math.exp(2_999 * Math.log(z / 0.75) + 999 * Math.log1p(-z) + 1_385);
        double share =
                CountedDistribution.integral(density, 0.74)
                        / CountedDistribution.integral(density, 1);
        assertEquals(share, NegativeBinomial.atLeast(3_000, 1_000, 0.74 / 0.26), 1e-10);
    }

    @Test
    void aRatioOfGammaFunctionsIsAProduct() {
        double[] from = {1e-9, 0.3, 1, 15.9, 16, 700, 1e9, 1e15};
        for (double x : from) {
            for (int n : new int[] {0, 1, 2, 30, 900}) {
                double log = RisingFactorial.log(x, n);
                double bound = 3e-15 * (n * Math.log(x + n + 2) + Math.abs(log) + 1);
                assertEquals(log, LogGamma.ratio(x, n), bound, x + ", " + n);
            }
        }
    }
}
