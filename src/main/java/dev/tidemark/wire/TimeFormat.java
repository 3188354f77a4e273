package dev.tidemark.wire;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/**
 * How the times of a log are written.
 *
 * <p>One of the named formats, or else a pattern of {@link DateTimeFormatter} such as {@code
 * M/d/yyyy H:mm}, read with English names, in any case, and strictly: 30 February is refused, not
 * mended.
 *
 * <ul>
 *   <li>{@value #ISO}: {@code yyyy-MM-dd} (the start of that day), or with {@code T} or a blank and
 *       {@code HH:mm}, {@code HH:mm:ss} or {@code HH:mm:ss.S} with 1 to 9 digits (cut to
 *       milliseconds); a time may end, after a blank or not, in {@code Z}, {@code UTC}, {@code
 *       ±HH}, {@code ±HHmm} or {@code ±HH:mm}. RFC 3339 is a part of this. Bare numbers are not:
 *       {@code 19970101} could be a day or milliseconds.
 *   <li>{@value #EPOCH_MILLIS}, {@value #EPOCH_SECONDS}: a whole number, negative before 1970.
 * </ul>
 *
 * <p>A time without an offset is local to the zone: one that a clock change leaves out moves on by
 * the gap, one that comes twice is the first of the two.
 */
public final class TimeFormat implements Serializable {
    /** RFC 3339 and its common relaxations. */
    public static final String ISO = "iso";

    /** Milliseconds since 1970. */
    public static final String EPOCH_MILLIS = "epoch-ms";

    /** Seconds since 1970. */
    public static final String EPOCH_SECONDS = "epoch-s";

    private static final int MAX_LENGTH = 64;
    private static final int MAX_EPOCH_DIGITS = 16;

    private final String format;
    private final ZoneId zone;
    private transient DateTimeFormatter formatter;

    private TimeFormat(String format, ZoneId zone) {
        this.format = format;
        this.zone = zone;
    }

    /**
     * The format of that name or pattern.
     *
     * @param format {@value #ISO}, {@value #EPOCH_MILLIS}, {@value #EPOCH_SECONDS} or a pattern
     * @param zone of times that name no offset
     * @throws IllegalArgumentException if it is no pattern, or one that holds no whole date
     */
    public static TimeFormat of(String format, ZoneId zone) {
        TimeFormat time = new TimeFormat(format, zone);
        if (time.isPattern()) {
            time.requireRoundTrip();
        }
        return time;
    }

    /** The name or pattern. */
    public String format() {
        return format;
    }

    /** The zone of times that name no offset. */
    public ZoneId zone() {
        return zone;
    }

