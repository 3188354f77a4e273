package dev.tidemark.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ScaledClockTest {
    private static final double DAY_A_SECOND = 86_400;

    @Test
    void aSecondOnTheWallIsADayAtThatSpeed() {
        ScaledClock clock = new ScaledClock(1_000_000L, 500_000L, DAY_A_SECOND);
        assertEquals(1_000_000L, clock.eventTimeAt(500_000L));
        assertEquals(1_000_000L + 86_400_000L, clock.eventTimeAt(501_000L));
    }

    @Test
    void atSpeedOneItIsTheWallClockShifted() {
        long wall = new WallClock().nowMillis();
        long shown = new ScaledClock(7_000L, wall, 1).nowMillis();
        assertTrue(shown >= 7_000L && shown < 67_000L, "shown " + shown);
    }

    @Test
    void aSpeedThatIsNotANumberAboveZeroIsRefused() {
        for (double speed : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new ScaledClock(0, 0, speed),
                    "speed " + speed);
        }
    }
}
