package dev.tidemark.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Against 50-digit values made with mpmath 1.3 (reference/vectors_bg_mbg_mpmath.csv), stress points
 * included: a = 1, a + b under 1, x = 1000.
 */
class MbgNbdTest {
    /** One line of the reference file. */
    private record Vector(MbgNbd model, int x, double tx, double age, double t, String[] values) {
        double alive() {
            return Double.parseDouble(values[9]);
        }

        double expected() {
            return Double.parseDouble(values[10]);
        }

        double buys() {
            return Double.parseDouble(values[11]);
        }
    }

    private static List<Vector> vectors() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/reference/vectors_bg_mbg_mpmath.csv"))
                .stream()
                .filter(line -> line.startsWith("MBG,"))
                .map(line -> line.split(","))
                .map(MbgNbdTest::vector)
                .toList();
    }

    private static Vector vector(String[] v) {
        double[] n = new double[v.length];
        for (int i = 1; i < v.length; i++) {
            n[i] = Double.parseDouble(v[i]);
        }
        return new Vector(MbgNbd.of(n[1], n[2], n[3], n[4]), (int) n[5], n[6], n[7], n[8], v);
    }

    private static void assertRelative(double expected, double actual, double bound, Vector v) {
        double error = actual == expected ? 0 : Math.abs(actual - expected) / Math.abs(expected);
        assertTrue(
                error <= bound,
                () -> String.join(",", v.values()) + " gave " + actual + ", error " + error);
    }

    @Test
    void everyReferenceVectorIsReproduced() throws IOException {
        List<Vector> vectors = vectors();
        assertTrue(vectors.size() > 100, "only " + vectors.size() + " vectors");
        for (Vector v : vectors) {
            double alive = v.model().probabilityAlive(v.x(), v.tx(), v.age());
            assertRelative(v.alive(), alive, 1e-12, v);
            double buys = v.model().probabilityOfPurchase(v.x(), v.tx(), v.age(), v.t());
            assertRelative(v.buys(), buys, 1e-12, v);
            double expected = v.model().expectedPurchases(v.x(), v.tx(), v.age(), v.t());
            assertRelative(v.expected(), expected, 1e-9, v);
        }
    }

    @Test
    void seriesAndIntegralAgreeWhereBothAreGood() {
        long seed = 20261;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 500; i++) {
            double r = random.nextDouble(0.1, 3);
            double alpha = random.nextDouble(1, 20);
            double a = random.nextDouble(0.2, 3);
            double b = random.nextDouble(0.5, 5);
            int x = random.nextInt(0, 40);
            double age = random.nextDouble(0, 100);
            double t = random.nextDouble(0.1, 200);
            double series = MbgNbd.of(r, alpha, a, b).expectedIfAlive(x, age, t);
            double integral = DropoutIntegral.of(a, b + x + 1, r + x, t / (alpha + age));
            assertEquals(series, integral, 1e-9 * series, "seed " + seed + ", case " + i);
        }
    }

    /**
     * Two ways that have nothing in common, over five to nine orders of magnitude of each
     * parameter.
     */
    @Test
    void theExpectationIsThatOfTheIntegralWhateverTheParameters() {
        long seed = 20262;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 2_000; i++) {
            double r = Math.pow(10, random.nextDouble(-2, 5));
            double alpha = r * Math.pow(10, random.nextDouble(-1.5, 2));
            double a = Math.pow(10, random.nextDouble(-3, 2.5));
            double b = Math.pow(10, random.nextDouble(-2, 7));
            int x = random.nextInt(3) == 0 ? 0 : (int) Math.pow(10, random.nextDouble(0, 2.5));
            double age = random.nextDouble(0, 100);
            double t = Math.pow(10, random.nextDouble(-1, 3));
            double c = t / (alpha + age);
            String where = "seed %d, case %d: r=%s alpha=%s a=%s b=%s x=%d T=%s t=%s";
            where = where.formatted(seed, i, r, alpha, a, b, x, age, t);
            double mbg = DropoutIntegral.of(a, b + x + 1, r + x, c);
            assertEquals(
                    mbg, MbgNbd.of(r, alpha, a, b).expectedIfAlive(x, age, t), 1e-11 * mbg, where);
            double bg = DropoutIntegral.of(a, b + x, r + x, c);
            assertEquals(
                    bg, BgNbd.of(r, alpha, a, b).expectedIfAlive(x, age, t), 1e-11 * bg, where);
        }
    }

    @Test
    void aFarHorizonIsAnsweredByTheIntegralWithoutAJump() {
        MbgNbd model = MbgNbd.of(0.52, 6.18, 0.89, 1.61);
        double ageBelow = 0.0;
        double before = model.expectedIfAlive(3, ageBelow, 6.18 * 0.9899 / 0.0101);
        double after = model.expectedIfAlive(3, ageBelow, 6.18 * 0.9901 / 0.0099);
        assertTrue(after > before && after < before * 1.05, before + " then " + after);
    }

    @Test
    void theProbabilityOfAPurchaseFallsWithSilence() {
        MbgNbd model = MbgNbd.of(0.52, 6.18, 0.89, 1.61);
        double last = 1;
        for (int week = 10; week < 400; week++) {
            double now = model.probabilityOfPurchase(4, 10, week, 13);
            assertTrue(now < last, "week " + week);
            last = now;
        }
    }

    @Test
    void aParameterOutsideItsDomainIsNamed() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> MbgNbd.of(1, -2, 1, 1));
        assertEquals("alpha -2.0 is not a finite number over 0", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> MbgNbd.of(1, 1, Double.NaN, 1));
    }
}
