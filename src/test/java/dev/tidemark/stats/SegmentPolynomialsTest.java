package dev.tidemark.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Functions kept as polynomials, against themselves. */
class SegmentPolynomialsTest {
    private static final long SEED = 20_261_122;
    private static final double LEAST = 0.01;

    /** Not from the very least on: the segment that it lies in is not kept. */
    private static double anyPoint(SplittableRandom random) {
        return random.nextDouble(1.2 * LEAST, 1);
    }

    @Test
    void aSmoothFunctionIsKeptToFourteenDigits() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 200; i++) {
            double power = random.nextDouble(-4, 4);
            double rate = random.nextDouble(0, 3);
            DoubleUnaryOperator smooth =
                    y -> StrictMath.pow(y, power) + StrictMath.log(y) * StrictMath.exp(-rate * y);
            SegmentPolynomials kept = new SegmentPolynomials(smooth, LEAST);
            for (int j = 0; j < 200; j++) {
                double y = anyPoint(random);
                double is = smooth.applyAsDouble(y);
                double scale = StrictMath.pow(y, power) + 5;
                String where = "power %s, rate %s at %s, seed %d".formatted(power, rate, y, SEED);
                assertEquals(is, kept.at(y), 3e-14 * scale, where);
            }
        }
    }

    @Test
    void whatWasAskedBeforeMakesNoDifference() {
        SplittableRandom random = new SplittableRandom(SEED);
        SegmentPolynomials busy = new SegmentPolynomials(StrictMath::log, LEAST);
        double[] points = random.doubles(2_000, 1.2 * LEAST, 1).toArray();
        double[] values = IntStream.range(0, 2_000).mapToDouble(i -> busy.at(points[i])).toArray();
        IntStream.range(0, 2_000)
                .parallel()
                .forEach(
                        i -> {
                            SegmentPolynomials fresh =
                                    new SegmentPolynomials(StrictMath::log, LEAST);
                            assertEquals(values[i], fresh.at(points[i]), 0);
                            assertEquals(values[i], busy.at(points[i]), 0);
                        });
    }

    @Test
    void aSegmentIsMadeOnce() {
        AtomicInteger looks = new AtomicInteger();
        DoubleUnaryOperator counted =
                y -> {
                    looks.incrementAndGet();
                    return 1 / y;
                };
        SegmentPolynomials kept = new SegmentPolynomials(counted, LEAST);
        kept.at(0.8);
        int first = looks.get();
        for (int i = 0; i < 1_000; i++) {
            kept.at(0.751 + i * 1e-4 % 0.06);
        }
        assertEquals(first, looks.get());
        kept.at(0.5);
        assertEquals(2 * first, looks.get());
    }

    @Test
    void whatIsNotSmoothIsNotKept() {
        SegmentPolynomials bent = new SegmentPolynomials(y -> Math.abs(y - 0.7), LEAST);
        assertTrue(Double.isNaN(bent.at(0.72)), "the bend's own segment");
        assertEquals(0.1, bent.at(0.8), 1e-14);
        SegmentPolynomials rough = new SegmentPolynomials(y -> StrictMath.sin(500 * y), LEAST);
        assertTrue(Double.isNaN(rough.at(0.6)), "too many waves");
        SegmentPolynomials gap = new SegmentPolynomials(y -> y < 0.6 ? Double.NaN : y, LEAST);
        assertTrue(Double.isNaN(gap.at(0.61)), "no number at some nodes");
        SegmentPolynomials endless =
                new SegmentPolynomials(y -> y < 0.6 ? Double.POSITIVE_INFINITY : y, LEAST);
        assertTrue(Double.isNaN(endless.at(0.61)), "infinite at some nodes");
        assertEquals(0.9, endless.at(0.9), 1e-15);
    }

    /** The faster the waves, the fewer segments are kept; those that are stay exact. */
    @Test
    void whatIsKeptIsExactHoweverRoughTheFunction() {
        SplittableRandom random = new SplittableRandom(SEED);
        int kept = 0;
        int refused = 0;
        for (double waves = 1; waves < 2_000; waves *= 1.05) {
            double w = waves;
            DoubleUnaryOperator function = y -> 2 + StrictMath.sin(w * y);
            SegmentPolynomials polynomials = new SegmentPolynomials(function, LEAST);
            for (int i = 0; i < 300; i++) {
                double y = anyPoint(random);
                double at = polynomials.at(y);
                String where = "%s waves at %s, seed %d".formatted(w, y, SEED);
                if (Double.isNaN(at)) {
                    refused++;
                } else {
                    kept++;
                    assertEquals(function.applyAsDouble(y), at, 2e-12, where);
                }
            }
        }
        assertTrue(kept > 10_000 && refused > 10_000, kept + " kept, " + refused + " refused");
    }

    @Test
    void outsideNothingIsKnown() {
        SegmentPolynomials kept = new SegmentPolynomials(y -> y, LEAST);
        for (double y : new double[] {1, 1.5, LEAST / 2, 1e-300, 0, Double.MAX_VALUE}) {
            assertTrue(Double.isNaN(kept.at(y)), () -> "at " + y);
        }
        assertEquals(Math.nextDown(1.0), kept.at(Math.nextDown(1.0)), 1e-15);
        assertTrue(Double.isNaN(new SegmentPolynomials(y -> y, 1).at(0.99)), "from 1 on");
    }

    @Test
    void whereTheFunctionIsZeroSoIsThePolynomial() {
        SegmentPolynomials zero = new SegmentPolynomials(y -> 0, LEAST);
        assertEquals(0, zero.at(0.3), 0);
    }
}
