package dev.tidemark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.wire.ErasureNotice;
import dev.tidemark.wire.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The headers in the document, and in the example that reads them, are those that are written. */
class HeadersDocumentTest {
    private static final Path GOLDEN = Path.of("src/test/resources/messages");
    private static final Path EXAMPLE = Path.of("docs/examples/follow.py");
    private static final List<String> ROWS =
            MarkdownFile.of("docs/topics.md").section("Headers").rows();

    /** The headers of each golden message, by the type they name. */
    private static Map<String, Map<String, String>> written() throws IOException {
        Map<String, Map<String, String>> byType = new TreeMap<>();
        try (Stream<Path> files = Files.list(GOLDEN)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".headers")).toList()) {
                Map<String, String> headers =
                        Files.readAllLines(file).stream()
                                .map(line -> line.split(": ", 2))
                                .collect(Collectors.toMap(line -> line[0], line -> line[1]));
                byType.merge(headers.get("ce_type"), headers, HeadersDocumentTest::longerId);
            }
        }
        return byType;
    }

    private static Map<String, String> longerId(
            Map<String, String> one, Map<String, String> other) {
        return one.get("ce_id").length() > other.get("ce_id").length() ? one : other;
    }

    private static List<List<String>> cells(boolean types) {
        return ROWS.stream()
                .map(row -> MarkdownFile.cells(row.replace("\\|", "\u0001")))
                .filter(cells -> cells.get(0).startsWith("`dev.") == types)
                .toList();
    }

    @Test
    void everyHeaderStandsThereWithTheMessagesThatHaveIt() throws IOException {
        Set<String> shown = new TreeSet<>();
        Map<String, Map<String, String>> written = written();
        for (List<String> row : cells(false)) {
            String header = row.get(0).replace("`", "");
            shown.add(header);
            for (Map.Entry<String, Map<String, String>> message : written.entrySet()) {
                String noun = message.getKey().split("\\.")[2];
                String on = row.get(1);
                boolean said =
                        on.startsWith("all") ? !on.contains("but " + noun) : on.contains(noun);
                assertEquals(said, message.getValue().containsKey(header), header + " on " + noun);
            }
        }
        Set<String> names = new TreeSet<>();
        written.values().forEach(headers -> names.addAll(headers.keySet()));
        names.removeIf(name -> name.startsWith("tidemark_"));
        assertEquals(names, shown);
    }

    @Test
    void everyTypeStandsThereWithAnIdThatIsWritten() throws IOException {
        Map<String, Map<String, String>> written = written();
        Set<String> shown = new TreeSet<>();
        for (List<String> row : cells(true)) {
            String type = row.get(0).replace("`", "");
            shown.add(type);
            String id = written.get(type).get("ce_id");
            String made = row.get(1).replace('\u0001', '|');
            boolean same = made.equals("the same") && id.startsWith("score/");
            assertTrue(same || made.startsWith("`" + id + "`: "), made + " and not " + id);
        }
        assertEquals(written.keySet(), shown);
    }

    @Test
    void theExampleReadsWhatIsWritten() throws IOException {
        String script = Files.readString(EXAMPLE);
        Topics topics = new Topics("prefix");
        assertEquals(
                List.of(topics.scores(), topics.transitions()),
                found("f\"(prefix\\.[^\"]+)\"", script.replace("{prefix}", "prefix")));
        Map<String, Map<String, String>> written = written();
        Map<String, String> tombstone = written.get("dev.tidemark.tombstone.v1");
        Map<String, String> transition = written.get("dev.tidemark.transition.v1");
        assertEquals(List.of("ce_time", "ce_cause"), found("header\\['(\\w+)'\\]", script));
        assertTrue(tombstone.keySet().containsAll(Set.of("ce_time", "ce_cause")));
        List<String> ids = found("header\\[\"(\\w+)\"\\]", script);
        assertTrue(transition.keySet().containsAll(ids), ids + " of " + transition);
        JsonNode fields = MessageSchema.of("transition").document().get("properties");
        List<String> read = found("move\\['(\\w+)'\\]", script);
        assertTrue(read.stream().allMatch(fields::has), read.toString());
        assertTrue(read.size() > 3, read.toString());
    }

    private static List<String> found(String pattern, String in) {
        List<String> found = new ArrayList<>();
        Pattern.compile(pattern).matcher(in).results().forEach(r -> found.add(r.group(1)));
        return found;
    }

    @Test
    void theHashOfAnErasureCanBeMadeAsShown() {
        String shown = MarkdownFile.of("docs/topics.md").text();
        String golden =
                new String(GoldenFile.read("messages/erasure.json"), StandardCharsets.UTF_8);
        String hash = golden.replaceAll(".*\"customerHash\":\"([^\"]+)\".*", "$1");
        assertTrue(shown.contains("\"customerHash\": \"" + hash + "\""), hash);
        assertTrue(shown.contains("b\"" + ErasureNotice.HASH_LABEL + "\""), "the label");
    }
}
