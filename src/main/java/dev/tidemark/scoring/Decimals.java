package dev.tidemark.scoring;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Decimals in plain digits, as {@link BigDecimal} writes them, which takes several times as long:
 * there are some in the reasons of most transitions.
 */
final class Decimals {
    private static final int[] TENS = {1, 10, 100, 1_000, 10_000};

    /** Below this a double has at least six digits behind the point left. */
    private static final double MOST = 1e9;

    /** So close to the middle between two decimals only the exact one tells which is nearer. */
    private static final double UNSURE = 1e-4;

    private Decimals() {}

    /** A whole number of the last digits' units. */
    static String of(long units, int digits) {
        if (units < 0 || digits >= TENS.length) {
            return BigDecimal.valueOf(units, digits).toPlainString();
        }
        if (digits == 0) {
            return Long.toString(units);
        }
        long fraction = units % TENS[digits];
        StringBuilder text = new StringBuilder(24).append(units / TENS[digits]).append('.');
        for (int i = digits - 1; i > 0 && fraction < TENS[i]; i--) {
            text.append('0');
        }
        return text.append(fraction).toString();
    }

    /** A number to so many digits; the middle between two is rounded up, away from 0. */
    static String rounded(double number, int digits) {
        if (number >= 0 && number < MOST && digits < TENS.length) {
            double scaled = number * TENS[digits];
            double floor = Math.floor(scaled);
            double rest = scaled - floor;
            if (Math.abs(rest - 0.5) > UNSURE) {
                return of((long) floor + (rest > 0.5 ? 1 : 0), digits);
            }
        }
        return BigDecimal.valueOf(number).setScale(digits, RoundingMode.HALF_UP).toPlainString();
    }
}
