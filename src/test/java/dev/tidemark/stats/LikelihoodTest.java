package dev.tidemark.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The sums of the fits against the models' own likelihoods, and their gradients. */
class LikelihoodTest {
    private static final long SEED = 20_261_123;

    private static PurchaseRows rows() {
        SplittableRandom random = new SplittableRandom(SEED);
        PurchaseRows.Builder rows = PurchaseRows.builder();
        for (int i = 0; i < 200; i++) {
            int x = random.nextInt(3) == 0 ? 0 : random.nextInt(1, 60);
            double age = random.nextInt(0, 400) / 7.0;
            double tx = x == 0 ? 0 : age * random.nextInt(0, 8) / 7;
            rows.add(x, tx, age, random.nextInt(1, 5));
        }
        return rows.add(0, 0, 0).add(3, 0, 0).add(400, 60, 60).build();
    }

    private static void assertLikelihood(
            Likelihood likelihood, Function<double[], PurchaseModel> model, PurchaseRows rows) {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 30; i++) {
            double[] p = new double[4];
            for (int j = 0; j < 4; j++) {
                p[j] = 0.05 * Math.pow(400, random.nextDouble());
            }
            double[] gradient = new double[4];
            double sum = likelihood.sum(p, gradient);
            String where = "seed " + SEED + ", case " + i + ": " + model.apply(p);
            double rowByRow = rows.logLikelihood(model.apply(p));
            assertEquals(rowByRow, sum, 1e-11 * Math.abs(sum), where);
            assertGradient(likelihood, p, gradient, sum, where);
        }
    }

    private static void assertGradient(
            Likelihood likelihood, double[] p, double[] gradient, double sum, String where) {
        double[] unused = new double[p.length];
        for (int j = 0; j < p.length; j++) {
            double h = 1e-5 * p[j];
            double[] q = p.clone();
            q[j] = p[j] + h;
            double above = likelihood.sum(q, unused);
            q[j] = p[j] - h;
            double difference = (above - likelihood.sum(q, unused)) / (2 * h);
            double bound = 1e-8 * (Math.abs(gradient[j]) + Math.abs(sum) / p[j]);
            assertEquals(difference, gradient[j], bound, where + " parameter " + j);
        }
    }

    @Test
    void theSumOfBgIsThatOfItsRowsAndItsGradientItsSlope() {
        PurchaseRows rows = rows();
        assertLikelihood(
                new GeometricLikelihood(rows, false), p -> BgNbd.of(p[0], p[1], p[2], p[3]), rows);
    }

    @Test
    void theSumOfMbgIsThatOfItsRowsAndItsGradientItsSlope() {
        PurchaseRows rows = rows();
        assertLikelihood(
                new GeometricLikelihood(rows, true), p -> MbgNbd.of(p[0], p[1], p[2], p[3]), rows);
    }

    @Test
    void theSumOfParetoIsThatOfItsRowsAndItsGradientItsSlope() {
        PurchaseRows rows = rows();
        assertLikelihood(
                new ParetoLikelihood(rows), p -> ParetoNbd.of(p[0], p[1], p[2], p[3]), rows);
    }

    @Test
    void theSumOfRegularBuyersIsThatOfItsRowsAndItsGradientItsSlope() {
        PurchaseRows rows = rows();
        for (int k = 1; k <= 4; k++) {
            int stages = k;
            assertLikelihood(
                    new RegularLikelihood(rows, k),
                    p -> MbgCnbdK.of(stages, p[0], p[1], p[2], p[3]),
                    rows);
        }
    }

    @Test
    void theGradientOfGammaGammaIsItsSlope() {
        SplittableRandom random = new SplittableRandom(SEED);
        SpendRows.Builder rows = SpendRows.builder();
        for (int i = 0; i < 200; i++) {
            rows.add(random.nextInt(1, 50), random.nextDouble(0.01, 500), random.nextInt(1, 4));
        }
        Likelihood likelihood = new GammaGammaLikelihood(rows.build());
        for (int i = 0; i < 30; i++) {
            double[] p = {
                random.nextDouble(0.1, 20), random.nextDouble(0.1, 9), random.nextDouble(1, 99)
            };
            double[] gradient = new double[3];
            double sum = likelihood.sum(p, gradient);
            assertGradient(likelihood, p, gradient, sum, "seed " + SEED + ", case " + i);
        }
    }

    /** ∫ of the density over m is 1: the trapezoidal rule in ln m. */
    @Test
    void theDensityOfGammaGammaIntegratesToOne() {
        GammaGamma model = GammaGamma.of(6.25, 3.74, 15.44);
        for (int x : new int[] {1, 2, 7, 40}) {
            double step = 1.0 / 64;
            double mass = 0;
            for (double u = -40; u < 40; u += step) {
                double m = Math.exp(u);
                mass += step * m * Math.exp(model.logLikelihood(x, m));
            }
            assertEquals(1, mass, 1e-10, "x=" + x);
        }
    }
}
