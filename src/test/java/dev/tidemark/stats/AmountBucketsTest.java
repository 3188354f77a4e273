package dev.tidemark.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AmountBucketsTest {
    private static final BigDecimal GROWTH = new BigDecimal("1.005");
    private static final int LAST = AmountBuckets.size() - 1;

    @Test
    void eachBeginsHalfAPercentAboveTheOneBefore() {
        assertEquals(0, AmountBuckets.lower(0));
        assertEquals(1, AmountBuckets.lower(1));
        for (int i = 1; i < LAST; i++) {
            BigDecimal lower = BigDecimal.valueOf(AmountBuckets.lower(i));
            BigDecimal grown = lower.multiply(GROWTH).setScale(0, RoundingMode.CEILING);
            BigDecimal next = grown.max(lower.add(BigDecimal.ONE));
            assertEquals(next, BigDecimal.valueOf(AmountBuckets.lower(i + 1)), "bucket " + i);
        }
    }

    @Test
    void theyReachTheLargestNumberAndNoFurther() {
        BigDecimal last = BigDecimal.valueOf(AmountBuckets.lower(LAST));
        assertTrue(last.multiply(GROWTH).compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0);
        assertEquals(LAST, AmountBuckets.indexOf(Long.MAX_VALUE));
        assertEquals(Long.MAX_VALUE, AmountBuckets.lower(LAST + 1));
        assertTrue(AmountBuckets.size() < 8_000, AmountBuckets.size() + " buckets");
    }

    @Test
    void smallAmountsHaveABucketOfTheirOwn() {
        for (int amount = 0; amount <= 201; amount++) {
            assertEquals(amount, AmountBuckets.indexOf(amount));
            assertEquals(amount, AmountBuckets.lower(amount));
        }
        assertEquals(AmountBuckets.indexOf(201), AmountBuckets.indexOf(202));
    }

    @Test
    void everyAmountIsFoundInItsBucket() {
        for (int i = 0; i < LAST; i++) {
            assertEquals(i, AmountBuckets.indexOf(AmountBuckets.lower(i)));
            assertEquals(i, AmountBuckets.indexOf(AmountBuckets.lower(i + 1) - 1));
        }
        long seed = 3;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 100_000; i++) {
            long amount = random.nextLong() >>> 1 + random.nextInt(62);
            int found = AmountBuckets.indexOf(amount);
            assertTrue(AmountBuckets.lower(found) <= amount, "seed " + seed + ": " + amount);
            assertTrue(
                    amount < AmountBuckets.lower(found + 1) || found == LAST,
                    "seed " + seed + ": " + amount);
        }
    }

    @Test
    void aNegativeAmountHasNone() {
        assertThrows(IllegalArgumentException.class, () -> AmountBuckets.indexOf(-1));
    }
}
