package dev.tidemark.stats;

import java.util.function.LongToDoubleFunction;

/** Finds the first whole number at which a falling function is no longer over zero. */
public final class MonotoneSearch {
    private MonotoneSearch() {}

    /**
     * The smallest number over {@code above}, at most {@code reached}, at which the function is
     * zero or less.
     *
     * <p>Interpolates, because the functions of time asked here are nearly straight, and halves the
     * interval at every third step, so that the worst case is that of bisection.
     *
     * @param above where the function is over zero
     * @param valueAbove the function there
     * @param reached where the function is zero or less
     * @param valueReached the function there
     * @param falling never rises from {@code above} to {@code reached}
     */
    public static long firstNotAboveZero(
            long above,
            double valueAbove,
            long reached,
            double valueReached,
            LongToDoubleFunction falling) {
        long low = above;
        long high = reached;
        double atLow = valueAbove;
        double atHigh = valueReached;
        for (int step = 1; high - low > 1; step++) {
            long middle = low + (high - low) / 2;
            if (step % 3 != 0) {
                double share = atLow / (atLow - atHigh);
                long guess = low + (long) StrictMath.ceil(share * (high - low));
                middle = Math.max(low + 1, Math.min(high - 1, guess));
            }
            double value = falling.applyAsDouble(middle);
            if (value > 0) {
                low = middle;
                atLow = value;
            } else {
                high = middle;
                atHigh = value;
            }
        }
        return high;
    }
}
