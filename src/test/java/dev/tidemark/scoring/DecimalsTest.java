package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {
    private static final long SEED = 20261122;

    @ParameterizedTest
    @ValueSource(
            doubles = {
                0,
                0.005,
                0.015,
                1.005,
                2.675,
                0.125,
                0.995,
                9.995,
                99.995,
                0.004999999,
                1e9,
                1e18,
                -0.005,
                -1.5,
                123456.785,
                0.49995,
                5e-324,
                999_999_999.994
            })
    void aNumberIsRoundedAsItsDecimalIs(double number) {
        for (int digits = 0; digits <= 5; digits++) {
            assertEquals(exact(number, digits), Decimals.rounded(number, digits));
        }
    }

    @Test
    void anyNumberIsRoundedAsItsDecimalIs() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 200_000; i++) {
            int digits = random.nextInt(5);
            double wide = random.nextDouble() * Math.pow(10, random.nextInt(-6, 12));
            // Many have few digits, and so lie in the middle.
            double number = random.nextBoolean() ? wide : Math.rint(wide * 1000) / 1000;
            assertEquals(
                    exact(number, digits),
                    Decimals.rounded(number, digits),
                    () -> number + " to " + digits + " digits, seed " + SEED);
        }
    }

    @Test
    void anyAmountIsWrittenInPlainDigits() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 100_000; i++) {
            int digits = random.nextInt(7);
            long units = random.nextLong() >> random.nextInt(64);
            assertEquals(
                    BigDecimal.valueOf(units, digits).toPlainString(),
                    Decimals.of(units, digits),
                    () -> units + " with " + digits + " digits, seed " + SEED);
        }
    }

    private static String exact(double number, int digits) {
        return BigDecimal.valueOf(number).setScale(digits, RoundingMode.HALF_UP).toPlainString();
    }
}
