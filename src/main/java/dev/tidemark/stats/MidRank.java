package dev.tidemark.stats;

/**
 * The mid-rank of a value among others, as a share from 0 to 1: (those below + half of the equal
 * ones) / all. With n classes the score of the value is 1 + floor(n · mid-rank), so its score is
 * over k from mid-rank k/n on.
 *
 * <p>Both sides of that comparison are rounded once, and the ranks of fewer than 2^50 lie farther
 * apart than such a rounding: it is exact.
 */
final class MidRank {
    private MidRank() {}

    static double of(long below, long equal, long all) {
        return (2.0 * below + equal) / (2.0 * all);
    }
}
