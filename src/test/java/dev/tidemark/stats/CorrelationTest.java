package dev.tidemark.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Against numpy 2.4.6 corrcoef and scipy 1.17.1 spearmanr. */
class CorrelationTest {
    private static final double[] A = {1, 2, 2, 3, 5, 8};
    private static final double[] B = {2, 1, 4, 4, 4, 9};

    @Test
    void bothAreThoseOfNumpyAndScipy() {
        assertEquals(0.8968829674739367, Correlation.pearson(A, B), 1e-14);
        assertEquals(0.8008534347238067, Correlation.spearman(A, B), 1e-14);
        assertEquals(-1, Correlation.spearman(new double[] {1, 2}, new double[] {9, 7}), 1e-14);
    }

    @Test
    void whatDoesNotVaryGoesTogetherWithNothing() {
        assertTrue(Double.isNaN(Correlation.pearson(A, new double[6])));
        assertThrows(IllegalArgumentException.class, () -> Correlation.pearson(A, new double[5]));
    }
}
