package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.CutPoints;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
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

    private static final List<Long> TWO = List.of(1L, 2L);

    @Test
    void twoLimitsMakeThreeScores() {
        RfmLimits limits = new RfmLimits(List.of(180L, 365L), List.of(2L, 4L), List.of(100L, 400L));
        assertEquals(3, limits.scores());
        assertEquals(
                List.of(3, 2, 2, 1), List.of(180, 181, 365, 366).stream().map(limits::r).toList());
        assertEquals(List.of(1, 2, 2, 3), List.of(1, 2, 3, 4).stream().map(limits::f).toList());
        assertEquals(
                List.of(1, 2, 2, 3),
                List.of(99L, 100L, 399L, 400L).stream().map(limits::m).toList());
        assertEquals(180, limits.lastDayOf(3));
        assertEquals(365, limits.lastDayOf(2));
    }

    @Test
    void allThreeHaveAsManyLimits() {
        assertRefused(
                "the frequency limits [1, 2, 3, 4] are not two ascending numbers",
                () -> new RfmLimits(TWO, RISING, RISING));
        assertRefused(
                "the monetary limits [1, 2] are not four ascending numbers",
                () -> new RfmLimits(RISING, RISING, TWO));
        assertRefused(
                "the recency limits [2, 2] are not two ascending numbers",
                () -> new RfmLimits(List.of(2L, 2L), TWO, TWO));
    }

    private static void assertRefused(String message, Executable made) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, made).getMessage());
    }

    private static RfmLimits ofPopulation(List<Long> days, List<Long> orders, List<Long> spend) {
        return RfmLimits.of(
                new CutPoints("v", 0, 10, days, orders, spend, List.of(2L, 1L), 2, 3, 1));
    }

    @Test
    void aScoreBetweenEqualLimitsOfThePopulationIsPassedOver() {
        RfmLimits limits =
                ofPopulation(
                        List.of(9L, 9L, 10L, 10L),
                        List.of(1L, 2L, 2L, 2L),
                        List.of(5L, 5L, 5L, 5L));
        assertEquals(List.of(5, 3, 1), List.of(9, 10, 11).stream().map(limits::r).toList());
        assertEquals(List.of(1, 2, 5), List.of(0, 1, 2).stream().map(limits::f).toList());
        assertEquals(List.of(1, 5), List.of(4L, 5L).stream().map(limits::m).toList());
        for (int days = 0; days < 11; days++) {
            int r = limits.r(days);
            int last = limits.lastDayOf(r);
            assertEquals(r, limits.r(last), days + " days");
            assertTrue(limits.r(last + 1) < r, days + " days");
        }
        assertEquals(9, limits.lastDayOf(4), "nobody has 4: whoever falls to under 4 does so then");
    }

    @Test
    void atALimitUnderZeroNobodyHasTheHighestScore() {
        RfmLimits limits = ofPopulation(List.of(-1L, -1L, 0L, 0L), RISING, RISING);
        assertEquals(3, limits.r(0));
        assertEquals(1, limits.r(1));
        assertEquals(-1, limits.lastDayOf(5));
        assertEquals(0, limits.lastDayOf(3));
    }

    /** They rest on what came in: a date may be wrong by centuries. */
    @Test
    void daysOfThePopulationAreKeptWithinAHumanLife() {
        RfmLimits limits =
                ofPopulation(List.of(-900L, 3L, 36_525L, Long.MAX_VALUE), RISING, RISING);
        assertEquals(List.of(-1L, 3L, 36_525L, 36_525L), limits.recencyDays());
    }

    @Test
    void limitsOfThePopulationThatFallAreRefused() {
        assertRefused(
                "the frequency limits [2, 1, 3, 4] are not four ascending numbers",
                () -> ofPopulation(RISING, List.of(2L, 1L, 3L, 4L), RISING));
        assertRefused(
                "the recency limits [] are not four ascending numbers",
                () -> ofPopulation(List.of(), RISING, RISING));
    }

    /** The definition in words: the score is the highest whose limit lets the value in. */
    @Test
    void everyScoreIsAsDefinedForAnyLimits() {
        long seed = 12;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 2_000; i++) {
            int count = random.nextBoolean() ? 2 : 4;
            List<Long> days = random.longs(count, -1, 12).sorted().boxed().toList();
            List<Long> rising = random.longs(count, 0, 12).sorted().boxed().toList();
            RfmLimits limits = ofPopulation(days, rising, rising);
            String where = "seed " + seed + ", " + limits;
            for (int value = 0; value < 14; value++) {
                long v = value;
                int passed = (int) days.stream().filter(limit -> v > limit).count();
                assertEquals(count + 1 - passed, limits.r(value), where);
                int reached = (int) rising.stream().filter(limit -> v >= limit).count();
                assertEquals(1 + reached, limits.f(value), where);
                assertEquals(1 + reached, limits.m(value), where);
            }
        }
    }
}
