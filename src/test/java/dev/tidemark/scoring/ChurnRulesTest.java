package dev.tidemark.scoring;

import static dev.tidemark.model.ChurnLevel.HIGH;
import static dev.tidemark.model.ChurnLevel.LOW;
import static dev.tidemark.model.ChurnLevel.MEDIUM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.ChurnLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChurnRulesTest {
    private final ChurnRules rules = new ChurnRules(90, 0.5, 0.75, 0.125);

    @Test
    void theFirstLevelKnowsNoHysteresis() {
        assertSame(LOW, rules.first(0));
        assertSame(LOW, rules.first(Math.nextDown(0.5)));
        assertSame(MEDIUM, rules.first(0.5));
        assertSame(MEDIUM, rules.first(Math.nextDown(0.75)));
        assertSame(HIGH, rules.first(0.75));
        assertSame(HIGH, rules.first(1));
    }

    /**
     * Upwards at the limits, downwards an eighth below them; a leap passes over the level between.
     */
    @ParameterizedTest
    @CsvSource({
        "LOW,    0.49,  LOW",
        "LOW,    0.5,   MEDIUM",
        "LOW,    0.75,  HIGH",
        "MEDIUM, 0.375, MEDIUM",
        "MEDIUM, 0.374, LOW",
        "MEDIUM, 0.74,  MEDIUM",
        "MEDIUM, 0.75,  HIGH",
        "HIGH,   0.625, HIGH",
        "HIGH,   0.624, MEDIUM",
        "HIGH,   0.375, MEDIUM",
        "HIGH,   0.374, LOW"
    })
    void aLevelIsLeftDownwardsOnlyBelowItsHysteresis(
            ChurnLevel before, double probability, ChurnLevel after) {
        assertSame(after, rules.next(probability, before));
    }

    @Test
    void withoutHysteresisTheLevelDependsOnTheProbabilityAlone() {
        ChurnRules plain = new ChurnRules(90, 0.5, 0.75, 0);
        for (double p = 0; p <= 1; p += 0.01) {
            for (ChurnLevel before : ChurnLevel.values()) {
                assertSame(plain.first(p), plain.next(p, before), "at " + p);
            }
        }
    }

    @Test
    void silenceLiftsALevelAtItsNextLimit() {
        assertEquals(0.5, rules.nextUpFrom(LOW));
        assertEquals(0.75, rules.nextUpFrom(MEDIUM));
        assertTrue(rules.nextUpFrom(HIGH) > 1);
    }

    @ParameterizedTest
    @CsvSource({
        "0,  0.5, 0.75, 0",
        "90, 0,   0.75, 0",
        "90, 0.8, 0.75, 0",
        "90, 0.5, 0.5,  0",
        "90, 0.5, 1,    0",
        "90, 0.5, 0.75, -0.01",
        "90, 0.5, 0.75, 0.25",
        "90, 0.2, 0.75, 0.2",
        "90, NaN, 0.75, 0.1"
    })
    void limitsOutOfOrderAreRefused(int horizon, double medium, double high, double hysteresis) {
        assertThrows(
                IllegalArgumentException.class,
                () -> new ChurnRules(horizon, medium, high, hysteresis));
    }
}
