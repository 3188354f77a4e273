package dev.tidemark.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is particular to MBG/NBD; {@link PurchaseModelVectorsTest} has its reference values. */
class MbgNbdTest {
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

    /** On both sides of the horizon at which the series hands over. */
    @Test
    void aFarHorizonIsAnsweredWithoutAJump() {
        MbgNbd model = MbgNbd.of(0.52, 6.18, 0.89, 1.61);
        for (double z : new double[] {0.9899, 0.98999999, 0.99000001, 0.9901, 0.999999}) {
            double c = z / (1 - z);
            double integral = DropoutIntegral.of(0.89, 1.61 + 4, 0.52 + 3, c);
            double expected = model.expectedIfAlive(3, 0, 6.18 * c);
            assertEquals(integral, expected, 1e-11 * integral, "z " + z);
        }
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
