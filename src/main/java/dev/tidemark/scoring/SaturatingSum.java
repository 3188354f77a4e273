package dev.tidemark.scoring;

/**
 * Sums of money that stop at a bound instead of overflowing.
 *
 * <p>A sum beyond 2.3e18 minor units is no money but a fault upstream; it must not turn negative,
 * nor stop the job. A quarter of the range of {@code long} leaves room for the difference of two
 * sums, and for the flag that {@link HistoryCodec} packs beside an amount.
 */
final class SaturatingSum {
    /** No sum lies farther from zero, in minor units. */
    static final long BOUND = Long.MAX_VALUE >> 2;

    private SaturatingSum() {}

    /** a + b, held at the bound; neither lies farther from zero than twice the bound. */
    static long of(long a, long b) {
        long sum = a + b;
        // Two terms of at most half the range overflow by one bit, which these signs show.
        if (((a ^ sum) & (b ^ sum)) < 0) {
            return a < 0 ? -BOUND : BOUND;
        }
        return Math.max(-BOUND, Math.min(BOUND, sum));
    }
}
