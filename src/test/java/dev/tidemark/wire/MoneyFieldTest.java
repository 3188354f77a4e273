package dev.tidemark.wire;

import static dev.tidemark.wire.NativeDoor.millis;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tidemark.model.Intake;
import dev.tidemark.model.Rejection;
import dev.tidemark.model.RejectionReason;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyFieldTest {
    private static final long SEED = 20_260_101;
    private static final long BEFORE = millis("2025-12-31T23:59:59.999Z");
    private static final long AFTER = millis("2026-01-01T00:00:00Z");
    private static final EventLimits LIMITS =
            new EventLimits(
                    "USD",
                    0,
                    Long.MAX_VALUE,
                    ExchangeRates.parse(
                            "EUR=1.08,EUR@2026-01-01=1.10,GBP@2026-01-01=1.275,JPY=0.0064,"
                                    + "KWD=3.25,IDR=0.00006"));

    @ParameterizedTest
    @CsvSource({
        "10,         '',  1000",
        "10,         ' ', 1000",
        "10,         USD, 1000",
        "10,         usd, 1000",
        "10,         ' usd ', 1000",
        "10,         EUR, 1100",
        "10,         eUr, 1100",
        "-10,        EUR, -1100",
        "1.005,      EUR, 111",
        "0.05,       EUR, 6",
        "0.15,       EUR, 16",
        "0.25,       EUR, 28",
        "10,         GBP, 1275",
        "0.02,       GBP, 3",
        "0.04,       GBP, 5",
        "1,          JPY, 1",
        "1500,       JPY, 960",
        "1.234,      KWD, 401",
        "1e3,        EUR, 110000",
        "' 10 ',     EUR, 1100",
        "15000000000000, IDR, 90000000000"
    })
    void anAmountIsConvertedExactlyAndRoundedOnce(String amount, String currency, long minor)
            throws UnreadableRecord {
        assertEquals(minor, MoneyField.minor("amount", amount, currency, AFTER, LIMITS));
    }

    @Test
    void theRateIsThatOfTheTimeOfTheEvent() throws UnreadableRecord {
        assertEquals(1_080, MoneyField.minor("amount", "10", "EUR", BEFORE, LIMITS));
        assertEquals(1_100, MoneyField.minor("amount", "10", "EUR", AFTER, LIMITS));
    }

    @ParameterizedTest
    @CsvSource({"CZK", "GBP", "EU", "EURO", "USDX", "ß"})
    void aCurrencyWithoutARateIsRefused(String currency) {
        Rejection rejection = refused("10", currency);
        assertEquals(RejectionReason.UNSUPPORTED_CURRENCY, rejection.reason());
        assertEquals(
                "currency is '%s'; amounts at 2025-12-31T23:59:59.999Z must be in"
                                .formatted(currency)
                        + " USD, EUR, IDR, JPY, KWD",
                rejection.detail());
    }

    @ParameterizedTest
    @CsvSource({"1e15,EUR", "1e999999999,EUR", "x,EUR", "'',EUR", "'1,5',EUR", "1e14,USD"})
    void anAmountThatIsNoneIsRefusedInEveryCurrency(String amount, String currency) {
        Rejection rejection = refused(amount, currency);
        assertEquals(RejectionReason.BAD_AMOUNT, rejection.reason());
        assertEquals(1, rejection.detail().lines().count(), rejection.detail());
    }

    @Test
    void aProductIsConvertedInOneGo() throws UnreadableRecord {
        assertEquals(33, MoneyField.productMinor("amount", "3", "0,1", "EUR", AFTER, LIMITS, ','));
        assertEquals(-16, MoneyField.productMinor("amount", "-3", "0.055", "", AFTER, LIMITS, '.'));
        assertEquals(
                4, MoneyField.productMinor("amount", "0.5", "0.075", "EUR", AFTER, LIMITS, '.'));
    }

    /** BigDecimal alone, without the ways of the reader, says the same. */
    @Test
    void conversionAgreesWithPlainDecimalArithmetic() throws UnreadableRecord {
        SplittableRandom random = new SplittableRandom(SEED);
        BigDecimal rate = new BigDecimal("1.275");
        for (int i = 0; i < 10_000; i++) {
            BigDecimal amount =
                    BigDecimal.valueOf(random.nextLong(-1_000_000_000, 1_000_000_000), 3);
            long expected =
                    amount.multiply(rate)
                            .setScale(2, RoundingMode.HALF_EVEN)
                            .unscaledValue()
                            .longValueExact();
            assertEquals(
                    expected,
                    MoneyField.minor("amount", amount.toString(), "GBP", AFTER, LIMITS),
                    "seed " + SEED + ", case " + i + ": " + amount);
        }
    }

    private static Rejection refused(String amount, String currency) {
        UnreadableRecord refused =
                assertThrows(
                        UnreadableRecord.class,
                        () -> MoneyField.minor("amount", amount, currency, BEFORE, LIMITS));
        Intake intake = refused.asRejected(new byte[0], NativeDoor.AT);
        return ((Intake.Rejected) intake).rejection();
    }
}
