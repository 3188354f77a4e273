package dev.tidemark.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalAmountTest {
    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "29.33,2,2933",
                "0,2,0",
                "-0,2,0",
                "-0.00,2,0",
                "+5,2,500",
                "-5.5,2,-550",
                ".5,2,50",
                "5.,2,500",
                " 12.5 ,2,1250",
                "\t7\t,2,700",
                "1e3,2,100000",
                "1.5E+2,2,15000",
                "12345e-4,2,123",
                "0.005,2,0",
                "0.015,2,2",
                "0.025,2,2",
                "0.0250000001,2,3",
                "-0.015,2,-2",
                "-0.005,2,0",
                "0.00499999999999999999999999999999999999,2,0",
                "0.0049999,2,0",
                "0.0001,2,0",
                "1e-30,2,0",
                "9.995,2,1000",
                "0.5,0,0",
                "1.5,0,2",
                "1200,0,1200",
                "1.2345,3,1234",
                "1.2355,3,1236",
                "0e30,2,0",
                "00000000000000000000000000000000000017.5,2,1750",
                "10000000000000,2,1000000000000000",
                "10000000000000.005,2,1000000000000000",
                "1e13,2,1000000000000000",
                "-1e13,2,-1000000000000000"
            })
    void anAmountIsReadToTheMinorUnit(String text, int fractionDigits, long minor) {
        assertEquals(minor, DecimalAmount.parseMinor(text, fractionDigits));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "''|is empty",
                "'   '|is empty",
                "-|has no digits",
                "+|has no digits",
                ".|has no digits",
                "e5|has no digits",
                "1e|has no digits in its exponent",
                "1e+|has no digits in its exponent",
                "NaN|has 'N' at character 1",
                "Infinity|has 'I' at character 1",
                "-Infinity|has 'I' at character 2",
                "1,234.50|has ',' at character 2",
                "1 234|has ' ' at character 2",
                "1.234.5|has '.' at character 6",
                "--5|has '-' at character 2",
                "5-|has '-' at character 2",
                "(5)|has '(' at character 1",
                "$5|has '$' at character 1",
                "£5|has '£' at character 1",
                "0x10|has 'x' at character 2",
                "12d|has 'd' at character 3",
                "1_000|has '_' at character 2",
                "١٢|has '١' at character 1",
                "1e5.0|has '.' at character 4",
                "1e400|has an exponent beyond 30",
                "1e-400|has an exponent beyond 30",
                "1e31|has an exponent beyond 30",
                "1e14|is more than 1000000000000000 minor units",
                "1e30|is more than 1000000000000000 minor units",
                "10000000000000.01|is more than 1000000000000000 minor units",
                "10000000000000.0051|is more than 1000000000000000 minor units",
                "99999999999999999999999999|is more than 1000000000000000 minor units",
                "0.00000000000000000000000000000000000000001|is 43 characters long"
            })
    void whatIsNoAmountIsRefusedWithItsReason(String text, String reason) {
        NumberFormatException refused =
                assertThrows(NumberFormatException.class, () -> DecimalAmount.parseMinor(text, 2));
        assertTrue(refused.getMessage().startsWith(reason), refused.getMessage());
    }

    @Test
    void randomDecimalsAreReadAsBigDecimalReadsThem() {
        for (long seed = 1; seed <= 20; seed++) {
            Random random = new Random(seed);
            for (int n = 0; n < 5_000; n++) {
                String text = randomDecimal(random);
                int fractionDigits = random.nextInt(4);
                String where = "seed %d, number %d: %s".formatted(seed, n, text);
                BigDecimal minor =
                        new BigDecimal(text)
                                .movePointRight(fractionDigits)
                                .setScale(0, RoundingMode.HALF_EVEN);
                if (minor.abs().compareTo(BigDecimal.valueOf(EventLimits.MAX_AMOUNT_MINOR)) > 0) {
                    assertThrows(
                            NumberFormatException.class,
                            () -> DecimalAmount.parseMinor(text, fractionDigits),
                            where);
                } else {
                    assertEquals(
                            minor.longValueExact(),
                            DecimalAmount.parseMinor(text, fractionDigits),
                            where);
                }
            }
        }
    }

    @Test
    void aProductIsRoundedOnceAndNotPerFactor() {
        assertEquals(1530, productMinor("6", "2.55", 2));
        assertEquals(120, productMinor("1200", "0.001", 2));
        assertEquals(-24960, productMinor(" -12 ", " 20.80 ", 2));
        assertEquals(0, productMinor("5", "0", 2));
        assertEquals(2, productMinor("0.5", "0.05", 2), "0.025 is halfway");
        assertEquals(125, productMinor("+.5", "2.5", 2));
    }

    @Test
    void aProductOfWhatIsNoNumberOrTooMuchIsRefused() {
        assertThrows(NumberFormatException.class, () -> productMinor("x", "1", 2));
        assertThrows(NumberFormatException.class, () -> productMinor("1", "", 2));
        assertThrows(NumberFormatException.class, () -> productMinor("1e8", "1e8", 2));
    }

    /** Many near the halves, some with exponents, all short enough to be read. */
    private static String randomDecimal(Random random) {
        StringBuilder text = new StringBuilder(random.nextInt(3) == 0 ? "-" : "");
        int whole = random.nextInt(15);
        for (int i = 0; i < whole; i++) {
            text.append(random.nextInt(10));
        }
        int fraction = whole == 0 ? 1 + random.nextInt(9) : random.nextInt(9);
        text.append(fraction > 0 ? "." : "");
        for (int i = 0; i < fraction; i++) {
            int pick = random.nextInt(4);
            text.append(pick == 0 ? 5 : pick == 1 ? 0 : random.nextInt(10));
        }
        if (random.nextInt(4) == 0) {
            text.append(random.nextBoolean() ? 'e' : 'E').append(random.nextInt(61) - 30);
        }
        return text.toString();
    }

    private static long productMinor(String quantity, String unitPrice, int fractionDigits) {
        return DecimalAmount.toMinor(
                DecimalAmount.parseExact(quantity, '.')
                        .multiply(DecimalAmount.parseExact(unitPrice, '.')),
                fractionDigits);
    }
}
