package dev.tidemark.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Against values printed by R BTYD 2.4.3 and in Fader and Hardie's note 025. */
class GammaGammaTest {
    @Test
    void theExpectationEqualsThatOfBtyd() {
        GammaGamma model = GammaGamma.of(6, 4, 16);
        assertEquals(34.5714285714, model.expectedMeanSpend(3, 35), 1e-10);
        assertEquals(32, model.expectedMeanSpend(0, 30), 1e-12);
    }

    @Test
    void theFirstCustomersOfNote025AreReproduced() {
        GammaGamma model = GammaGamma.of(6.249572, 3.744225, 15.443521);
        assertEquals(24.65, model.expectedMeanSpend(2, 22.345), 0.01);
        assertEquals(18.91, model.expectedMeanSpend(1, 11.77), 0.01);
        assertEquals(35.17, model.expectedMeanSpend(0, 0), 0.01);
    }

    /** One purchase for sure: Var[Z] = E[p/ν²] + Var[p/ν], and E[Z²] = p·(p+1)·E[1/ν²]. */
    @Test
    void theSpendOfOneSurePurchaseVariesAsThePurchaseDoes() {
        GammaGamma model = GammaGamma.of(6, 4, 16);
        double mean = model.expectedMeanSpend(3, 35);
        double total = 16 + 3 * 35;
        double ofSquare = 6 * 7 * total * total / ((22 - 1) * (22 - 2));
        assertEquals(ofSquare - mean * mean, model.totalSpendVariance(3, 35, 1, 0), 1e-9);
    }

    @Test
    void theSpreadOfSpendIsInfiniteWhereThatOfRatesIs() {
        GammaGamma model = GammaGamma.of(0.5, 1.4, 16);
        assertEquals(Double.POSITIVE_INFINITY, model.totalSpendVariance(0, 0, 3, 4));
        assertEquals(Double.POSITIVE_INFINITY, model.totalSpendVariance(1, 20, 3, 4));
        assertEquals(0, model.totalSpendVariance(1, 20, 0, 0));
        assertTrue(Double.isFinite(model.totalSpendVariance(2, 20, 3, 4)));
    }

    @Test
    void anInfiniteMeanIsRefused() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> GammaGamma.of(6, 1, 16));
        assertEquals("q 1.0 is not over 1", e.getMessage());
    }
}
