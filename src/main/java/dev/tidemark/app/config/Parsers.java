package dev.tidemark.app.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoublePredicate;
import java.util.function.Function;

/** How the text of an option becomes a value. Each throws for a text that is not allowed. */
final class Parsers {
    private Parsers() {}

    static Function<String, Integer> wholeNumber(int least, int most) {
        return text -> {
            int value = Integer.parseInt(text);
            return allowed(value, value >= least && value <= most);
        };
    }

    static Function<String, Double> number(DoublePredicate condition) {
        return text -> {
            double value = Double.parseDouble(text);
            return allowed(value, Double.isFinite(value) && condition.test(value));
        };
    }

    static Function<String, double[]> positiveNumbers(int count) {
        return text -> {
            double[] values =
                    Arrays.stream(text.split(",")).mapToDouble(Double::parseDouble).toArray();
            boolean positive = Arrays.stream(values).allMatch(v -> v > 0 && Double.isFinite(v));
            return allowed(values, values.length == count && positive);
        };
    }

    static List<Long> wholeNumbers(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).map(Long::valueOf).toList();
    }

    static List<BigDecimal> decimals(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).map(BigDecimal::new).toList();
    }

    static <E extends Enum<E>> Function<String, E> oneOf(Class<E> type) {
        return text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    static boolean trueOrFalse(String text) {
        return allowed(text.equals("true"), text.equals("true") || text.equals("false"));
    }

    static String nonEmpty(String text) {
        return allowed(text, !text.isEmpty());
    }

    /** A number and a unit: {@code 250ms}, {@code 10s}, {@code 5m}, {@code 12h}, {@code 30d}. */
    static Duration duration(String text) {
        int unitAt = 0;
        while (unitAt < text.length() && Character.isDigit(text.charAt(unitAt))) {
            unitAt++;
        }
        long count = Long.parseLong(text.substring(0, unitAt));
        return switch (text.substring(unitAt)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            case "d" -> Duration.ofDays(count);
            default -> throw new IllegalArgumentException("no unit");
        };
    }

    /** A {@link #duration} of at most ten years. */
    static Duration someYears(String text) {
        Duration duration = duration(text);
        return allowed(duration, duration.compareTo(Duration.ofDays(3650)) <= 0);
    }

    /** A {@link #duration} that is not zero. */
    static Duration someTime(String text) {
        Duration duration = duration(text);
        return allowed(duration, !duration.isZero());
    }

    private static <T> T allowed(T value, boolean condition) {
        if (!condition) {
            throw new IllegalArgumentException("not allowed");
        }
        return value;
    }
}
