package dev.tidemark.model;

/**
 * Recency, frequency and monetary value over the rolling window, raw and as scores from 1 to n: 5,
 * or 3 with a grid of three scores.
 *
 * @param recencyDays whole days since the day of the last purchase
 * @param orders orders in the window that were not wholly reversed
 * @param spendMinor net spend in the window, at least 0
 * @param r recency score, 1 to n; n is most recent
 * @param f frequency score, 1 to n; n is most frequent
 * @param m monetary score, 1 to n; n is highest spend
 */
public record RfmScores(int recencyDays, int orders, long spendMinor, int r, int f, int m) {
    /** The three digits as one number, such as 545. */
    public int cell() {
        return 100 * r + 10 * f + m;
    }
}
