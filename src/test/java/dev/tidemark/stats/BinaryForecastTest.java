package dev.tidemark.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Against numpy 2.4.6: mean((p-y)**2), -mean(y*log(q)+(1-y)*log1p(-q)) with q = clip(p, 1e-15,
 * 1-1e-15), the area as the mean over all pairs, and for bins and tops the forecasts repeated 60
 * times with the mean outcome of their ties, cut by split().
 */
class BinaryForecastTest {
    private static final double[] PROBABILITY = {.1, .1, .35, .35, .35, .6, .6, .8, .9, .9, .9, 1};
    private static final boolean[] HAPPENED = {
        false, true, false, false, true, true, false, true, true, true, false, true
    };
    private static final double EXACT = 1e-14;

    private final BinaryForecast forecast = new BinaryForecast(PROBABILITY, HAPPENED);

    @Test
    void theScoresAreThoseOfNumpy() {
        assertEquals(0.23979166666666663, forecast.brier(), EXACT);
        assertEquals(0.706908299716626, forecast.logLoss(), EXACT);
        assertEquals(-0.004166666666666652, forecast.bias(), EXACT);
        assertEquals(7 / 12.0, forecast.observedRate(), EXACT);
        assertEquals(0.6857142857142857, forecast.auc(), EXACT);
        assertEquals(0.1581483180835085, forecast.ranking().standardError(), EXACT);
    }

    @Test
    void binsHoldEquallyManyAndTiesAreSharedOut() {
        List<BinaryForecast.Bin> bins = forecast.calibrationCurve(5);
        assertEquals(5, bins.size());
        double[] predicted = {17 / 120.0, .35, 143 / 240.0, 13 / 15.0, 113 / 120.0};
        double[] observed = {17 / 36.0, 1 / 3.0, 19 / 36.0, 7 / 9.0, 29 / 36.0};
        for (int i = 0; i < 5; i++) {
            assertEquals(2.4, bins.get(i).count(), 1e-12);
            assertEquals(predicted[i], bins.get(i).predicted(), 1e-12);
            assertEquals(observed[i], bins.get(i).observed(), 1e-12);
        }
        assertEquals(0.1280555555555556, forecast.calibrationError(5), 1e-12);
        assertEquals(0.12638888888888888, forecast.calibrationError(4), 1e-12);
    }

    @Test
    void theTopIsSharedOutAmongTies() {
        assertEquals(0.9444444444444444, forecast.precisionAtTop(.1), 1e-12);
        assertEquals(0.7777777777777778, forecast.precisionAtTop(.25), 1e-12);
        assertEquals(1.2857142857142856, forecast.liftAtTop(.5), 1e-12);
        assertEquals(1, forecast.liftAtTop(1), 1e-12);
    }

    @Test
    void theOrderOfTheInputChangesNoBit() {
        for (int seed = 1; seed <= 20; seed++) {
            Random random = new Random(seed);
            double[] p = new double[500];
            boolean[] y = new boolean[500];
            for (int i = 0; i < p.length; i++) {
                p[i] = random.nextInt(40) / 39.0;
                y[i] = random.nextDouble() < p[i];
            }
            BinaryForecast before = new BinaryForecast(p, y);
            for (int i = p.length - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                double probability = p[i];
                boolean happened = y[i];
                p[i] = p[j];
                y[i] = y[j];
                p[j] = probability;
                y[j] = happened;
            }
            BinaryForecast after = new BinaryForecast(p, y);
            String seeded = "seed " + seed;
            assertEquals(before.brier(), after.brier(), 0, seeded);
            assertEquals(before.logLoss(), after.logLoss(), 0, seeded);
            assertEquals(before.bias(), after.bias(), 0, seeded);
            assertEquals(before.calibrationCurve(10), after.calibrationCurve(10), seeded);
            assertEquals(before.precisionAtTop(.1), after.precisionAtTop(.1), 0, seeded);
            assertEquals(before.ranking(), after.ranking(), seeded);
            double even = before.calibrationCurve(10).stream().mapToDouble(b -> b.count()).sum();
            assertEquals(500, even, 1e-9, seeded);
        }
    }

    @Test
    void aSureAndWrongForecastCostsMuchButNotAllThereIs() {
        BinaryForecast sure = new BinaryForecast(new double[] {1, 0}, new boolean[] {false, true});
        assertEquals(34.54, sure.logLoss(), 0.01);
        assertEquals(1, sure.brier(), 0);
        assertEquals(0, sure.auc(), 0);
    }

    @Test
    void whereOnlyOneThingHappensNothingCanBeRanked() {
        BinaryForecast all = new BinaryForecast(new double[] {.2, .7}, new boolean[] {true, true});
        assertTrue(Double.isNaN(all.auc()));
        assertTrue(Double.isNaN(all.ranking().standardError()));
        BinaryForecast none = new BinaryForecast(new double[0], new boolean[0]);
        assertTrue(Double.isNaN(none.brier()));
        assertTrue(Double.isNaN(none.calibrationError(10)));
        assertEquals(List.of(), none.calibrationCurve(10));
    }

    @Test
    void aTieIsHalfAWin() {
        double[] same = {3, 3, 3, 3};
        boolean[] happened = {true, false, true, false};
        assertEquals(0.5, Ranking.auc(same, happened), 0);
        assertEquals(0.5, Ranking.auc(new double[] {0.0, -0.0}, new boolean[] {true, false}), 0);
    }

    @Test
    void whatIsNoForecastIsRefused() {
        refuses("probability 1.5 is not 0 to 1", new double[] {1.5}, new boolean[1]);
        refuses("probability NaN is not 0 to 1", new double[] {Double.NaN}, new boolean[1]);
        refuses("1 scores of 2 outcomes", new double[] {.5}, new boolean[2]);
    }

    private static void refuses(String expected, double[] probability, boolean[] happened) {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new BinaryForecast(probability, happened));
        assertEquals(expected, e.getMessage());
    }
}
