package dev.tidemark.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class EmpiricalRiskTest {
    @Test
    void aScoreOfTwoValuesGetsTheRateOfEach() {
        double[] score = {0, 0, 0, 0, 1, 1, 1, 1};
        boolean[] happened = {false, false, false, true, true, true, true, false};
        EmpiricalRisk risk = EmpiricalRisk.learn(score, happened);
        assertEquals(1.5 / 5, risk.of(0), 1e-15);
        assertEquals(3.5 / 5, risk.of(1), 1e-15);
        assertEquals(1.5 / 5, risk.of(-100), 1e-15);
        assertEquals(1.5 / 5, risk.of(0.49), 1e-15);
        assertEquals(3.5 / 5, risk.of(0.51), 1e-15);
        assertEquals(3.5 / 5, risk.of(1e300), 1e-15);
    }

    @Test
    void neighboursAgainstTheOrderArePooled() {
        double[] score = {1, 1, 2, 2, 3, 3};
        boolean[] happened = {false, false, true, true, false, true};
        EmpiricalRisk risk = EmpiricalRisk.learn(score, happened);
        assertEquals(0.5 / 3, risk.of(1), 1e-15);
        assertEquals(3.5 / 5, risk.of(2), 1e-15);
        assertEquals(3.5 / 5, risk.of(3), 1e-15);
    }

    @Test
    void theRiskRisesAndIsCalibratedOnWhatItLearned() {
        for (int seed = 1; seed <= 20; seed++) {
            Random random = new Random(seed);
            double[] score = new double[4000];
            boolean[] happened = new boolean[4000];
            for (int i = 0; i < score.length; i++) {
                score[i] = random.nextInt(300);
                happened[i] = random.nextDouble() < score[i] / 300;
            }
            EmpiricalRisk risk = EmpiricalRisk.learn(score, happened);
            double before = 0;
            for (int day = 0; day < 300; day++) {
                double at = risk.of(day);
                assertTrue(at >= before && at > 0 && at < 1, "seed " + seed + " day " + day);
                assertEquals(day / 300.0, at, 0.12, "seed " + seed + " day " + day);
                before = at;
            }
            double[] told = new double[score.length];
            for (int i = 0; i < told.length; i++) {
                told[i] = risk.of(score[i]);
            }
            assertEquals(0, new BinaryForecast(told, happened).bias(), 0.003, "seed " + seed);
        }
    }

    @Test
    void whatCannotBeLearnedFromIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> EmpiricalRisk.learn(new double[0], new boolean[0]));
        EmpiricalRisk risk = EmpiricalRisk.learn(new double[] {1}, new boolean[] {true});
        assertEquals(0.75, risk.of(7), 1e-15);
        assertThrows(IllegalArgumentException.class, () -> risk.of(Double.NaN));
    }
}
