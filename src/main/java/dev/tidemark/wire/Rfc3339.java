package dev.tidemark.wire;

import dev.tidemark.model.Moments;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** RFC 3339 date-times to epoch milliseconds and back; digits past the millisecond are cut off. */
public final class Rfc3339 {
    private static final int[] DAYS_OF_MONTH = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    private static final long DAY_SECONDS = 86_400L;
    private static final String LEAP_SECOND = "60";

    /** The Gregorian calendar repeats after 400 years. */
    private static final int DAYS_OF_ERA = 146_097;

    private static final int DAYS_FROM_MARCH_0000 = 719_468;
    private static final long FIRST_FORMATTED = -DAYS_FROM_MARCH_0000 * DAY_SECONDS * 1000;

    /** The year 10000, which has a digit more. */
    private static final long AFTER_FORMATTED = 253_402_300_800_000L;

    private Rfc3339() {}

    /**
     * The text of a moment, always with an upper-case {@code Z}, and with no digits of a second or
     * three: as {@link Instant#toString()} writes it, which takes several times as long, and a
     * scorecard has seven moments.
     */
    public static String format(long epochMillis) {
        if (epochMillis < FIRST_FORMATTED || epochMillis >= AFTER_FORMATTED) {
            return Instant.ofEpochMilli(epochMillis).toString();
        }
        long days = Math.floorDiv(epochMillis, DAY_SECONDS * 1000);
        int ofDay = (int) (epochMillis - days * DAY_SECONDS * 1000);
        int millis = ofDay % 1000;
        byte[] text = new byte[millis == 0 ? 20 : 24];
        date(text, (int) days);
        text[10] = 'T';
        digits(text, 11, 2, ofDay / 3_600_000);
        text[13] = ':';
        digits(text, 14, 2, ofDay / 60_000 % 60);
        text[16] = ':';
        digits(text, 17, 2, ofDay / 1000 % 60);
        if (millis != 0) {
            text[19] = '.';
            digits(text, 20, 3, millis);
        }
        text[text.length - 1] = 'Z';
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /**
     * The civil date of days since 1970-01-01, not before the year 0. Years begin in March here, so
     * that a leap day is the last of its year (H. Hinnant, "chrono-Compatible Low-Level Date
     * Algorithms", 2013).
     */
    private static void date(byte[] text, int days) {
        int shifted = days + DAYS_FROM_MARCH_0000;
        int era = shifted / DAYS_OF_ERA;
        int ofEra = shifted - era * DAYS_OF_ERA;
        int yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365;
        int ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int fromMarch = (5 * ofYear + 2) / 153;
        int month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
        digits(text, 0, 4, yearOfEra + 400 * era + (month <= 2 ? 1 : 0));
        text[4] = '-';
        digits(text, 5, 2, month);
        text[7] = '-';
        digits(text, 8, 2, ofYear - (153 * fromMarch + 2) / 5 + 1);
    }

    private static void digits(byte[] text, int at, int count, int number) {
        int rest = number;
        for (int i = at + count - 1; i >= at; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /**
     * Reads a date-time such as {@code 2026-03-01T12:30:00.250+01:00}. A leap second, which ends a
     * day in UTC, is the second before it, as epoch milliseconds know no such.
     *
     * @return epoch milliseconds, or {@link Moments#NEVER} if the text is not RFC 3339
     */
    public static long parse(String text) {
        int length = text.length();
        if (length < 20 || !punctuated(text)) {
            return Moments.NEVER;
        }
        int end = 19;
        int millis = 0;
        if (text.charAt(end) == '.') {
            int scale = 100;
            int digit = end + 1;
            while (digit < length && isDigit(text.charAt(digit))) {
                millis += (text.charAt(digit) - '0') * scale;
                scale /= 10;
                digit++;
            }
            if (digit == end + 1) {
                return Moments.NEVER;
            }
            end = digit;
        }
        boolean leap = text.startsWith(LEAP_SECOND, 17);
        long local = leap ? localSeconds(text, 59) : localSeconds(text, number(text, 17, 19));
        int offset = offsetSeconds(text, end);
        if (local == Moments.NEVER || offset == Integer.MAX_VALUE) {
            return Moments.NEVER;
        }
        long seconds = local - offset;
        return leap && Math.floorMod(seconds, DAY_SECONDS) != DAY_SECONDS - 1
                ? Moments.NEVER
                : seconds * 1000 + millis;
    }

    private static boolean punctuated(String text) {
        char t = text.charAt(10);
        return text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && (t == 'T' || t == 't' || t == ' ')
                && text.charAt(13) == ':'
                && text.charAt(16) == ':';
    }

    private static long localSeconds(String text, int second) {
        return seconds(
                number(text, 0, 4),
                number(text, 5, 7),
                number(text, 8, 10),
                number(text, 11, 13),
                number(text, 14, 16),
                second);
    }

    /** Seconds since 1970, or {@link Moments#NEVER} for what no calendar or clock shows. */
    private static long seconds(int year, int month, int day, int hour, int minute, int second) {
        boolean valid =
                year >= 0
                        && month >= 1
                        && month <= 12
                        && day >= 1
                        && day <= daysOf(year, month)
                        && hour >= 0
                        && hour <= 23
                        && minute >= 0
                        && minute <= 59
                        && second >= 0
                        && second <= 59;
        return valid
                ? epochDay(year, month, day) * DAY_SECONDS + hour * 3600L + minute * 60L + second
                : Moments.NEVER;
    }

    /**
     * Reads the form in which most times are written, {@code 2026-03-01T12:30:00Z}, with or without
     * milliseconds, from bytes.
     *
     * @return what {@link #parse} would; {@link Moments#NEVER} also for any other form
     */
    static long parseUtc(byte[] raw, int from, int to) {
        boolean millis = to - from == 24 && raw[from + 19] == '.';
        if (!millis && to - from != 20 || raw[to - 1] != 'Z' || !punctuated(raw, from)) {
            return Moments.NEVER;
        }
        long seconds =
                seconds(
                        100 * twoDigits(raw, from) + twoDigits(raw, from + 2),
                        twoDigits(raw, from + 5),
                        twoDigits(raw, from + 8),
                        twoDigits(raw, from + 11),
                        twoDigits(raw, from + 14),
                        twoDigits(raw, from + 17));
        int tens = millis ? twoDigits(raw, from + 20) : 0;
        int ones = millis ? raw[from + 22] - '0' : 0;
        boolean valid = seconds != Moments.NEVER && tens >= 0 && ones >= 0 && ones <= 9;
        return valid ? seconds * 1000 + 10 * tens + ones : Moments.NEVER;
    }

    private static boolean punctuated(byte[] raw, int from) {
        return raw[from + 4] == '-'
                && raw[from + 7] == '-'
                && raw[from + 10] == 'T'
                && raw[from + 13] == ':'
                && raw[from + 16] == ':';
    }

    /** From 0 to 99, or so far below that no sum of it is a year, if one of them is no digit. */
    private static int twoDigits(byte[] raw, int at) {
        int tens = raw[at] - '0';
        int ones = raw[at + 1] - '0';
        boolean digits = tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9;
        return digits ? 10 * tens + ones : -100_000;
    }

    private static int offsetSeconds(String text, int at) {
        int length = text.length();
        if (at + 1 == length && (text.charAt(at) == 'Z' || text.charAt(at) == 'z')) {
            return 0;
        }
        if (at + 6 != length || text.charAt(at + 3) != ':') {
            return Integer.MAX_VALUE;
        }
        int hours = number(text, at + 1, at + 3);
        int minutes = number(text, at + 4, at + 6);
        char sign = text.charAt(at);
        boolean valid =
                (sign == '+' || sign == '-')
                        && hours >= 0
                        && hours <= 23
                        && minutes >= 0
                        && minutes <= 59;
        if (!valid) {
            return Integer.MAX_VALUE;
        }
        int seconds = hours * 3600 + minutes * 60;
        return sign == '-' ? -seconds : seconds;
    }

    /** The digits as a number, or -1 if one of them is no digit. */
    private static int number(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            if (!isDigit(text.charAt(i))) {
                return -1;
            }
            value = 10 * value + text.charAt(i) - '0';
        }
        return value;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int daysOf(int year, int month) {
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return month == 2 && leap ? 29 : DAYS_OF_MONTH[month - 1];
    }

    /** Days since 1970-01-01 in the proleptic Gregorian calendar, counting years from March. */
    private static long epochDay(int year, int month, int day) {
        long y = month <= 2 ? year - 1L : year;
        long era = Math.floorDiv(y, 400L);
        long yearOfEra = y - era * 400;
        long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097 + dayOfEra - 719_468;
    }
}
