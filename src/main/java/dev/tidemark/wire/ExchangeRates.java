package dev.tidemark.wire;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What one unit of a currency is worth in the reporting currency, and from when on.
 *
 * <p>Two tables are equal, and look the same as text, if they give the same rates.
 */
public final class ExchangeRates implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Stands for the beginning, before every event. */
    private static final long ALWAYS = Long.MIN_VALUE;

    /** No exponent and not many digits: a rate must not cost time. */
    private static final Pattern RATE = Pattern.compile("[0-9]{1,20}(\\.[0-9]{1,20})?");

    /** No rates: only the reporting currency is read. */
    public static final ExchangeRates NONE = new ExchangeRates(new TreeMap<>());

    /** By ISO 4217 code, then by the moment from which a rate holds, in epoch milliseconds. */
    private final TreeMap<String, TreeMap<Long, BigDecimal>> byCurrency;

    private ExchangeRates(TreeMap<String, TreeMap<Long, BigDecimal>> byCurrency) {
        this.byCurrency = byCurrency;
    }

    /**
     * Reads a list such as {@code EUR=1.08,EUR@2026-01-01=1.10}: a rate without a day holds from
     * the beginning, one with a day from its start in UTC on.
     *
     * @throws IllegalArgumentException if an entry is not of that form, a rate is not over 0, or a
     *     currency has two rates from the same moment on; its message is one line
     */
    public static ExchangeRates parse(String text) {
        TreeMap<String, TreeMap<Long, BigDecimal>> byCurrency = new TreeMap<>();
        if (!text.isBlank()) {
            for (String entry : text.split(",", -1)) {
                put(entry.strip(), byCurrency);
            }
        }
        return new ExchangeRates(byCurrency);
    }

    private static void put(String entry, Map<String, TreeMap<Long, BigDecimal>> byCurrency) {
        String[] sides = entry.split("=", -1);
        if (sides.length != 2) {
            throw new IllegalArgumentException("'%s' is not of the form EUR=1.08".formatted(entry));
        }
        String[] place = sides[0].strip().split("@", -1);
        String rate = sides[1].strip();
        if (place.length > 2 || !RATE.matcher(rate).matches()) {
            throw new IllegalArgumentException(
                    "'%s' is not of the form EUR=1.08 or EUR@2026-01-01=1.08".formatted(entry));
        }
        String currency = Currency.getInstance(place[0].toUpperCase(Locale.ROOT)).getCurrencyCode();
        BigDecimal worth = new BigDecimal(rate).stripTrailingZeros();
        if (worth.signum() == 0) {
            throw new IllegalArgumentException("the rate of '%s' is not over 0".formatted(entry));
        }
        long from = place.length == 2 ? startOfDay(place[1]) : ALWAYS;
        if (byCurrency.computeIfAbsent(currency, c -> new TreeMap<>()).put(from, worth) != null) {
            throw new IllegalArgumentException("'%s' is there twice".formatted(sides[0].strip()));
        }
    }

    private static long startOfDay(String day) {
        try {
            return LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("'%s' is no day as 2026-01-01".formatted(day), e);
        }
    }

    /** The codes of the currencies that have a rate, at whatever time. */
    public Set<String> currencies() {
        return Set.copyOf(byCurrency.keySet());
    }

    /**
     * The rate that is in force.
     *
     * @param currency an ISO 4217 code in capitals
     * @param occurredAt epoch milliseconds
     * @return what one unit is worth in units of the reporting currency; empty for a currency that
     *     is not in the table, or not yet
     */
    public Optional<BigDecimal> rate(String currency, long occurredAt) {
        TreeMap<Long, BigDecimal> rates = byCurrency.get(currency);
        Map.Entry<Long, BigDecimal> inForce = rates == null ? null : rates.floorEntry(occurredAt);
        return Optional.ofNullable(inForce).map(Map.Entry::getValue);
    }

    /** The list that {@link #parse} reads, sorted and without what it can do without. */
    @Override
    public String toString() {
        return byCurrency.entrySet().stream()
                .flatMap(
                        rates ->
                                rates.getValue().entrySet().stream()
                                        .map(rate -> entry(rates.getKey(), rate)))
                .collect(Collectors.joining(","));
    }

    private static String entry(String currency, Map.Entry<Long, BigDecimal> rate) {
        String from =
                rate.getKey() == ALWAYS
                        ? ""
                        : "@"
                                + Instant.ofEpochMilli(rate.getKey())
                                        .atOffset(ZoneOffset.UTC)
                                        .toLocalDate();
        return currency + from + "=" + rate.getValue().toPlainString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ExchangeRates rates && byCurrency.equals(rates.byCurrency);
    }

    @Override
    public int hashCode() {
        return byCurrency.hashCode();
    }
}
