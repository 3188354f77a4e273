package dev.tidemark.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.function.IntSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The spread of purchases and spend against customers who live on from T: their rates, dropout
 * probabilities or lifetimes are drawn as they are distributed given what was seen, and then each
 * buys purchase by purchase.
 */
class SpreadSimulationTest {
    private static final int CUSTOMERS = 200_000;

    /** Standard errors that a figure may be off. */
    private static final double ERRORS = 4.5;

    @ParameterizedTest
    @ValueSource(longs = {1, 20, 300})
    void whoeverDropsOutAtAPurchase(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] customers = {{0, 0, 30, 52}, {2, 20, 30, 52}, {9, 48, 50, 52}, {0, 0, 0, 10}};
        for (double[] v : customers) {
            int x = (int) v[0];
            MbgNbd mbg = MbgNbd.of(0.525, 6.183, 0.891, 1.614);
            double alive = mbg.probabilityAlive(x, v[1], v[2]);
            assertSpread(
                    mbg.spread(x, v[1], v[2], v[3]),
                    () -> geometric(random, alive, 0.525 + x, 6.183 + v[2], 1.614 + x + 1, v[3]),
                    "MBG/NBD seed %d, x=%d T=%s".formatted(seed, x, v[2]));
            BgNbd bg = BgNbd.of(0.525, 6.183, 0.891, 1.614);
            double lives = bg.probabilityAlive(x, v[1], v[2]);
            assertSpread(
                    bg.spread(x, v[1], v[2], v[3]),
                    () -> geometric(random, lives, 0.525 + x, 6.183 + v[2], 1.614 + x, v[3]),
                    "BG/NBD seed %d, x=%d T=%s".formatted(seed, x, v[2]));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 50, 600})
    void whoeverDropsOutAtAnyTime(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] customers = {{0, 0, 30, 52}, {2, 20, 30, 52}, {9, 48, 50, 52}, {0, 0, 0, 10}};
        for (double[] v : customers) {
            int x = (int) v[0];
            ParetoNbd pareto = ParetoNbd.of(0.553, 10.578, 0.606, 11.669);
            double alive = pareto.probabilityAlive(x, v[1], v[2]);
            IntSupplier purchases =
                    () -> {
                        if (random.nextDouble() >= alive) {
                            return 0;
                        }
                        double rate = gamma(random, 0.553 + x) / (10.578 + v[2]);
                        double dropout = gamma(random, 0.606) / (11.669 + v[2]);
                        double end = Math.min(v[3], exponential(random) / dropout);
                        int y = 0;
                        for (double at = gap(random, rate); at < end; at += gap(random, rate)) {
                            y++;
                        }
                        return y;
                    };
            assertSpread(
                    pareto.spread(x, v[1], v[2], v[3]),
                    purchases,
                    "Pareto/NBD seed %d, x=%d T=%s".formatted(seed, x, v[2]));
        }
    }

    private static int geometric(
            SplittableRandom random, double alive, double shape, double scale, double b, double t) {
        if (random.nextDouble() >= alive) {
            return 0;
        }
        double rate = gamma(random, shape) / scale;
        double drops = gamma(random, 0.891);
        double dropout = drops / (drops + gamma(random, b));
        int y = 0;
        for (double at = gap(random, rate); at < t; at += gap(random, rate)) {
            y++;
            if (random.nextDouble() < dropout) {
                break;
            }
        }
        return y;
    }

    private static void assertSpread(PurchaseSpread spread, IntSupplier purchases, String where) {
        double[] moments = new double[5];
        int[] under = new int[2];
        int[] upTo = new int[2];
        for (int i = 0; i < CUSTOMERS; i++) {
            int y = purchases.getAsInt();
            double off = y - spread.mean();
            for (int power = 1; power < moments.length; power++) {
                moments[power] += Math.pow(off, power) / CUSTOMERS;
            }
            under[0] += y < spread.quantile05() ? 1 : 0;
            upTo[0] += y <= spread.quantile05() ? 1 : 0;
            under[1] += y < spread.quantile95() ? 1 : 0;
            upTo[1] += y <= spread.quantile95() ? 1 : 0;
        }
        double variance = spread.variance();
        assertEquals(0, moments[1], ERRORS * Math.sqrt(variance / CUSTOMERS), where + " mean");
        double error = Math.sqrt((moments[4] - variance * variance) / CUSTOMERS);
        assertEquals(variance, moments[2], ERRORS * error, where + " variance");
        double bound = ERRORS * Math.sqrt(0.05 * 0.95 / CUSTOMERS);
        for (int i = 0; i < 2; i++) {
            double level = i == 0 ? 0.05 : 0.95;
            String said = "%s, %s: %d, %d".formatted(where, spread, under[i], upTo[i]);
            assertTrue(under[i] < (level + bound) * CUSTOMERS, said);
            assertTrue(upTo[i] >= (level - bound) * CUSTOMERS, said);
        }
    }

    /** A number of purchases with the mean and the variance, each at the cost of a gamma draw. */
    @ParameterizedTest
    @ValueSource(longs = {7, 80, 900})
    void theSpendOfAYear(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        GammaGamma model = GammaGamma.of(4, 9, 60);
        for (int x : new int[] {0, 3}) {
            double expected = 2.5;
            double variance = expected * (1 + expected / 0.3);
            double sum = 0;
            double squares = 0;
            double fourths = 0;
            double mean = expected * model.expectedMeanSpend(x, 41);
            for (int i = 0; i < CUSTOMERS; i++) {
                double rate = gamma(random, 9 + 4 * x) / (60 + x * 41);
                double buys = gamma(random, 0.3) / 0.3 * expected;
                double spend = 0;
                for (double at = gap(random, buys); at < 1; at += gap(random, buys)) {
                    spend += gamma(random, 4) / rate;
                }
                sum += spend;
                squares += (spend - mean) * (spend - mean) / CUSTOMERS;
                fourths += Math.pow(spend - mean, 4) / CUSTOMERS;
            }
            double found = model.totalSpendVariance(x, 41, expected, variance);
            String where = "seed %d, x=%d".formatted(seed, x);
            double bound = ERRORS * Math.sqrt(found / CUSTOMERS);
            assertEquals(mean, sum / CUSTOMERS, bound, where + " mean");
            double error = Math.sqrt((fourths - found * found) / CUSTOMERS);
            assertEquals(found, squares, ERRORS * error, where + " variance");
        }
    }

    private static double gap(SplittableRandom random, double rate) {
        return exponential(random) / rate;
    }

    private static double exponential(SplittableRandom random) {
        return -Math.log1p(-random.nextDouble());
    }

    private static double gamma(SplittableRandom random, double shape) {
        return SimulatedShop.gamma(random, shape);
    }
}
