package dev.tidemark.stats;

import java.util.function.IntToDoubleFunction;

/** Quantiles of a number of purchases so large that they are searched, not counted up to. */
final class TailSearch {
    private TailSearch() {}

    /**
     * The largest n with P(Y ≥ n) over a level, which is the smallest y with P(Y ≤ y) ≥ 1 − level.
     *
     * @param tail P(Y ≥ n) for n of 1 or more, never rising
     * @param level over 0
     * @return 0 if there is none; at most {@link Integer#MAX_VALUE}
     */
    static int lastOver(IntToDoubleFunction tail, double level) {
        long low = 0;
        long high = 1;
        while (high < Integer.MAX_VALUE && tail.applyAsDouble((int) high) > level) {
            low = high;
            high = Math.min(Integer.MAX_VALUE, 2 * high);
        }
        if (high == Integer.MAX_VALUE && tail.applyAsDouble(Integer.MAX_VALUE) > level) {
            return Integer.MAX_VALUE;
        }
        while (high - low > 1) {
            long middle = (low + high) / 2;
            if (tail.applyAsDouble((int) middle) > level) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (int) low;
    }
}
