package dev.tidemark.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AmountHistogramTest {
    private static AmountHistogram of(long... amounts) {
        AmountHistogram histogram = new AmountHistogram();
        LongStream.of(amounts).forEach(amount -> histogram.add(amount, 1));
        return histogram;
    }

    /** The smallest of the amounts that ranks so high; one more than the largest if none does. */
    private static long exactCut(long[] sorted, double rank) {
        for (long amount : sorted) {
            double below = LongStream.of(sorted).filter(other -> other < amount).count();
            double equal = LongStream.of(sorted).filter(other -> other == amount).count();
            if ((below + equal / 2) / sorted.length >= rank) {
                return amount;
            }
        }
        return sorted[sorted.length - 1] + 1;
    }

    /** The largest of the amounts such that it and all above it make a share of the sum. */
    private static long exactCutOfSum(long[] sorted, double share) {
        double wanted = share * LongStream.of(sorted).sum();
        for (int i = sorted.length - 1; i >= 0; i--) {
            long amount = sorted[i];
            if (amount > 0 && LongStream.of(sorted).filter(a -> a >= amount).sum() >= wanted) {
                return amount;
            }
        }
        return 1;
    }

    /** Prices of a shop, amounts of any size, or some that lie close together. */
    static long[] amounts(SplittableRandom random) {
        int kind = random.nextInt(4);
        long[] prices = random.longs(1 + random.nextInt(12), 1, 20_000).toArray();
        long[] amounts = new long[1 + random.nextInt(120)];
        for (int i = 0; i < amounts.length; i++) {
            amounts[i] =
                    switch (kind) {
                        case 0 -> prices[random.nextInt(prices.length)];
                        case 1 -> random.nextLong(1L << 1 + random.nextInt(40));
                        case 2 -> 10_000 + random.nextInt(300);
                        default ->
                                random.nextInt(3) == 0
                                        ? random.nextLong(30_000)
                                        : random.nextInt(4) * prices[0];
                    };
        }
        Arrays.sort(amounts);
        return amounts;
    }

    @Test
    void cutsAreWithinOnePercentOrDivideTheAmountsAlike() {
        int far = 0;
        int cases = 0;
        for (long seed = 1; seed <= 4_000; seed++) {
            long[] sorted = amounts(new SplittableRandom(seed));
            AmountHistogram histogram = of(sorted);
            for (double rank : new double[] {0.2, 0.4, 0.6, 0.8, 1 / 3.0, 2 / 3.0, 0.9}) {
                long exact = exactCut(sorted, rank);
                long found = histogram.cut(rank);
                cases++;
                if (Math.abs(found - exact) > 0.01 * exact) {
                    far++;
                    long low = Math.min(found, exact);
                    long high = Math.max(found, exact);
                    assertEquals(
                            0,
                            LongStream.of(sorted).filter(a -> a >= low && a < high).count(),
                            "seed %d: %d, not %d".formatted(seed, found, exact));
                }
            }
        }
        assertTrue(far < cases / 500, far + " of " + cases + " are far");
    }

    @Test
    void cutsOfAFewPricesAreExact() {
        for (long seed = 1; seed <= 500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long[] prices = {0, 999, 1_200, 2_500, 4_999, 129_900};
            long[] sorted =
                    random.ints(1 + random.nextInt(200), 0, prices.length)
                            .mapToLong(i -> prices[i])
                            .sorted()
                            .toArray();
            AmountHistogram histogram = of(sorted);
            for (int k = 1; k < 5; k++) {
                assertEquals(exactCut(sorted, k / 5.0), histogram.cut(k / 5.0), "seed " + seed);
                long high = exactCutOfSum(sorted, k / 5.0);
                assertEquals(high, histogram.cutOfSum(k / 5.0), "seed " + seed);
                assertEquals(
                        LongStream.of(sorted).filter(a -> a >= high).count(),
                        histogram.countFrom(high),
                        "seed " + seed);
            }
        }
    }

    @Test
    void theFewestWhoMakeAShareAreFoundWithinHalfAPercent() {
        for (long seed = 1; seed <= 2_000; seed++) {
            long[] sorted = amounts(new SplittableRandom(seed));
            AmountHistogram histogram = of(sorted);
            for (double share : new double[] {0.5, 0.8, 0.95, 1}) {
                long exact = exactCutOfSum(sorted, share);
                long found = histogram.cutOfSum(share);
                String seeded = "seed %d: %d, not %d".formatted(seed, found, exact);
                assertTrue(found <= exact && found >= 0.995 * exact - 1, seeded);
                long made = LongStream.of(sorted).filter(a -> a >= found).sum();
                assertTrue(made >= share * LongStream.of(sorted).sum(), seeded);
                assertEquals(
                        LongStream.of(sorted).filter(a -> a >= found).count(),
                        histogram.countFrom(found),
                        seeded);
            }
        }
    }

    @Test
    void whoHasNothingMakesNothing() {
        assertEquals(1, of(0, 0, 0).cutOfSum(0.8));
        assertEquals(0, of(0, 0, 0).countFrom(1));
        assertEquals(50, of(0, 0, 50).cutOfSum(1));
        assertEquals(1, new AmountHistogram().cutOfSum(0.8));
    }

    @Test
    void theLargestOfABucketMayRankHigherThanTheBucket() {
        int bucket = AmountBuckets.indexOf(10_000);
        long low = AmountBuckets.lower(bucket);
        long next = AmountBuckets.lower(bucket + 1);
        // The mid-rank of the fifth is 0.45, that of its bucket 0.25.
        AmountHistogram spread = of(low, low + 1, low + 2, low + 3, low + 4, 90_000, 1 << 20);
        spread.add(1 << 20, 3);
        assertEquals(next, spread.cut(0.45));
        assertEquals(90_000, spread.cut(0.5));
        // Of five who have the same, none reaches it.
        AmountHistogram equal = of(low, low, low, low, low, 90_000, 1 << 20);
        equal.add(1 << 20, 3);
        assertEquals(90_000, equal.cut(0.45));
    }

    @Test
    void quantilesAndTheTopShareAreWithinHalfAPercent() {
        for (long seed = 1; seed <= 1_000; seed++) {
            long[] sorted = amounts(new SplittableRandom(seed));
            AmountHistogram histogram = of(sorted);
            for (double share : new double[] {0.1, 0.5, 0.9}) {
                int rank = Math.max(0, (int) Math.ceil(share * sorted.length) - 1);
                assertEquals(
                        sorted[rank],
                        histogram.quantile(share),
                        0.005 * sorted[rank] + 1,
                        "" + seed);
            }
            double[] scores = LongStream.of(sorted).asDoubleStream().toArray();
            double exact = TopShare.of(scores, scores).captured(0.2);
            assertEquals(exact, histogram.topShare(0.2), 0.005, "seed " + seed);
        }
        assertEquals(0, new AmountHistogram().quantile(0.5));
        assertTrue(Double.isNaN(of(0, 0).topShare(0.2)));
        assertEquals(0.2, of(70, 70, 70).topShare(0.2), 1e-12, "equal ones share");
    }

    @Test
    void whatIsTakenBackLeavesNothingEvenPastTheBounds() {
        for (long seed = 1; seed <= 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            AmountHistogram histogram = new AmountHistogram();
            AmountHistogram back = new AmountHistogram();
            for (int i = 0; i < 200; i++) {
                long amount = random.nextLong() >>> 1 + random.nextInt(62);
                long times = random.nextInt(1, 1_000);
                histogram.add(amount, times);
                back.add(amount, -times);
            }
            histogram.cut(0.5);
            histogram.cutOfSum(0.8);
            histogram.addAll(back);
            assertTrue(histogram.isEmpty(), "seed " + seed);
            assertEquals(0, histogram.size(), "seed " + seed);
            assertEquals(0, histogram.count(), "seed " + seed);
            assertEquals(0, histogram.sum(), "seed " + seed);
        }
    }

    @Test
    void anAmountForAnotherOfTheSameBucketIsADifference() {
        AmountHistogram change = new AmountHistogram();
        long amount = AmountBuckets.lower(AmountBuckets.indexOf(10_000));
        change.add(amount, -1);
        change.add(amount + 3, 1);
        assertEquals(1, change.size());
        assertEquals(0, change.count());
        assertEquals(3, change.sum());
    }

    @Test
    void anEmptyOneIsNotCutAndNothingIsBelowNothing() {
        assertThrows(IllegalStateException.class, () -> new AmountHistogram().cut(0.5));
        assertThrows(IllegalArgumentException.class, () -> of(-1));
    }
}
