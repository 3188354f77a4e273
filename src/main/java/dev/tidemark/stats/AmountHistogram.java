package dev.tidemark.stats;

/**
 * Amounts by {@link AmountBuckets}, with the exact sum of each bucket; each can be taken back, in
 * any order, and then leaves nothing behind.
 *
 * <p>A bucket also keeps a sum of hashes of its amounts, which tells whether they are all the same:
 * many prices are. Then that amount is known exactly, and limits are as exact as without buckets.
 * Sums wrap around at the bounds of {@code long}: what is taken back is exact even then.
 */
public final class AmountHistogram {
    /** Takes buckets, by rising amounts. */
    public interface Visitor {
        /** Takes one of which not everything is 0. */
        void take(int bucket, long count, long sum, long hashes);
    }

    private static final int PAGE_BITS = 6;
    private static final int PAGE_MASK = (1 << PAGE_BITS) - 1;
    private static final int NONE = -1;

    /**
     * Of each bucket a page holds the count, the sum and the sum of hashes, one behind the other.
     */
    private static final int FIGURES = 3;

    /** By number, on pages that are made when needed: amounts are added for every event. */
    private final long[][] pages = new long[(AmountBuckets.size() >> PAGE_BITS) + 1][];

    private int size;
    private long count;
    private long sum;

