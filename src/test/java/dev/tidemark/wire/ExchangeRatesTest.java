package dev.tidemark.wire;

import static dev.tidemark.wire.NativeDoor.millis;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExchangeRatesTest {
    private static final ExchangeRates RATES =
            ExchangeRates.parse(
                    "EUR=1.08, gbp@2025-07-01=1.27 ,EUR@2026-01-01=1.10,JPY=0.0064,"
                            + "GBP@2026-01-01=1.3");

    @Test
    void theRateIsTheOneInForceAtTheTime() {
        assertEquals(rate("1.08"), RATES.rate("EUR", 0));
        assertEquals(rate("1.08"), RATES.rate("EUR", millis("2025-12-31T23:59:59.999Z")));
        assertEquals(rate("1.1"), RATES.rate("EUR", millis("2026-01-01T00:00:00Z")));
        assertEquals(rate("0.0064"), RATES.rate("JPY", Long.MAX_VALUE));
    }

    @Test
    void beforeItsFirstDayACurrencyHasNoRate() {
        assertEquals(Optional.empty(), RATES.rate("GBP", millis("2025-06-30T23:59:59.999Z")));
        assertEquals(rate("1.27"), RATES.rate("GBP", millis("2025-07-01T00:00:00Z")));
        assertEquals(Optional.empty(), RATES.rate("CZK", 0));
        assertEquals(Optional.empty(), RATES.rate("", 0));
    }

    @Test
    void theSameRatesAreTheSameTableHoweverTheyAreWritten() {
        ExchangeRates other = ExchangeRates.parse("EUR@2026-01-01=1.100,eur=01.08");
        ExchangeRates same = ExchangeRates.parse("EUR=1.08,EUR@2026-01-01=1.1");
        assertEquals(same, other);
        assertEquals(same.hashCode(), other.hashCode());
        assertEquals("EUR=1.08,EUR@2026-01-01=1.1", other.toString());
        assertEquals(other, ExchangeRates.parse(other.toString()));
        assertNotEquals(same, ExchangeRates.parse("EUR=1.08,EUR@2026-01-02=1.1"));
        assertEquals(ExchangeRates.NONE, ExchangeRates.parse(" "));
        assertEquals("", ExchangeRates.NONE.toString());
        assertEquals("JPY=1000", ExchangeRates.parse("JPY=1000").toString());
        assertEquals(Set.of("EUR", "GBP", "JPY"), RATES.currencies());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EUR",
                "EUR=",
                "=1.08",
                "EURO=1.08",
                "QQQ=1.08",
                "EUR=0",
                "EUR=0.000",
                "EUR=-1",
                "EUR=+1",
                "EUR=1e3",
                "EUR=1e999999999",
                "EUR=.5",
                "EUR=1,08",
                "EUR=1.08,",
                ",EUR=1.08",
                "EUR=1.08,EUR=1.08",
                "EUR=1.08,eur=1.09",
                "EUR@2026-01-01=1,EUR@2026-01-01=2",
                "EUR@=1",
                "EUR@2026=1",
                "EUR@2026-02-30=1",
                "EUR@2026-01-01@2026-02-01=1",
                "EUR@+999999999-01-01=1",
                "EUR=1=2",
                "EUR=1.000000000000000000001",
                "EUR=٣"
            })
    void aListThatWillNotDoIsRefusedInOneLine(String text) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> ExchangeRates.parse(text), text);
        assertTrue(refused.getMessage() == null || refused.getMessage().lines().count() == 1, text);
    }

    @Test
    void theReportingCurrencyHasNoRate() {
        assertThrows(IllegalArgumentException.class, () -> new EventLimits("eur", 0, 1, RATES));
        assertEquals(RATES, new EventLimits("USD", 0, 1, RATES).rates());
    }

    private static Optional<BigDecimal> rate(String rate) {
        return Optional.of(new BigDecimal(rate));
    }
}
