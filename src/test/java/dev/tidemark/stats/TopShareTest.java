package dev.tidemark.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TopShareTest {
    private static final double[] SCORE = {5, 3, 3, 3, 1, 0};
    private static final double[] AMOUNT = {10, 40, -5, 7, 20, 28};

    @Test
    void tiesAtTheBorderAreSharedOut() {
        TopShare top = TopShare.of(SCORE, AMOUNT);
        assertEquals(0, top.captured(0), 0);
        assertEquals(0.10, top.captured(1 / 6.0), 1e-12);
        assertEquals(0.10 + 0.42 * 2 / 3, top.captured(0.5), 1e-12);
        assertEquals(1, top.captured(1), 1e-12);
        double[] turned = {28, 20, 7, -5, 40, 10};
        TopShare other = TopShare.of(new double[] {0, 1, 3, 3, 3, 5}, turned);
        assertEquals(top.captured(0.4), other.captured(0.4), 0);
    }

    @Test
    void ofNothingThereIsNoShare() {
        assertTrue(Double.isNaN(TopShare.of(new double[2], new double[2]).captured(0.5)));
        assertThrows(
                IllegalArgumentException.class, () -> TopShare.of(new double[1], new double[2]));
    }
}
