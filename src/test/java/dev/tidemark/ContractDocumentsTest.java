package dev.tidemark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.app.config.Option;
import dev.tidemark.app.config.Options;
import dev.tidemark.app.config.Settings;
import dev.tidemark.kpi.Kpi;
import dev.tidemark.model.EventType;
import dev.tidemark.model.IgnoreReason;
import dev.tidemark.model.Intake;
import dev.tidemark.model.RejectionReason;
import dev.tidemark.model.RfmSegment;
import dev.tidemark.model.SourcePosition;
import dev.tidemark.scoring.HistoryCodec;
import dev.tidemark.scoring.RfmGrid;
import dev.tidemark.wire.CsvField;
import dev.tidemark.wire.ErasureJson;
import dev.tidemark.wire.KpiJson;
import dev.tidemark.wire.NativeEventReader;
import dev.tidemark.wire.PopulationJson;
import dev.tidemark.wire.RejectionJson;
import dev.tidemark.wire.ScoreUpdateJson;
import dev.tidemark.wire.Topics;
import dev.tidemark.wire.TransitionJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The contracts in the documents are those of the code, word by word. */
class ContractDocumentsTest {
    private static final MarkdownFile CONFIGURATION = MarkdownFile.of("docs/configuration.md");
    private static final MarkdownFile EVENTS = MarkdownFile.of("docs/events.md");
    private static final MarkdownFile TOPICS = MarkdownFile.of("docs/topics.md");
    private static final MarkdownFile SCORING = MarkdownFile.of("docs/scoring.md");
    private static final MarkdownFile METRICS = MarkdownFile.of("docs/metrics.md");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Pattern DEFAULT =
            Pattern.compile("`([a-z][a-z.-]+)`, by default\\s+`([^`]+)`");

    @Test
    void everyOptionStandsThereAsItIsAndNoOther() {
        String tables = CONFIGURATION.text().split("## Keys that pass through")[0];
        List<String> shown = new MarkdownFile(CONFIGURATION.path(), tables).rows();
        List<String> expected = Options.all().stream().map(ContractDocumentsTest::rowOf).toList();
        assertEquals(List.of(), without(expected, shown), "rows that are missing");
        assertEquals(List.of(), without(shown, expected), "rows of no option");
        assertEquals(expected, shown, "their order");
    }

    private static List<String> without(List<String> all, List<String> some) {
        return all.stream().filter(row -> !some.contains(row)).toList();
    }

    private static String rowOf(Option<?> option) {
        return "| `%s` | `%s` | %s | %s |"
                .formatted(option.key(), option.defaultText(), option.allowed(), option.help());
    }

    @Test
    void everyDefaultNamedInProseIsTheDefault() {
        Map<String, String> defaults =
                Options.all().stream().collect(Collectors.toMap(Option::key, Option::defaultText));
        List<MatchResult> named =
                MarkdownFile.all().stream()
                        .flatMap(file -> DEFAULT.matcher(file.prose()).results())
                        .toList();
        for (MatchResult name : named) {
            assertEquals(defaults.get(name.group(1)), name.group(2), name.group());
        }
        assertTrue(named.size() > 5, named.size() + " defaults in prose");
    }

    @Test
    void theTableOfScoresIsThatOfTheDefaults() {
        List<List<String>> shown =
                SCORING.section("RFM: `rfm`").rows().stream()
                        .map(MarkdownFile::cells)
                        .filter(cells -> cells.get(0).matches("[2-5]"))
                        .toList();
        String recency = Options.RECENCY_DAYS.defaultText();
        String frequency = Options.FREQUENCY.defaultText();
        String monetary = Options.MONETARY.defaultText();
        for (int i = 0; i < 4; i++) {
            assertEquals(
                    List.of(
                            String.valueOf(5 - i),
                            recency.split(",")[i],
                            frequency.split(",")[3 - i],
                            monetary.split(",")[3 - i]),
                    shown.get(i));
        }
    }

    @Test
    void theGridIsTheOneThatIsUsed() {
        RfmGrid grid = RfmGrid.standard();
        Set<String> cells = new TreeSet<>();
        for (String row : SCORING.section("Segment: `segment`, `segmentSince`").rows()) {
            List<String> segment = MarkdownFile.cells(row);
            for (String cell : segment.get(1).split(" ")) {
                int scores = Integer.parseInt(cell);
                RfmSegment used = grid.segment(scores / 100, scores / 10 % 10, scores % 10);
                assertEquals(used.label(), segment.get(0), cell);
                cells.add(cell);
            }
        }
        assertEquals(125, cells.size());
    }

    @Test
    void typesAndReasonsAreAllThere() {
        assertEquals(
                Stream.of(EventType.values()).map(EventType::wireName).toList(),
                EVENTS.section("Types").firstCells());
        assertEquals(names(RejectionReason.values()), EVENTS.section("Rejected").firstCells());
        assertEquals(names(IgnoreReason.values()), EVENTS.section("Ignored").firstCells());
    }

