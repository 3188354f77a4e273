package dev.tidemark.stats;

import java.util.Arrays;

/**
 * Buckets of amounts, of which each is wider than the one before by half a percent: from 0 and 1
 * on, the next begins at {@code max(b + 1, ceil(1.005 b))}. So up to 201 every amount has a bucket
 * of its own, and above that the largest of a bucket is under half a percent above the smallest.
 *
 * <p>Half a percent, so that a limit in the middle of a bucket may be moved to either end of it and
 * stay within one percent. They are part of the state format: they stay as they are for ever.
 */
public final class AmountBuckets {
    /** A bucket is as wide as its smallest amount divided by that, and at least 1. */
    private static final long PARTS = 200;

    private static final long[] LOWER = lowerBounds();

    /** So many binary digits of an amount after its first are looked up; the rest is searched. */
    private static final int LOOKED_UP = 6;

    /**
     * By the number of binary digits, then by the first of them, the bucket of the smallest such
     * amount: buckets are so wide that only a few can follow.
     */
    private static final int[] FIRST = firstBuckets();

    private AmountBuckets() {}

    private static long[] lowerBounds() {
        long[] bounds = new long[1 << 14];
        bounds[1] = 1;
        int size = 2;
        long last = 1;
        // Written without a product, which would overflow long before the sum does.
        for (long width = 1; last <= Long.MAX_VALUE - width; size++) {
            last += width;
            bounds[size] = last;
            width = last / PARTS + (last % PARTS == 0 ? 0 : 1);
        }
        return Arrays.copyOf(bounds, size);
    }

    private static int[] firstBuckets() {
        int[] first = new int[Long.SIZE << LOOKED_UP];
        for (int digits = LOOKED_UP + 1; digits < Long.SIZE; digits++) {
            for (int next = 0; next < 1 << LOOKED_UP; next++) {
                long least = (1L << LOOKED_UP | next) << digits - 1 - LOOKED_UP;
                int found = Arrays.binarySearch(LOWER, least);
                first[digits << LOOKED_UP | next] = found >= 0 ? found : -found - 2;
            }
        }
        return first;
    }

    /** How many there are. */
    public static int size() {
        return LOWER.length;
    }

    /**
     * The smallest amount of a bucket.
     *
     * @param bucket from 0; past the last, the largest number that there is
     */
    public static long lower(int bucket) {
        return bucket < LOWER.length ? LOWER[bucket] : Long.MAX_VALUE;
    }

    /**
     * The bucket of an amount.
     *
     * @throws IllegalArgumentException if the amount is below 0
     */
    public static int indexOf(long amount) {
        if (amount < 0) {
            throw new IllegalArgumentException("amount %d is below 0".formatted(amount));
        }
        int digits = Long.SIZE - Long.numberOfLeadingZeros(amount);
        if (digits <= LOOKED_UP) {
            return (int) amount;
        }
        int next = (int) (amount >>> digits - 1 - LOOKED_UP) & (1 << LOOKED_UP) - 1;
        int bucket = FIRST[digits << LOOKED_UP | next];
        while (bucket + 1 < LOWER.length && LOWER[bucket + 1] <= amount) {
            bucket++;
        }
        return bucket;
    }
}
