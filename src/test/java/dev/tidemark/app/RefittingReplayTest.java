package dev.tidemark.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.app.config.Settings;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.CutPoints;
import dev.tidemark.model.Intake;
import dev.tidemark.model.ModelParameters;
import dev.tidemark.model.SourcePosition;
import dev.tidemark.scoring.Rules;
import dev.tidemark.sim.Shop;
import dev.tidemark.sim.ShopConfig;
import dev.tidemark.wire.EventReader;
import dev.tidemark.wire.NativeEventReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A replay that learns of its customers as it goes says what plain loops over all customers say,
 * and so does one that is told what was learned.
 */
class RefittingReplayTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SEED = 77;
    private static final int CUSTOMERS = 1_500;
    private static final int RECORDS = 25_000;
    private static final String WHERE = ", seed " + SEED;
    private static final List<String> RESULTS =
            List.of("population.jsonl", "scores.jsonl", "transitions.jsonl");
    private static final Map<String, String> OPTIONS =
            Map.of("model.sample", "600", "model.least-customers", "150");

    @TempDir private static Path directory;

    private static Path log;
    private static Path once;

    @BeforeAll
    static void aShopIsReplayed() throws IOException {
        log = directory.resolve("shop.jsonl");
        ShopRecords records = new ShopRecords(Settings.of(Map.of()).eventLimits());
        Shop shop = new Shop(ShopConfig.defaults(SEED, CUSTOMERS));
        try (OutputStream out = Files.newOutputStream(log)) {
            for (int i = 0; i < RECORDS; i++) {
                out.write(records.bytes(shop.next()));
                out.write('\n');
            }
        }
        once = replay("once", "--refit");
    }

    @Test
    void whatItLearnsAndItsScorecardsAreThoseOfPlainLoops() throws IOException {
        JsonNode summary = JSON.readTree(once.resolve("summary.json").toFile());
        long closesAt = Instant.parse(summary.get("asOf").textValue()).toEpochMilli();
        Settings settings = Settings.of(OPTIONS);
        List<CustomerEvent> events = events(settings);
        Rules closing = settings.rules().closingAt(closesAt);
        PlainLearning learning = PlainLearning.of(events, closing, settings);
        assertTheStoryIsWorthIt(learning);
        assertEquals(
                sorted(learning.lines()),
                sorted(Files.readAllLines(once.resolve("population.jsonl"))),
                "population" + WHERE);

        Oracle oracle = new Oracle(learning.rules(), settings);
        events.forEach(event -> oracle.see(new Intake.Accepted(event)));
        oracle.close();
        List<String> cards = new ArrayList<>();
        new TreeMap<>(oracle.scorecards)
                .values()
                .forEach(all -> cards.add(all.get(all.size() - 1)));
        assertEquals(cards, Files.readAllLines(once.resolve("scores.jsonl")), WHERE);
        assertEquals(
                sorted(oracle.transitions.values().stream().flatMap(List::stream).toList()),
                sorted(Files.readAllLines(once.resolve("transitions.jsonl"))),
                "transitions" + WHERE);
        var versions = learning.rules().versionsAt(closesAt);
        assertEquals(versions.model(), summary.at("/versions/model").textValue());
        assertEquals(versions.cutPoints(), summary.at("/versions/cutPoints").textValue());
        assertTrue(summary.at("/churnJudgement/churn_skill").doubleValue() > 0, WHERE);
    }

    private static void assertTheStoryIsWorthIt(PlainLearning learning) throws IOException {
        List<ModelParameters> models = only(ModelParameters.class, learning);
        assertTrue(models.size() > 20, models.size() + " fits" + WHERE);
        assertTrue(models.get(20).customers() <= 600, WHERE);
        List<CutPoints> cuts = only(CutPoints.class, learning);
        assertTrue(cuts.size() > 20, cuts.size() + " cut points" + WHERE);
        TreeSet<String> causes = values("transitions.jsonl", "/cause");
        assertTrue(causes.contains("POPULATION"), causes + WHERE);
        TreeSet<String> used = values("transitions.jsonl", "/versions/cutPoints");
        assertTrue(used.size() > 20 && used.contains("fixed"), used + WHERE);
    }

    private static <T> List<T> only(Class<T> kind, PlainLearning learning) {
        return learning.notices.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static TreeSet<String> values(String file, String pointer) throws IOException {
        TreeSet<String> values = new TreeSet<>();
        for (String line : Files.readAllLines(once.resolve(file))) {
            values.add(JSON.readTree(line).at(pointer).textValue());
        }
        return values;
    }

    @Test
    void theSameLogGivesTheSameBytesHoweverManyTasksThereAre() throws IOException {
        assertSame(replay("again", "--refit", "--set", "job.parallelism=3"));
    }

    /** It is not even to be found out whether models may be fitted. */
    @Test
    void whatOneReplayLearnedMakesAnotherThatIsToldOfItTheSame() throws IOException {
        Path told = once.resolve("population.jsonl");
        assertSame(replay("told", "--population", told.toString()));
    }

    private static void assertSame(Path other) throws IOException {
        for (String file : RESULTS) {
            assertArrayEquals(
                    Files.readAllBytes(once.resolve(file)),
                    Files.readAllBytes(other.resolve(file)),
                    file + WHERE);
        }
    }

    @Test
    void cutPointsThatAreConfiguredAreForGood() throws IOException {
        Path fixed = replay("fixed", "--set", "population.cut-points=fixed");
        assertEquals(List.of(), Files.readAllLines(fixed.resolve("population.jsonl")), WHERE);
        for (String file : List.of("scores.jsonl", "transitions.jsonl")) {
            for (String line : Files.readAllLines(fixed.resolve(file))) {
                JsonNode message = JSON.readTree(line);
                assertEquals("fixed", message.at("/versions/cutPoints").textValue(), line);
                assertTrue(!message.get("cause").textValue().equals("POPULATION"), line);
            }
        }
        JsonNode summary = JSON.readTree(fixed.resolve("summary.json").toFile());
        assertEquals("fixed", summary.at("/versions/cutPoints").textValue());
    }

    /** Before the log is read, and before the results of an earlier replay are gone. */
    @Test
    void aMistakeInThePopulationIsToldWithItsLine() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(once.resolve("population.jsonl")));
        lines.set(6, lines.get(6).substring(0, 100));
        Path damaged = Files.write(directory.resolve("damaged.jsonl"), lines);
        assertEquals(
                "tidemark: %s, line 7: not a message of Tidemark".formatted(damaged),
                complaint(damaged));
        Path nowhere = directory.resolve("nowhere.jsonl");
        assertEquals(
                "tidemark: --population %s is not a file".formatted(nowhere), complaint(nowhere));
        assertTrue(Files.exists(once.resolve("summary.json")));
    }

    /** All that is said of a population, and the replay that it is said by ends as a mistake. */
    private static String complaint(Path population) {
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            List<String> arguments = arguments(once, "--population", population.toString());
            assertEquals(2, Tidemark.run(arguments.toArray(String[]::new)));
        } finally {
            System.setErr(before);
        }
        return said.toString(StandardCharsets.UTF_8).strip();
    }

    private static Path replay(String name, String... more) {
        Path out = directory.resolve(name);
        assertEquals(0, Tidemark.run(arguments(out, more).toArray(String[]::new)), WHERE);
        return out;
    }

    private static List<String> arguments(Path out, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("replay", "--input", log.toString(), "--format"));
        arguments.addAll(List.of("native", "--out", out.toString()));
        arguments.addAll(List.of(more));
        OPTIONS.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
        return arguments;
    }

    private static List<String> sorted(List<String> lines) {
        return lines.stream().sorted().toList();
    }

    private static List<CustomerEvent> events(Settings settings) throws IOException {
        EventReader reader = NativeEventReader.of(settings.eventLimits());
        List<CustomerEvent> events = new ArrayList<>();
        long line = 0;
        for (String text : Files.readAllLines(log, StandardCharsets.ISO_8859_1)) {
            byte[] raw = text.getBytes(StandardCharsets.ISO_8859_1);
            if (reader.read(raw, new SourcePosition("shop", 0, ++line))
                    instanceof Intake.Accepted accepted) {
                events.add(accepted.event());
            }
        }
        events.sort(Comparator.comparingLong(CustomerEvent::occurredAt));
        return events;
    }
}