    /**
     * Reads a time.
     *
     * @param text without blanks around it
     * @return epoch milliseconds
     * @throws DateTimeException if it is not in this format
     */
    public long epochMillis(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new DateTimeException("too long to be a time");
        }
        return switch (format) {
            case ISO -> iso(text);
            case EPOCH_MILLIS -> wholeNumber(text);
            case EPOCH_SECONDS -> Math.multiplyExact(wholeNumber(text), 1000L);
            default -> patterned(text);
        };
    }

    private boolean isPattern() {
        return !format.equals(ISO) && !format.equals(EPOCH_MILLIS) && !format.equals(EPOCH_SECONDS);
    }

    /** A pattern must give back what it writes: hh without am or pm, or mm for a month, do not. */
    private void requireRoundTrip() {
        ZonedDateTime sample = ZonedDateTime.of(2011, 12, 9, 22, 26, 37, 0, zone);
        try {
            String text = formatter().format(sample);
            Instant read = Instant.ofEpochMilli(patterned(text));
            if (text.equals(formatter().format(read.atZone(zone)))) {
                return;
            }
        } catch (DateTimeException incomplete) {
            // Falls through to the one complaint there is.
        }
        throw new IllegalArgumentException(
                "the time format '%s' does not hold a whole date: yyyy is the year, MM the month,"
                                .formatted(format)
                        + " dd the day, HH the hour (hh only with a), mm the minute");
    }

    private static long wholeNumber(String text) {
        int first = text.startsWith("-") ? 1 : 0;
        int digits = text.length() - first;
        if (digits < 1 || digits > MAX_EPOCH_DIGITS) {
            throw new DateTimeException("not a whole number of at most 16 digits");
        }
        long value = 0;
        for (int i = first; i < text.length(); i++) {
            value = value * 10 + digits(text, i, i + 1);
        }
        return first == 1 ? -value : value;
    }

    private long patterned(String text) {
        TemporalAccessor read =
                formatter()
                        .parseBest(
                                text,
                                ZonedDateTime::from,
                                LocalDateTime::from,
                                LocalDate::from,
                                Instant::from);
        if (read instanceof LocalDate date) {
            return date.atStartOfDay(zone).toInstant().toEpochMilli();
        }
        if (read instanceof LocalDateTime local) {
            return local.atZone(zone).toInstant().toEpochMilli();
        }
        return Instant.from(read).toEpochMilli();
    }

    private DateTimeFormatter formatter() {
        if (formatter == null) {
            try {
                formatter =
                        new DateTimeFormatterBuilder()
                                .parseCaseInsensitive()
                                .appendPattern(format)
                                // Strict resolving asks which era a year-of-era, yyyy, is of.
                                .parseDefaulting(ChronoField.ERA, 1)
                                .toFormatter(Locale.ENGLISH)
                                .withResolverStyle(ResolverStyle.STRICT);
            } catch (IllegalArgumentException noPattern) {
                throw new IllegalArgumentException(
                        "'%s' is no time format: %s".formatted(format, noPattern.getMessage()));
            }
        }
        return formatter;
    }

    /** Written out, because a general formatter takes twenty times as long. */
    private long iso(String text) {
        expect(text, 4, '-');
        expect(text, 7, '-');
        LocalDate date = LocalDate.of(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10));
        if (text.length() == 10) {
            return date.atStartOfDay(zone).toInstant().toEpochMilli();
        }
        char separator = text.charAt(10);
        if (separator != 'T' && separator != 't' && separator != ' ') {
            throw new DateTimeException("no T or blank between date and time");
        }
        expect(text, 13, ':');
        int hour = digits(text, 11, 13);
        int minute = digits(text, 14, 16);
        int second = 0;
        int nano = 0;
        int at = 16;
        if (at < text.length() && text.charAt(at) == ':') {
            second = digits(text, 17, 19);
            at = 19;
            if (at < text.length() && text.charAt(at) == '.') {
                int end = endOfDigits(text, at + 1);
                nano = nanos(text, at + 1, end);
                at = end;
            }
        }
        LocalDateTime local = date.atTime(hour, minute, second, nano);
        if (at == text.length()) {
            return local.atZone(zone).toInstant().toEpochMilli();
        }
        long utcMillis = local.toInstant(ZoneOffset.UTC).toEpochMilli();
        return utcMillis - 60_000L * offsetMinutes(text, text.charAt(at) == ' ' ? at + 1 : at);
    }

    private static int offsetMinutes(String text, int at) {
        String suffix = text.substring(at);
        if (suffix.equalsIgnoreCase("Z") || suffix.equalsIgnoreCase("UTC")) {
            return 0;
        }
        int length = suffix.length();
        boolean signed = length > 0 && (suffix.charAt(0) == '+' || suffix.charAt(0) == '-');
        boolean colon = length == 6 && suffix.charAt(3) == ':';
        if (!signed || length != 3 && length != 5 && !colon) {
            throw new DateTimeException("no offset from UTC");
        }
        int hours = digits(suffix, 1, 3);
        int minutes = length == 3 ? 0 : digits(suffix, length - 2, length);
        if (hours > 18 || minutes > 59) {
            throw new DateTimeException("no such offset from UTC");
        }
        return (hours * 60 + minutes) * (suffix.charAt(0) == '-' ? -1 : 1);
    }

    private static int endOfDigits(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private static int nanos(String text, int from, int to) {
        if (from == to || to - from > 9) {
            throw new DateTimeException("a fraction of a second has 1 to 9 digits");
        }
        int nanos = digits(text, from, to);
        for (int i = to - from; i < 9; i++) {
            nanos *= 10;
        }
        return nanos;
    }

    private static int digits(String text, int from, int to) {
        if (to > text.length()) {
            throw new DateTimeException("too short");
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new DateTimeException("no digit where there should be one");
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private static void expect(String text, int at, char wanted) {
        if (at >= text.length() || text.charAt(at) != wanted) {
            throw new DateTimeException("no " + wanted + " where there should be one");
        }
    }
}
