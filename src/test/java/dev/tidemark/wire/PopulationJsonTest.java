package dev.tidemark.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.GoldenFile;
import dev.tidemark.model.CutPoints;
import dev.tidemark.model.ModelParameters;
import dev.tidemark.model.ParameterEstimate;
import dev.tidemark.model.PopulationNotice;
import dev.tidemark.model.SampleShare;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PopulationJsonTest {
    private static String text(PopulationNotice notice) {
        return new String(PopulationJson.write(notice), StandardCharsets.UTF_8);
    }

    private static PopulationNotice read(String text) {
        return PopulationJson.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theTextsAreAsPromised() {
        ModelParameters model = SampleMessages.modelParameters();
        GoldenFile.assertHolds("messages/population.json", PopulationJson.write(model));
        CutPoints cuts = SampleMessages.cutPoints();
        GoldenFile.assertHolds("messages/population-cut-points.json", PopulationJson.write(cuts));
        SampleShare share = SampleMessages.sampleShare();
        GoldenFile.assertHolds("messages/population-sample.json", PopulationJson.write(share));
    }

    @Test
    void everyVersionHasAKeyOfItsOwnAndAllSharesHaveOne() {
        assertEquals(
                "model/mbg-nbd:5d02a7c41b9e", PopulationJson.key(SampleMessages.modelParameters()));
        assertEquals("cut-points/2024-06-03/8b1d", PopulationJson.key(SampleMessages.cutPoints()));
        assertEquals("sample", PopulationJson.key(SampleMessages.sampleShare()));
        assertEquals("sample", PopulationJson.key(SampleShare.ALL));
    }

    @Test
    void everyNoticeIsReadBackWhole() {
        long seed = 10;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            PopulationNotice notice = SampleMessages.notice(random);
            byte[] bytes = PopulationJson.write(notice);
            PopulationNotice read = PopulationJson.read(bytes);
            assertEquals(notice, read, "seed " + seed + ", case " + i);
            assertArrayEquals(bytes, PopulationJson.write(read), "seed " + seed + ", case " + i);
        }
    }

    @Test
    void whatTheDataDoNotBoundIsLeftOut() {
        String text = text(SampleMessages.modelParameters());
        assertTrue(text.contains("{\"name\":\"b\",\"value\":1.6144}"), text);
        assertFalse(text.contains("NaN"), text);
        ParameterEstimate boundless = new ParameterEstimate("b", 1, Double.POSITIVE_INFINITY);
        assertFalse(text(with(boundless)).contains("Infinity"));
    }

    @Test
    void aParameterThatIsNoNumberIsNotWritten() {
        for (double bad : new double[] {Double.NaN, 1 / 0.0, -1 / 0.0}) {
            ModelParameters model = with(new ParameterEstimate("b", bad, 1));
            IllegalArgumentException e =
                    assertThrows(IllegalArgumentException.class, () -> PopulationJson.write(model));
            assertEquals("b is " + bad, e.getMessage());
        }
    }

    private static ModelParameters with(ParameterEstimate estimate) {
        ModelParameters m = SampleMessages.modelParameters();
        return new ModelParameters(
                m.version(),
                m.family(),
                m.unitDays(),
                m.fittedAt(),
                m.effectiveFrom(),
                List.of(estimate),
                m.customers(),
                m.logLikelihood(),
                m.verdict(),
                m.spend(),
                m.spenders(),
                m.spendLogLikelihood());
    }

    @Test
    void aKindOfALaterReleaseIsSaidToBeThat() {
        PopulationJson.UnknownKind e =
                assertThrows(
                        PopulationJson.UnknownKind.class,
                        () -> read("{\"kind\":\"weather\",\"r\":[1,2]}"));
        assertEquals("a notice of kind 'weather', not model, cut-points or sample", e.getMessage());
    }

    @Test
    void aFieldOfALaterReleaseIsPassedOver() {
        String newer = text(SampleMessages.sampleShare()).replace("}", ",\"more\":{\"x\":1}}");
        assertEquals(SampleMessages.sampleShare(), read(newer));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7",
                "[]",
                "{}",
                "null",
                "{\"kind\":null}",
                "{\"kind\":7}",
                "{\"kind\":\"model\"}",
                "{\"kind\":\"sample\"}",
                "{\"kind\":\"cut-points\"}",
                "{\"kind\":\"sample\",\"share\":\"1\"}",
                "{\"kind\":\"sample\",\"share\":0}",
                "{\"kind\":\"sample\",\"share\":1.5}",
                "{\"kind\":\"sample\",\"share\":1} {}"
            })
    void whatIsNoNoticeIsRefused(String text) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> read(text), text);
        assertFalse(e instanceof PopulationJson.UnknownKind, text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"value\":0.5248| \"value\":\"0.5248\"",
                "\"standardError\":0.0293| \"standardError\":null",
                "\"unitDays\":7.0| \"unitDays\":\"week\"",
                "2024-06-03T00:00:00Z| yesterday",
                "\"customers\":19846| \"customers\":0.5",
                "\"spend\":[| \"spend\":7,\"x\":[",
                "\"version\":| \"v\":",
                "\"verdict\":\"CONVERGED\"| \"verdict\":null"
            })
    void damagedParametersAreRefused(String change) {
        String[] sides = change.split("\\| ");
        String sound = text(SampleMessages.modelParameters());
        assertTrue(sound.contains(sides[0]), sides[0]);
        assertThrows(IllegalArgumentException.class, () -> read(sound.replace(sides[0], sides[1])));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"version\":| \"v\":",
                "\"effectiveFrom\":\"2024| \"effectiveFrom\":\"MMXXIV",
                "\"customers\":48211| \"customers\":\"many\"",
                "\"orders\":[1,| \"orders\":[1.5,",
                "\"spendMinor\":[1999,| \"spendMinor\":[null,",
                "\"recencyDays\":[| \"recencyDays\":7,\"x\":[",
                "\"abcMinor\":[29100,| \"abcMinor\":[9223372036854775808,",
                "\"highSpendMinor\":29100| \"highSpendMinor\":true",
                "\"significantCustomers\":| \"insignificantCustomers\":"
            })
    void damagedCutPointsAreRefused(String change) {
        String[] sides = change.split("\\| ");
        String sound = text(SampleMessages.cutPoints());
        assertTrue(sound.contains(sides[0]), sides[0]);
        assertThrows(IllegalArgumentException.class, () -> read(sound.replace(sides[0], sides[1])));
    }
}
