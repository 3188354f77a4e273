package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RfmLimitsTest {
    private static final List<Long> RISING = List.of(1L, 2L, 3L, 4L);

    @ParameterizedTest
    @CsvSource({
        "0,5", "30,5", "31,4", "90,4", "91,3", "180,3", "181,2", "365,2", "366,1", "99999,1"
    })
    void recencyScoresFiveUpToTheFirstLimitAndOneBeyondTheLast(int days, int score) {
        assertEquals(score, SampleRules.LIMITS.r(days));
    }

    @ParameterizedTest
    @CsvSource({"0,1", "1,1", "2,2", "3,3", "4,3", "5,4", "7,4", "8,5", "1000,5"})
    void frequencyScoresFiveFromTheLastLimitOn(int orders, int score) {
        assertEquals(score, SampleRules.LIMITS.f(orders));
    }

    @ParameterizedTest
    @CsvSource({
        "0,1",
        "4999,1",
        "5000,2",
        "14999,2",
        "15000,3",
        "39999,3",
        "40000,4",
        "99999,4",
        "100000,5",
        "9223372036854775807,5"
    })
    void monetaryScoresFiveFromTheLastLimitOn(long spendMinor, int score) {
        assertEquals(score, SampleRules.LIMITS.m(spendMinor));
    }

    @Test
    void aScoreLastsUpToItsLimit() {
        for (int r = 5; r >= 2; r--) {
            int last = SampleRules.LIMITS.lastDayOf(r);
            assertEquals(r, SampleRules.LIMITS.r(last));
            assertEquals(r - 1, SampleRules.LIMITS.r(last + 1));
        }
    }

    @Test
    void limitsAreFourAscendingNumbers() {
        List<List<Long>> wrong =
                List.of(
                        List.of(),
                        List.of(1L, 2L, 3L),
                        List.of(1L, 2L, 3L, 4L, 5L),
                        List.of(1L, 2L, 2L, 4L),
                        List.of(4L, 3L, 2L, 1L));
        for (List<Long> limits : wrong) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new RfmLimits(RISING, limits, RISING),
                    limits.toString());
        }
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new RfmLimits(RISING, RISING, List.of(5L, 4L, 8L, 9L)));
        assertEquals(
                "the monetary limits [5, 4, 8, 9] are not four ascending numbers", e.getMessage());
    }

    /** Beyond the range of days a deadline could not be computed. */
    @Test
    void recencyLimitsAreDaysOfAHumanLife() {
        for (List<Long> limits :
                List.of(List.of(-1L, 2L, 3L, 4L), List.of(1L, 2L, 3L, 99_999_999_999L))) {
            IllegalArgumentException e =
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> new RfmLimits(limits, RISING, RISING));
            assertEquals(
                    "the recency limits " + limits + " are not days from 0 to 36525",
                    e.getMessage());
        }
        assertEquals(5, new RfmLimits(List.of(0L, 1L, 2L, 36_525L), RISING, RISING).r(0));
    }
}
