package dev.tidemark.wire;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;

/**
 * What is believed of an event at the door.
 *
 * @param currency the reporting currency, ISO 4217
 * @param earliest events before this moment are rejected, epoch milliseconds
 * @param latest events at or after this moment are rejected, epoch milliseconds
 * @param rates what other currencies are worth in the reporting one; it may not be among them
 */
public record EventLimits(String currency, long earliest, long latest, ExchangeRates rates)
        implements Serializable {
    /** The largest record that is read, in bytes. */
    public static final int MAX_BYTES = 1_000_000;

    /** The longest identifier that is accepted, in characters. */
    public static final int MAX_ID_LENGTH = 512;

    /** The largest amount that is believed to be money, in minor units. */
    public static final long MAX_AMOUNT_MINOR = 1_000_000_000_000_000L;

    public EventLimits {
        currency = Currency.getInstance(currency.toUpperCase(Locale.ROOT)).getCurrencyCode();
        if (rates.currencies().contains(currency)) {
            throw new IllegalArgumentException(
                    "%s is the reporting currency and can have no rate".formatted(currency));
        }
    }

    /** Limits under which only the reporting currency is read. */
    public EventLimits(String currency, long earliest, long latest) {
        this(currency, earliest, latest, ExchangeRates.NONE);
    }

    /** The codes of the currencies that are read at a moment, the reporting one first. */
    List<String> currenciesAt(long occurredAt) {
        List<String> codes = new ArrayList<>(List.of(currency));
        rates.currencies().stream()
                .filter(code -> rates.rate(code, occurredAt).isPresent())
                .sorted()
                .forEach(codes::add);
        return codes;
    }

    /** Decimal digits of the reporting currency's minor unit: 2 for USD, 0 for JPY. */
    public int fractionDigits() {
        return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    }
}
