package dev.tidemark.model;

/**
 * Recency, frequency and monetary value over the rolling window, raw and as scores from 1 to 5.
 *
 * @param recencyDays whole days since the day of the last purchase
 * @param orders orders in the window that were not wholly reversed
 * @param spendMinor net spend in the window, at least 0
 * @param r recency score, 5 is most recent
 * @param f frequency score, 5 is most frequent
 * @param m monetary score, 5 is highest spend
 */
public record RfmScores(int recencyDays, int orders, long spendMinor, int r, int f, int m) {
    /** The three digits as one number, such as 545. */
    public int cell() {
        return 100 * r + 10 * f + m;
    }
}
