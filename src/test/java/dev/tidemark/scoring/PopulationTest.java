package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tidemark.model.ModelParameters;
import dev.tidemark.model.Moments;
import dev.tidemark.model.ParameterEstimate;
import dev.tidemark.stats.GammaGamma;
import dev.tidemark.stats.MbgNbd;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PopulationTest {
    private static final BuyingModel CONFIGURED =
            BuyingModel.configured(
                    "configured:x", MbgNbd.of(0.5, 6, 0.9, 1.6), 7, GammaGamma.of(6, 4, 15));
    private static final Population BLANK =
            Population.configured(CONFIGURED, new SampleRules().cuts());

    private static ModelParameters parameters(String version, long from, double... spend) {
        return new ModelParameters(
                version,
                "mbg-nbd",
                7,
                from,
                from,
                estimates(0.25, 4, 0.75, 2.5),
                500,
                -1000,
                "CONVERGED",
                estimates(spend),
                60,
                -100);
    }

    private static List<ParameterEstimate> estimates(double... values) {
        List<ParameterEstimate> estimates = new ArrayList<>();
        for (double value : values) {
            estimates.add(new ParameterEstimate("v" + estimates.size(), value, 0.1));
        }
        return estimates;
    }

    @Test
    void beforeTheFirstFitTheConfiguredModelIsInForce() {
        assertSame(CONFIGURED, BLANK.at(Moments.BEFORE_ALL));
        assertSame(CONFIGURED, BLANK.at(Moments.NEVER));
        Population one = BLANK.with(parameters("a", 100));
        assertSame(CONFIGURED, one.at(99));
        assertEquals("a", one.at(100).version());
        assertEquals("a", one.newest().version());
        assertSame(CONFIGURED, BLANK.newest(), "it was changed");
    }

    @Test
    void theNewestInForceCountsInWhateverOrderTheyWereLearned() {
        List<ModelParameters> all = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            all.add(parameters("v" + i, 100L * i));
        }
        for (int seed = 1; seed <= 10; seed++) {
            Collections.shuffle(all, new Random(seed));
            Population population = BLANK;
            for (ModelParameters parameters : all) {
                population = population.with(parameters);
            }
            for (int i = 0; i < 30; i++) {
                assertEquals("v" + i, population.at(100L * i).version(), "seed " + seed);
                assertEquals("v" + i, population.at(100L * i + 99).version(), "seed " + seed);
            }
            assertEquals("v29", population.newest().version());
        }
    }

    @Test
    void ofOneMomentTheLastByVersionCountsAndTheSameVersionIsReplaced() {
        Population two = BLANK.with(parameters("b", 100)).with(parameters("a", 100));
        assertEquals("b", two.at(100).version());
        Population again = two.with(parameters("b", 200, 2, 3, 4));
        assertEquals("a", again.at(199).version());
        assertEquals("b", again.at(200).version());
        assertEquals(GammaGamma.of(2, 3, 4).toString(), again.at(200).spend().toString());
    }

    @Test
    void theConfiguredModelStaysWhenTheOldestFitsFallOut() {
        Population population = BLANK;
        for (int i = 1; i <= 1_003; i++) {
            population = population.with(parameters("v" + i, 100L * i));
        }
        assertSame(CONFIGURED, population.at(399), "the first three fell out");
        assertEquals("v4", population.at(400).version());
        assertEquals("v1003", population.newest().version());
        assertSame(CONFIGURED, population.with(parameters("old", 50)).at(60));
    }

    @Test
    void whereNothingIsSaidOfSpendingThatOfTheModelBeforeStays() {
        Population first = BLANK.with(parameters("a", 100));
        assertSame(CONFIGURED.spend(), first.at(100).spend());
        Population second = first.with(parameters("b", 200, 2, 3, 4));
        Population third = second.with(parameters("c", 300));
        assertEquals(second.at(200).spend(), third.at(300).spend());
        assertEquals(7, third.at(300).unitDays());
        assertSame(CONFIGURED.spend(), third.at(150).spend());
    }

    @Test
    void whatIsNoModelIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> BLANK.with(parameters("a", 100, 2, 3)));
        ModelParameters own = parameters("a", 100);
        ModelParameters foreign =
                new ModelParameters(
                        "a", "no-such", 7, 1, 1, own.purchases(), 1, 0, "", List.of(), 0, 0);
        assertThrows(IllegalArgumentException.class, () -> BLANK.with(foreign));
        ModelParameters few =
                new ModelParameters(
                        "a", "mbg-nbd", 7, 1, 1, estimates(1, 2), 1, 0, "", List.of(), 0, 0);
        assertThrows(IllegalArgumentException.class, () -> BLANK.with(few));
    }
}
