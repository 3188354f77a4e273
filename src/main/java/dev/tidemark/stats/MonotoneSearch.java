package dev.tidemark.stats;

import java.util.function.LongToDoubleFunction;

/** Finds the first whole number at which a falling function is no longer over zero. */
public final class MonotoneSearch {
    /** So many steps in a row may leave more than half of the interval. */
    private static final int PATIENCE = 2;

    private final LongToDoubleFunction falling;
    private long low;
    private long high;
    private double atLow;
    private double atHigh;

    /** An end of the interval of before; not a number at first. */
    private double atThird = Double.NaN;

    private long third;

    private MonotoneSearch(
            long above,
            double valueAbove,
            long reached,
            double valueReached,
            LongToDoubleFunction falling) {
        this.low = above;
        this.atLow = valueAbove;
        this.high = reached;
        this.atHigh = valueReached;
        this.falling = falling;
    }

    /**
     * The smallest number over {@code above}, at most {@code reached}, at which the function is
     * zero or less.
     *
     * <p>Interpolates the inverse function through the last three points, because the functions of
     * time asked here are nearly straight, and each look at them is dear. Where that does not halve
     * the interval twice in a row it is halved, so that the worst case is three times that of
     * bisection.
     *
     * @param above where the function is over zero
     * @param valueAbove the function there
     * @param reached where the function is zero or less
     * @param valueReached the function there
     * @param falling never rises from {@code above} to {@code reached}, which are at most the
     *     largest number of type long apart; a number everywhere
     */
    public static long firstNotAboveZero(
            long above,
            double valueAbove,
            long reached,
            double valueReached,
            LongToDoubleFunction falling) {
        return new MonotoneSearch(above, valueAbove, reached, valueReached, falling).run();
    }

    private long run() {
        int slow = 0;
        while (high - low > 1) {
            long width = high - low;
            look(slow < PATIENCE ? guess() : low + width / 2);
            slow = slow < PATIENCE && high - low > width / 2 ? slow + 1 : 0;
        }
        return high;
    }

    private void look(long at) {
        double value = falling.applyAsDouble(at);
        if (value > 0) {
            third = low;
            atThird = atLow;
            low = at;
            atLow = value;
        } else {
            third = high;
            atThird = atHigh;
            high = at;
            atHigh = value;
        }
    }

    /** Strictly between the ends. */
    private long guess() {
        double width = high - low;
        double offset = width * (atLow / (atLow - atHigh));
        // Lagrange's polynomial through the three points, as a function of the value. Where there
        // are none, or not of three values, it is no number.
        double curved =
                width * (atLow * atThird) / ((atHigh - atLow) * (atHigh - atThird))
                        + (third - low)
                                * (atLow * atHigh)
                                / ((atThird - atLow) * (atThird - atHigh));
        if (curved > 0 && curved < width) {
            offset = curved;
        }
        long ceiling = low + (long) Math.ceil(offset);
        return Math.max(low + 1, Math.min(high - 1, ceiling));
    }
}