    @Test
    void everyCsvFieldIsThere() {
        Set<String> fields =
                Stream.of(CsvField.values())
                        .filter(field -> field != CsvField.QUANTITY)
                        .map(field -> field.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> shown = new TreeSet<>(EVENTS.section("CSV").firstCells());
        shown.removeIf(cell -> cell.startsWith("--"));
        assertEquals(fields, shown);
    }

    @Test
    void everyEventShownIsAccepted() {
        List<String> shown =
                Stream.of(EVENTS, MarkdownFile.of("README.md"))
                        .flatMap(file -> file.blocks("json").stream())
                        .toList();
        for (String event : shown) {
            String currency = event.contains("EUR") ? "EUR" : "USD";
            NativeEventReader reader =
                    NativeEventReader.of(
                            Settings.of(Map.of(Options.CURRENCY.key(), currency)).eventLimits());
            Intake intake = reader.read(utf8(event), new SourcePosition("document", 0, 1));
            assertInstanceOf(Intake.Accepted.class, intake, event);
        }
        assertTrue(shown.size() > 3, shown.size() + " events");
    }

    @Test
    void everyTopicIsThereAndHasItsSection() {
        Topics topics = new Topics("tidemark");
        List<String> names =
                List.of(
                        topics.events(),
                        topics.scores(),
                        topics.transitions(),
                        topics.relays(),
                        topics.erasures(),
                        topics.population(),
                        topics.kpis(),
                        topics.rejections());
        assertEquals(names, TOPICS.firstCells().subList(0, names.size()));
        for (String name : names.subList(1, names.size())) {
            assertTrue(TOPICS.headings().contains("`" + name + "`"), name);
        }
    }

    @Test
    void everyMessageShownIsOneThatIsWritten() throws IOException {
        assertRoundTrips("scores", bytes -> ScoreUpdateJson.write(ScoreUpdateJson.read(bytes)));
        assertRoundTrips("erasures", bytes -> ErasureJson.write(ErasureJson.read(bytes)));
        assertRoundTrips("transitions", bytes -> TransitionJson.write(TransitionJson.read(bytes)));
        assertRoundTrips("population", bytes -> PopulationJson.write(PopulationJson.read(bytes)));
        assertRoundTrips("kpis", bytes -> KpiJson.write(KpiJson.read(bytes)));
        assertRoundTrips("rejections", bytes -> RejectionJson.write(RejectionJson.read(bytes)));
    }

    private static void assertRoundTrips(String topic, UnaryOperator<byte[]> again)
            throws IOException {
        List<String> shown = TOPICS.section("`tidemark." + topic + ".v1`").blocks("json");
        for (String message : shown) {
            JsonNode written = JSON.readTree(again.apply(utf8(message)));
            assertEquals(JSON.readTree(message), written);
            assertEquals(fieldsOf(JSON.readTree(message)), fieldsOf(written), "order of fields");
        }
        assertTrue(!shown.isEmpty(), topic);
    }

    private static List<String> fieldsOf(JsonNode node) {
        return node.propertyStream().map(Map.Entry::getKey).toList();
    }

    @Test
    void everyKpiIsThereAndEveryMetric() {
        List<String> kpis =
                Stream.of(Kpi.values())
                        .map(
                                kpi ->
                                        row(
                                                "`" + kpi.wireName() + "`",
                                                String.join(", ", kpi.labels()),
                                                kpi.kind().name().toLowerCase(Locale.ROOT),
                                                kpi.unit().text(),
                                                decimals(kpi),
                                                kpi.help(),
                                                kpi.formula().text(),
                                                kpi.formula().window()))
                        .toList();
        List<String> shown = TOPICS.section("`tidemark.kpis.v1`").rows();
        assertEquals(String.join("\n", kpis), String.join("\n", shown.subList(0, kpis.size())));

        List<String> metrics =
                Stream.of(Kpi.values())
                        .map(
                                kpi ->
                                        row(
                                                "`tidemark_" + kpi.wireName() + suffix(kpi) + "`",
                                                kpi.kind().name().toLowerCase(Locale.ROOT),
                                                String.join(", ", kpi.labels()),
                                                kpi.unit().text(),
                                                kpi.help()))
                        .toList();
        List<String> shownMetrics = METRICS.section("The page").rows();
        assertEquals(
                String.join("\n", metrics),
                String.join("\n", shownMetrics.subList(0, metrics.size())));
    }

    private static String decimals(Kpi kpi) {
        return kpi.decimals() == 0 ? "" : String.valueOf(kpi.decimals());
    }

    private static String suffix(Kpi kpi) {
        return kpi.kind() == Kpi.Kind.COUNTER ? "_total" : "";
    }

    private static String row(String... cells) {
        return Arrays.stream(cells)
                .map(cell -> cell.isEmpty() ? "|" : "| " + cell + " ")
                .collect(Collectors.joining("", "", "|"))
                .replace("||", "| |");
    }

    @Test
    void theStateFormatIsOfTheVersionThatIsWritten() {
        MarkdownFile format = MarkdownFile.of("docs/state-format.md");
        assertTrue(format.headings().contains("Version " + HistoryCodec.VERSION));
    }

    private static List<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).toList();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
