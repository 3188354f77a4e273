package dev.tidemark.app.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.app.config.ModelOptions;
import dev.tidemark.app.config.PopulationOptions;
import dev.tidemark.app.config.Settings;
import dev.tidemark.model.CutPoints;
import dev.tidemark.model.ModelParameters;
import dev.tidemark.model.ParameterEstimate;
import dev.tidemark.model.PopulationNotice;
import dev.tidemark.wire.PopulationJson;
import dev.tidemark.wire.SampleMessages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PopulationLogTest {
    private static final Settings SETTINGS = Settings.of(Map.of());
    private static final List<ParameterEstimate> SPEND =
            List.of(
                    new ParameterEstimate("p", 6.25, 0.1),
                    new ParameterEstimate("q", 3.7, 0.1),
                    new ParameterEstimate("gamma", 15.4, 0.1));

    @TempDir private Path directory;

    private static ModelParameters model(
            long effectiveFrom, String version, List<ParameterEstimate> spend) {
        ModelParameters m = SampleMessages.modelParameters();
        return new ModelParameters(
                version,
                m.family(),
                m.unitDays(),
                m.fittedAt(),
                effectiveFrom,
                m.purchases(),
                m.customers(),
                m.logLikelihood(),
                m.verdict(),
                spend,
                m.spenders(),
                m.spendLogLikelihood());
    }

    private static CutPoints cuts(long effectiveFrom, String version, long highSpendMinor) {
        return new CutPoints(
                version,
                effectiveFrom,
                200,
                List.of(-1L, 20L, 20L, 300L),
                List.of(1L, 1L, 2L, 5L),
                List.of(10L, 20L, 30L, 40L),
                List.of(400L, 100L),
                highSpendMinor,
                77,
                9);
    }

    private static String line(PopulationNotice notice) {
        return new String(PopulationJson.write(notice), StandardCharsets.UTF_8);
    }

    private Path file(List<String> lines) throws IOException {
        return Files.write(directory.resolve("population.jsonl"), lines);
    }

    private static Foreknowledge read(Path file, Settings settings) throws IOException {
        return PopulationLog.read(file, settings.rules(), settings.learning(settings.rules()));
    }

    @Test
    void whatIsWrittenIsReadBackInOrderOfTimeAndVersion() throws IOException {
        List<PopulationNotice> notices =
                List.of(
                        model(-5, "z", SPEND),
                        cuts(0, "c", 5),
                        model(0, "b", List.of()),
                        model(7, "a", SPEND),
                        model(7, "c", List.of()),
                        cuts(9, "a", 6));
        List<String> expected = notices.stream().map(PopulationLogTest::line).toList();
        for (long seed = 0; seed < 3; seed++) {
            List<PopulationNotice> shuffled = new ArrayList<>(notices);
            Collections.shuffle(shuffled, new Random(seed));
            Path file = directory.resolve("written-" + seed);
            PopulationLog.write(file, shuffled);
            assertEquals(expected, Files.readAllLines(file), "seed " + seed);
            assertEquals(notices, read(file, SETTINGS).notices(), "seed " + seed);
        }
    }

    /** The dump of a topic need not be in order. */
    @Test
    void theOrderOfTheLinesMakesNoDifference() throws IOException {
        List<String> lines =
                new ArrayList<>(
                        List.of(
                                line(model(-5, "z", SPEND)),
                                line(model(0, "b", List.of())),
                                line(SampleMessages.sampleShare()),
                                "",
                                line(cuts(3, "y", 5)),
                                line(cuts(9, "x", 6))));
        for (int turn = 0; turn < lines.size(); turn++) {
            Collections.rotate(lines, 1);
            Foreknowledge known = read(file(lines), SETTINGS);
            assertEquals(4, known.notices().size());
            var population = known.rules().population();
            assertEquals(6.25, population.at(0).spend().parameters()[0], "as of the one before");
            assertEquals("fixed", population.cutPointsAt(2).version());
            assertEquals("y", population.cutPointsAt(8).version());
            assertEquals("x", population.cutPointsAt(9).version());
        }
    }

    @Test
    void whatIsOfAnotherModelOrNotWantedIsLeftOut() throws IOException {
        Path file =
                file(
                        List.of(
                                line(model(0, "b", SPEND)),
                                line(cuts(3, "y", 5)),
                                line(SampleMessages.sampleShare())));
        Settings fixed = SETTINGS.with(PopulationOptions.CUT_POINTS, "fixed");
        assertEquals(List.of(model(0, "b", SPEND)), read(file, fixed).notices());
        Settings other = SETTINGS.with(ModelOptions.UNIT_DAYS, "1");
        assertEquals(List.of(cuts(3, "y", 5)), read(file, other).notices());
    }

    @Test
    void theLineThatIsWrongIsNamed() throws IOException {
        String good = line(cuts(3, "y", 5));
        String falling = good.replace("\"spendMinor\":[10,20", "\"spendMinor\":[10,5");
        String few = line(model(0, "b", SPEND)).replaceFirst("\\{\"name\":\"r\"[^}]*\\},", "");
        for (String bad :
                List.of(
                        good.substring(0, good.length() / 2),
                        good.replace("\"orders\"", "\"ordres\""),
                        good.replace("cut-points", "cut-pints"),
                        "null",
                        "\u00ff\u00fe",
                        falling,
                        few)) {
            assertTrue(!bad.equals(good) && !bad.equals(line(model(0, "b", SPEND))), bad);
            Path file =
                    Files.write(
                            directory.resolve("population.jsonl"),
                            List.of(line(cuts(9, "x", 6)), "", good, bad),
                            StandardCharsets.ISO_8859_1);
            String told =
                    assertThrows(IllegalArgumentException.class, () -> read(file, SETTINGS), bad)
                            .getMessage();
            assertTrue(told.startsWith(file + ", line 4: "), told);
            assertEquals(1, told.lines().count(), told);
        }
    }
}
