package dev.tidemark.wire;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Decimal text to minor units, exactly.
 *
 * <p>Read are an optional sign, ASCII digits with at most one point, and an optional exponent;
 * blanks around them are passed over. More digits than the currency has are rounded half to even,
 * once, from the exact decimal. Not read: grouping ({@code 1,234.50}), currency signs, NaN,
 * infinity, hexadecimal. The happy path of {@link #parseMinor} allocates nothing.
 */
public final class DecimalAmount {
    /** The longest text that is read, in characters without the blanks around it. */
    public static final int MAX_LENGTH = 40;

    /** The largest exponent that is read, of either sign. */
    public static final int MAX_EXPONENT = 30;

    private DecimalAmount() {}

    /**
     * Reads an amount.
     *
     * @param text such as {@code 29.33}, {@code -5} or {@code 1.2e3}
     * @param fractionDigits decimal digits of the currency's minor unit, from 0
     * @return minor units, at most {@link EventLimits#MAX_AMOUNT_MINOR} either side of zero
     * @throws NumberFormatException if the text is not such a number, or too large to be money; its
     *     message is one line for a person
     */
    public static long parseMinor(CharSequence text, int fractionDigits) {
        return parseMinor(text, fractionDigits, '.');
    }

    /** As {@link #parseMinor(CharSequence, int)}, with a mark other than the decimal point. */
    static long parseMinor(CharSequence text, int fractionDigits, char mark) {
        int from = firstInk(text);
        int to = endOfInk(text, from);
        if (to - from > MAX_LENGTH) {
            throw new NumberFormatException(
                    "is %d characters long; a number has at most %d"
                            .formatted(to - from, MAX_LENGTH));
        }
        boolean negative = from < to && text.charAt(from) == '-';
        int first = negative || from < to && text.charAt(from) == '+' ? from + 1 : from;
        int mantissaEnd = indexOfExponent(text, first, to);
        int point = indexOf(mark, text, first, mantissaEnd);
        int exponent = mantissaEnd == to ? 0 : exponent(text, mantissaEnd + 1, to, mark);
        // Digits counted from the left: so many stay in front of the minor unit's point.
        int kept = point - first + fractionDigits + exponent;

        long minor = 0;
        int seen = 0;
        int firstDropped = 0;
        boolean restDropped = false;
        for (int i = first; i < mantissaEnd; i++) {
            if (i == point) {
                continue;
            }
            int digit = digit(text, i, mark);
            if (seen < kept) {
                minor = believable(minor * 10 + digit);
            } else if (seen == kept) {
                firstDropped = digit;
            } else {
                restDropped |= digit != 0;
            }
            seen++;
        }
        if (seen == 0) {
            throw new NumberFormatException(from == to ? "is empty" : "has no digits");
        }
        for (; seen < kept && minor != 0; seen++) {
            minor = believable(minor * 10);
        }
        boolean pastHalf = firstDropped > 5 || firstDropped == 5 && (restDropped || odd(minor));
        minor = believable(pastHalf ? minor + 1 : minor);
        return negative ? -minor : minor;
    }

    /**
     * Reads a number without rounding it.
     *
     * @param text a number as {@link #parseMinor} reads it, at most {@link
     *     EventLimits#MAX_AMOUNT_MINOR} either side of zero
     */
    static BigDecimal parseExact(CharSequence text, char mark) {
        // What passes here is short and plain to BigDecimal.
        parseMinor(text, 0, mark);
        int from = firstInk(text);
        return new BigDecimal(
                text.subSequence(from, endOfInk(text, from)).toString().replace(mark, '.'));
    }

    /**
     * Rounds an exact amount, once, half to even.
     *
     * @throws NumberFormatException if it is more than {@link EventLimits#MAX_AMOUNT_MINOR}
     */
    static long toMinor(BigDecimal units, int fractionDigits) {
        BigDecimal minor = units.movePointRight(fractionDigits).setScale(0, RoundingMode.HALF_EVEN);
        if (minor.abs().compareTo(BigDecimal.valueOf(EventLimits.MAX_AMOUNT_MINOR)) > 0) {
            throw tooLarge();
        }
        return minor.longValueExact();
    }

    /**
     * Whether a number is below zero; {@code -0.00} is not.
     *
     * @param text a number as {@link #parseMinor} reads it
     */
    static boolean isBelowZero(CharSequence text) {
        int from = firstInk(text);
        int to = endOfInk(text, from);
        if (from == to || text.charAt(from) != '-') {
            return false;
        }
        return text.subSequence(from, indexOfExponent(text, from, to))
                .chars()
                .anyMatch(c -> c >= '1' && c <= '9');
    }

    private static int exponent(CharSequence text, int from, int to, char mark) {
        boolean negative = from < to && text.charAt(from) == '-';
        int first = negative || from < to && text.charAt(from) == '+' ? from + 1 : from;
        int value = 0;
        for (int i = first; i < to; i++) {
            value = value * 10 + digit(text, i, mark);
            if (value > MAX_EXPONENT) {
                throw new NumberFormatException(
                        "has an exponent beyond %d".formatted(MAX_EXPONENT));
            }
        }
        if (first >= to) {
            throw new NumberFormatException("has no digits in its exponent");
        }
        return negative ? -value : value;
    }

    private static int digit(CharSequence text, int index, char mark) {
        int digit = text.charAt(index) - '0';
        if (digit < 0 || digit > 9) {
            throw new NumberFormatException(
                    "has '%s' at character %d; a number is digits with at most one %s"
                            .formatted(
                                    FieldCheck.shown(String.valueOf(text.charAt(index))),
                                    index + 1,
                                    mark == '.' ? "point" : "decimal comma"));
        }
        return digit;
    }

    private static long believable(long minor) {
        if (minor > EventLimits.MAX_AMOUNT_MINOR) {
            throw tooLarge();
        }
        return minor;
    }

    private static NumberFormatException tooLarge() {
        return new NumberFormatException(
                "is more than %d minor units".formatted(EventLimits.MAX_AMOUNT_MINOR));
    }

    private static boolean odd(long value) {
        return (value & 1) == 1;
    }

    private static int indexOfExponent(CharSequence text, int from, int to) {
        return Math.min(indexOf('e', text, from, to), indexOf('E', text, from, to));
    }

    private static int indexOf(char wanted, CharSequence text, int from, int to) {
        int i = from;
        while (i < to && text.charAt(i) != wanted) {
            i++;
        }
        return i;
    }

    private static int firstInk(CharSequence text) {
        int i = 0;
        while (i < text.length() && text.charAt(i) <= ' ') {
            i++;
        }
        return i;
    }

    private static int endOfInk(CharSequence text, int from) {
        int i = text.length();
        while (i > from && text.charAt(i - 1) <= ' ') {
            i--;
        }
        return i;
    }
}
