package dev.tidemark.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeededRandomTest {
    private static final long SEED = 20_250_101L;
    private static final int DRAWS = 200_000;

    /** Kolmogorov's law: a larger distance has a chance of 0.001 under the right distribution. */
    private static final double KOLMOGOROV_999 = 1.95;

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 42, Long.MIN_VALUE, 0x9E3779B97F4A7C15L})
    void theNumbersAreThoseOfTheJdksSplitMix64(long seed) {
        SplittableRandom reference = new SplittableRandom(seed);
        SeededRandom random = new SeededRandom(seed);
        for (int i = 0; i < 1_000; i++) {
            assertEquals(reference.nextLong(), random.nextLong(), "seed " + seed + ", draw " + i);
        }
    }

    /** Values printed by Rosetta Code, "Pseudo-random numbers/Splitmix64", for seed 1234567. */
    @Test
    void theNumbersArePublishedOnes() {
        SeededRandom random = new SeededRandom(1_234_567);
        long[] expected =
                LongStream.of(6457827717110365317L, 3203168211198807973L, -8629252141511181193L)
                        .toArray();
        assertArrayEquals(
                expected, new long[] {random.nextLong(), random.nextLong(), random.nextLong()});
    }

    @Test
    void unitIsUniform() {
        assertFollows(SeededRandom::unit, x -> x);
        assertFollows(SeededRandom::openUnit, x -> x);
    }

    @Test
    void exponentialHasMeanOneAndNoMemory() {
        assertFollows(SeededRandom::exponential, x -> 1 - Math.exp(-x));
    }

    @Test
    void gammaOfWholeShapeIsErlang() {
        assertFollows(random -> random.gamma(1), x -> 1 - Math.exp(-x));
        assertFollows(random -> random.gamma(2), x -> 1 - Math.exp(-x) * (1 + x));
    }

    /** Gamma(1/2) boosted to shape 3/2, as a ratio of two of them: Beta(1/2, 1/2) is arcsine. */
    @Test
    void betaOfHalvesIsArcsine() {
        assertFollows(random -> random.beta(0.5, 0.5), x -> 2 / Math.PI * Math.asin(Math.sqrt(x)));
    }

    @Test
    void betaWithOneAsAShapeIsAPower() {
        assertFollows(random -> random.beta(1, 3), x -> 1 - Math.pow(1 - x, 3));
        assertFollows(random -> random.beta(0.4, 1), x -> Math.pow(x, 0.4));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.2, 0.8, 1.0, 4.0, 60.0})
    void gammaHasMeanAndVarianceOfItsShape(double shape) {
        SeededRandom random = new SeededRandom(SEED);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < DRAWS; i++) {
            double error = random.gamma(shape) - shape;
            sum += error;
            squares += error * error;
        }
        double meanError = sum / DRAWS;
        assertEquals(0, meanError, 4 * Math.sqrt(shape / DRAWS), "mean, seed " + SEED);
        // Fourth central moment of Gamma(s): 3 s^2 + 6 s.
        double varianceError = Math.sqrt((2 * shape * shape + 6 * shape) / DRAWS);
        assertEquals(shape, squares / DRAWS, 4 * varianceError, "variance, seed " + SEED);
    }

    @Test
    void gaussianIsStandard() {
        SeededRandom random = new SeededRandom(SEED);
        double[] powers = new double[5];
        for (int i = 0; i < DRAWS; i++) {
            double x = random.gaussian();
            for (int power = 1; power <= 4; power++) {
                powers[power] += Math.pow(x, power) / DRAWS;
            }
        }
        double rootN = Math.sqrt(DRAWS);
        assertEquals(0, powers[1], 4 / rootN, "seed " + SEED);
        assertEquals(1, powers[2], 4 * Math.sqrt(2) / rootN, "seed " + SEED);
        assertEquals(0, powers[3], 4 * Math.sqrt(15) / rootN, "seed " + SEED);
        assertEquals(3, powers[4], 4 * Math.sqrt(96) / rootN, "seed " + SEED);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 2, 9})
    void geometricHasItsMeanAndShareOfZeros(double mean) {
        SeededRandom random = new SeededRandom(SEED);
        double sum = 0;
        double zeros = 0;
        for (int i = 0; i < DRAWS; i++) {
            int draw = random.geometric(mean);
            sum += draw;
            zeros += draw == 0 ? 1 : 0;
        }
        double meanError = Math.sqrt(mean * (1 + mean) / DRAWS);
        assertEquals(mean, sum / DRAWS, 4 * meanError, "seed " + SEED);
        assertEquals(1 / (1 + mean), zeros / DRAWS, 0.005, "seed " + SEED);
    }

    @Test
    void belowReachesBothEndsAndNoFurther() {
        SeededRandom random = new SeededRandom(SEED);
        boolean[] seen = new boolean[7];
        for (int i = 0; i < 1_000; i++) {
            seen[(int) random.below(7)] = true;
        }
        assertArrayEquals(new boolean[] {true, true, true, true, true, true, true}, seen);
        assertEquals(0, random.below(1));
    }

    @Test
    void betaOfTinyShapesIsACoinAndNeverNotANumber() {
        SeededRandom random = new SeededRandom(SEED);
        double sum = 0;
        for (int i = 0; i < 20_000; i++) {
            sum += random.beta(1e-5, 3e-5);
        }
        assertEquals(0.25, sum / 20_000, 4 * Math.sqrt(0.25 * 0.75 / 20_000), "seed " + SEED);
    }

    private static void assertFollows(
            ToDoubleFunction<SeededRandom> law, DoubleUnaryOperator distribution) {
        SeededRandom random = new SeededRandom(SEED);
        double[] draws = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            draws[i] = law.applyAsDouble(random);
        }
        Arrays.sort(draws);
        double distance = 0;
        for (int i = 0; i < DRAWS; i++) {
            double expected = distribution.applyAsDouble(draws[i]);
            distance = Math.max(distance, expected - (double) i / DRAWS);
            distance = Math.max(distance, (i + 1.0) / DRAWS - expected);
        }
        double statistic = distance * Math.sqrt(DRAWS);
        assertTrue(
                statistic < KOLMOGOROV_999, "Kolmogorov distance " + statistic + ", seed " + SEED);
    }
}
