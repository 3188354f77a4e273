package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RulesTest {
    @Test
    void latenessMayNotExceedTheWindow() {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new SampleRules().windowDays(29).build());
        assertEquals(
                "lateness of 30 days is longer than the window of 29 days: shorten the one,"
                        + " or lengthen the other",
                e.getMessage());
    }

    @Test
    void aWindowIsAtLeastADay() {
        SampleRules none = new SampleRules().windowDays(0).memory(0, 1, 1, 1, 1);
        assertThrows(IllegalArgumentException.class, none::build);
    }

    @Test
    void limitsOfMemoryAreNotNegativeAndRememberOne() {
        assertThrows(IllegalArgumentException.class, () -> new MemoryLimits(-1, 1, 1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new MemoryLimits(1, -1, 1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new MemoryLimits(1, 1, 0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new MemoryLimits(1, 1, 1, -1, 1));
        assertThrows(IllegalArgumentException.class, () -> new MemoryLimits(1, 1, 1, 1, 0));
    }

    @Test
    void valueRulesHoldTheirRanges() {
        assertThrows(IllegalArgumentException.class, () -> new ValueRules(0, 0, 2));
        assertThrows(IllegalArgumentException.class, () -> new ValueRules(1.01, 0, 2));
        assertThrows(IllegalArgumentException.class, () -> new ValueRules(1, 1, 2));
        assertThrows(IllegalArgumentException.class, () -> new ValueRules(Double.NaN, 0, 2));
        assertEquals(100, new ValueRules(1, 0, 2).minorPerUnit());
        assertEquals(1, new ValueRules(1, 0, 0).minorPerUnit());
    }

    @Test
    void onlyRulesWithAnEndClose() {
        assertTrue(SampleRules.standard().closingAt(5).closes());
        assertEquals(5, SampleRules.standard().closingAt(5).closesAt());
        assertTrue(!SampleRules.standard().closes());
    }
}
