package dev.tidemark.stats;

import java.util.function.DoubleUnaryOperator;

/** Where a function of the age that never rises comes down to a level. */
final class Crossing {
    /** Enough to halve any interval of doubles down to two neighbours of the same power of two. */
    private static final int HALVINGS = 200;

    private Crossing() {}

    /**
     * The smallest age found at which the function is at the level or below.
     *
     * @param falling never rises from {@code from} on
     * @param from the youngest age, 0 or more
     * @param level what is crossed
     * @return {@code from} if it is there already; infinity if it never comes down
     */
    static double ageAt(DoubleUnaryOperator falling, double from, double level) {
        if (falling.applyAsDouble(from) <= level) {
            return from;
        }
        double low = 0;
        double high = 1;
        while (falling.applyAsDouble(from + high) > level) {
            low = high;
            high *= 4;
            if (high > 1e300) {
                return Double.POSITIVE_INFINITY;
            }
        }
        for (int i = 0; i < HALVINGS; i++) {
            double middle = low + (high - low) / 2;
            if (middle <= low || middle >= high) {
                break;
            }
            if (falling.applyAsDouble(from + middle) > level) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return from + high;
    }
}
