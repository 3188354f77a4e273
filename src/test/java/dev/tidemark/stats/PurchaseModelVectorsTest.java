package dev.tidemark.stats;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * All models against values made with mpmath 1.3 at 45 to 130 digits, stress points included: a =
 * 1, a + b under 1, x = 2000, b = 1e7, an age of 0 and of 5,000 weeks.
 */
class PurchaseModelVectorsTest {
    private static final double PROBABILITY = 1e-12;
    private static final double EXPECTATION = 1e-9;
    private static final double LOG_LIKELIHOOD = 1e-10;

    @ParameterizedTest
    @ValueSource(strings = {"vectors_bg_mbg_mpmath.csv", "vectors_stress_geometric.csv"})
    void bgAndMbgAreReproduced(String file) {
        List<ReferenceVectors.Line> lines = ReferenceVectors.read(file);
        assertTrue(lines.size() > 250, file + " has " + lines.size() + " vectors");
        for (ReferenceVectors.Line v : lines) {
            double[] n = v.n();
            PurchaseModel model = geometric(v);
            int x = v.whole(5);
            v.assertClose("P(alive)", 9, model.probabilityAlive(x, n[6], n[7]), PROBABILITY);
            double expected = model.expectedPurchases(x, n[6], n[7], n[8]);
            v.assertClose("E[Y]", 10, expected, EXPECTATION);
            double buys = model.probabilityOfPurchase(x, n[6], n[7], n[8]);
            v.assertClose("P(buy)", 11, buys, PROBABILITY);
            v.assertClose("ln L", 12, model.logLikelihood(x, n[6], n[7]), LOG_LIKELIHOOD);
        }
    }

    private static PurchaseModel geometric(ReferenceVectors.Line v) {
        double[] n = v.n();
        return v.first().equals("BG")
                ? BgNbd.of(n[1], n[2], n[3], n[4])
                : MbgNbd.of(n[1], n[2], n[3], n[4]);
    }

    @Test
    void paretoIsReproduced() {
        List<ReferenceVectors.Line> lines = ReferenceVectors.read("vectors_pnbd_mpmath.csv");
        assertTrue(lines.size() > 30, lines.size() + " vectors");
        for (ReferenceVectors.Line v : lines) {
            assertPareto(v, 39, new int[] {8, 9, 10, 7, 11});
        }
    }

    @Test
    void paretoIsReproducedAtItsLimits() {
        List<ReferenceVectors.Line> lines = ReferenceVectors.read("vectors_stress_pareto.csv");
        assertTrue(lines.size() > 70, lines.size() + " vectors");
        for (ReferenceVectors.Line v : lines) {
            assertPareto(v, v.n()[7], new int[] {8, 9, 10, 11, 12});
        }
    }

    private static void assertPareto(ReferenceVectors.Line v, double t, int[] fields) {
        double[] n = v.n();
        PurchaseModel model = ParetoNbd.of(n[0], n[1], n[2], n[3]);
        int x = v.whole(4);
        v.assertClose("P(alive)", fields[0], model.probabilityAlive(x, n[5], n[6]), PROBABILITY);
        double expected = model.expectedPurchases(x, n[5], n[6], t);
        v.assertClose("E[Y]", fields[1], expected, EXPECTATION);
        double buys = model.probabilityOfPurchase(x, n[5], n[6], t);
        v.assertClose("P(buy)", fields[2], buys, PROBABILITY);
        v.assertClose("ln L", fields[3], model.logLikelihood(x, n[5], n[6]), LOG_LIKELIHOOD);
        double dert = model.discountedResidualTransactions(x, n[5], n[6], 0.0027);
        v.assertClose("DERT", fields[4], dert, EXPECTATION);
    }

    @Test
    void discountedTransactionsOfBgAndMbgAreReproduced() {
        List<ReferenceVectors.Line> lines = ReferenceVectors.read("vectors_dert_given_alive.csv");
        assertTrue(lines.size() >= 6, lines.size() + " vectors");
        for (ReferenceVectors.Line v : lines) {
            double age = v.n()[7];
            PurchaseModel model = geometric(v);
            int x = v.whole(6);
            double alive = model.probabilityAlive(x, age, age);
            double dert = model.discountedResidualTransactions(x, age, age, v.n()[5]);
            v.assertClose("DERT", 8, dert / alive, EXPECTATION);
        }
    }

    @Test
    void regularBuyersAreReproduced() {
        List<ReferenceVectors.Line> lines = ReferenceVectors.read("vectors_cnbd_k_mpmath.csv");
        assertTrue(lines.size() > 300, lines.size() + " vectors");
        for (ReferenceVectors.Line v : lines) {
            double[] n = v.n();
            PurchaseModel model = MbgCnbdK.of(v.whole(0), n[1], n[2], n[3], n[4]);
            int x = v.whole(5);
            v.assertClose("P(alive)", 9, model.probabilityAlive(x, n[6], n[7]), PROBABILITY);
            double buys = model.probabilityOfPurchase(x, n[6], n[7], n[8]);
            v.assertClose("P(buy)", 10, buys, PROBABILITY);
            v.assertClose("ln L", 11, model.logLikelihood(x, n[6], n[7]), LOG_LIKELIHOOD);
        }
    }
}