    /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014). */
    private static long hash(long amount) {
        long z = amount;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /**
     * Adds an amount so many times; takes it back if the number is below 0.
     *
     * @throws IllegalArgumentException if the amount is below 0
     */
    public void add(long amount, long times) {
        add(AmountBuckets.indexOf(amount), times, times * amount, times * hash(amount));
    }

    /** Adds what another one has in a bucket. */
    public void add(int bucket, long counts, long sums, long hashes) {
        long[] page = pages[bucket >> PAGE_BITS];
        if (page == null) {
            page = new long[FIGURES << PAGE_BITS];
            pages[bucket >> PAGE_BITS] = page;
        }
        int at = place(bucket);
        size -= isFilled(page, at) ? 1 : 0;
        page[at] += counts;
        page[at + 1] += sums;
        page[at + 2] += hashes;
        size += isFilled(page, at) ? 1 : 0;
        count += counts;
        sum += sums;
    }

    private static int place(int bucket) {
        return (bucket & PAGE_MASK) * FIGURES;
    }

    private static boolean isFilled(long[] page, int at) {
        return (page[at] | page[at + 1] | page[at + 2]) != 0;
    }

    private long countOf(int filled) {
        return pages[filled >> PAGE_BITS][place(filled)];
    }

    private long sumOf(int filled) {
        return pages[filled >> PAGE_BITS][place(filled) + 1];
    }

    private long hashesOf(int filled) {
        return pages[filled >> PAGE_BITS][place(filled) + 2];
    }

    /** The sum of the hashes of others would be the same once in 2^64. */
    private boolean isOfOneAmount(int filled) {
        long counted = countOf(filled);
        long total = sumOf(filled);
        return counted > 0
                && total % counted == 0
                && hashesOf(filled) == counted * hash(total / counted);
    }

    /** Adds everything that another one has. */
    public void addAll(AmountHistogram other) {
        other.forEach(this::add);
    }

    /** How many amounts. */
    public long count() {
        return count;
    }

    /** Of all amounts. */
    public long sum() {
        return sum;
    }

    /** How many buckets are not empty. */
    public int size() {
        return size;
    }

    /** Whether nothing is left that was not taken back. */
    public boolean isEmpty() {
        return size == 0;
    }

    /** Takes a look at every bucket. */
    public void forEach(Visitor visitor) {
        for (int i = filledFrom(0); i != NONE; i = filledFrom(i + 1)) {
            visitor.take(i, countOf(i), sumOf(i), hashesOf(i));
        }
    }

    /** The first bucket from a number on that is not empty. */
    private int filledFrom(int first) {
        for (int i = first; i < pages.length << PAGE_BITS; i++) {
            if (pages[i >> PAGE_BITS] == null) {
                i |= PAGE_MASK;
            } else if (isFilled(pages[i >> PAGE_BITS], place(i))) {
                return i;
            }
        }
        return NONE;
    }

    /** The last bucket up to a number that is not empty. */
    private int filledUpTo(int last) {
        for (int i = last; i >= 0; i--) {
            if (pages[i >> PAGE_BITS] == null) {
                i &= ~PAGE_MASK;
            } else if (isFilled(pages[i >> PAGE_BITS], place(i))) {
                return i;
            }
        }
        return NONE;
    }

    private int lastFilled() {
        return filledUpTo(AmountBuckets.size() - 1);
    }

    /** The smallest amount that may be in a bucket. */
    private long least(int filled) {
        return isOfOneAmount(filled)
                ? sumOf(filled) / countOf(filled)
                : AmountBuckets.lower(filled);
    }

    /** The smallest amount over all in a bucket. */
    private long over(int filled) {
        return isOfOneAmount(filled) && sumOf(filled) / countOf(filled) < Long.MAX_VALUE
                ? sumOf(filled) / countOf(filled) + 1
                : AmountBuckets.lower(filled + 1);
    }

    /**
     * The smallest amount whose mid-rank is at least that, as {@link KeyedSums#cut}, give or take
     * one percent. If the amounts of no bucket differ it is exact.
     *
     * <p>Where the amounts of a bucket differ and the rank lies among them, only the largest may
     * reach it. Then the limit is the upper end of the bucket: close to it, and none of the bucket
     * ranks higher than another. (If all that reach it are of a later bucket after all, because the
     * largest is of many, none lies between the two.)
     *
     * @param rank over 0 and at most 1
     * @return more than every amount if none ranks so high
     * @throws IllegalStateException of an empty one
     */
    public long cut(double rank) {
        if (size == 0) {
            throw new IllegalStateException("nothing to rank");
        }
        long below = 0;
        for (int i = filledFrom(0); i != NONE; i = filledFrom(i + 1)) {
            if (MidRank.of(below, countOf(i), count) >= rank) {
                return least(i);
            }
            below += countOf(i);
            // One alone that is the largest of its bucket would rank highest.
            if (!isOfOneAmount(i) && MidRank.of(below - 1, 1, count) >= rank) {
                return over(i);
            }
        }
        return over(lastFilled());
    }

    /**
     * The largest limit such that the amounts from it on make at least a share of the whole sum,
     * give or take half a percent: the fewest who make it.
     *
     * @param share over 0 and at most 1
     * @return at least 1: who has nothing makes nothing
     */
    public long cutOfSum(double share) {
        double wanted = share * sum;
        long made = 0;
        long limit = 1;
        // The first bucket is that of 0, and nothing else.
        for (int i = lastFilled(); i > 0; i = filledUpTo(i - 1)) {
            made += sumOf(i);
            limit = least(i);
            if (made >= wanted) {
                return limit;
            }
        }
        return limit;
    }

    /** How many amounts there are from a limit on that was cut from this histogram. */
    public long countFrom(long limit) {
        long from = 0;
        for (int i = lastFilled(); i != NONE && least(i) >= limit; i = filledUpTo(i - 1)) {
            from += countOf(i);
        }
        return from;
    }

    /**
     * The amount that a share of all do not exceed, by the nearest rank: the mean of its bucket,
     * give or take half a percent.
     *
     * @param share over 0 and at most 1
     * @return 0 of an empty one
     */
    public long quantile(double share) {
        double wanted = share * count;
        long upTo = 0;
        for (int i = filledFrom(0); i != NONE; i = filledFrom(i + 1)) {
            upTo += countOf(i);
            if (upTo >= wanted && countOf(i) > 0) {
                return sumOf(i) / countOf(i);
            }
        }
        return 0;
    }

    /**
     * The part of the whole sum that the largest have: see {@link TopShare}. Amounts of one bucket
     * are taken for equal.
     *
     * @param share how many of all are looked at, from 0 to 1
     * @return NaN if the whole sum is 0
     */
    public double topShare(double share) {
        double left = share * count;
        double has = 0;
        for (int i = lastFilled(); i != NONE && left > 0; i = filledUpTo(i - 1)) {
            if (countOf(i) > 0) {
                double taken = Math.min(left, countOf(i));
                has += taken / countOf(i) * sumOf(i);
                left -= taken;
            }
        }
        return has / sum;
    }
}
