package dev.tidemark;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.model.LifecycleStage;
import dev.tidemark.model.Quadrant;
import dev.tidemark.model.Tier;
import dev.tidemark.wire.PlaybookJson;
import dev.tidemark.wire.RfmGridFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Playbook and grid look in the documents as they are read. */
class PlaybookDocumentTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final MessageSchema SCHEMA = MessageSchema.ofFile("playbook");
    private static final MarkdownFile CONFIGURATION = MarkdownFile.of("docs/configuration.md");
    private static final Path BUILT_IN =
            Path.of("src/main/resources/dev/tidemark/app/config/playbook.json");
    private static final Path EXAMPLE = Path.of("docs/examples/playbook.json");
    private static final Path GRID = Path.of("docs/examples/grid.json");

    @Test
    void theBuiltInOneAndTheExampleAreAsTheSchemaSays() throws IOException {
        for (Path file : List.of(BUILT_IN, EXAMPLE)) {
            assertEquals(List.of(), SCHEMA.faults(Files.readString(file)), file.toString());
            assertDoesNotThrow(() -> PlaybookJson.read(Files.readAllBytes(file)), file.toString());
        }
    }

    @Test
    void theExampleIsTheBuiltInOneAndALifecycle() throws IOException {
        ObjectNode example = (ObjectNode) JSON.readTree(EXAMPLE.toFile());
        assertTrue(example.has("lifecycle"));
        example.remove("lifecycle");
        assertEquals(JSON.readTree(BUILT_IN.toFile()), example);
    }

    @Test
    void theFilesStandInTheDocument() throws IOException {
        assertEquals(
                List.of(Files.readString(EXAMPLE)),
                CONFIGURATION.section("A playbook of one's own").blocks("json"));
        assertEquals(
                List.of(Files.readString(GRID)),
                CONFIGURATION.section("A grid of one's own").blocks("json"));
        assertEquals(3, RfmGridFile.read(Files.readAllBytes(GRID)).scores());
    }

    @Test
    void theSchemaNamesWhatTheCodeNames() {
        JsonNode schema = SCHEMA.document();
        assertNames(Stream.of(Quadrant.values()).map(Quadrant::label), schema, "matrix");
        assertNames(Stream.of(Tier.values()).map(Tier::label), schema, "serviceLevels");
        assertNames(
                Stream.of(LifecycleStage.values()).map(LifecycleStage::label), schema, "lifecycle");
    }

    private static void assertNames(Stream<String> names, JsonNode schema, String part) {
        List<String> shown = new ArrayList<>();
        schema.at("/properties/" + part + "/properties").fieldNames().forEachRemaining(shown::add);
        assertEquals(names.toList(), shown, part);
    }

    /** All but what is there twice: a schema cannot say that of ids alone. */
    @Test
    void whatTheReaderRefusesTheSchemaRefuses() throws IOException {
        String sound = Files.readString(EXAMPLE);
        String[][] changes = {
            {"\"matrix\"", "\"quadrants\""},
            {"\"Low-Value\"", "\"Lowest-Value\""},
            {"\"strategic\"", "\"vip\""},
            {"\"at risk\"", "\"at-risk\""},
            {
                "\"strategy\": [\"discounts\", \"promotions\", \"referral programmes\"]",
                "\"strategy\": []"
            },
            {"[\"a welcome back\"]", "\"a welcome back\""},
            {"\"discounts\"", "\" \""},
            {"\"discounts\"", "7"},
            {"\"id\": \"phone\", ", ""},
            {"\"phone calls\"", "\"phone calls\", \"cost\": 3"}
        };
        for (String[] change : changes) {
            assertTrue(sound.contains(change[0]), change[0]);
            String broken = sound.replace(change[0], change[1]);
            assertFalse(SCHEMA.faults(broken).isEmpty(), change[1]);
            assertThrows(
                    IllegalArgumentException.class,
                    () -> PlaybookJson.read(broken.getBytes(StandardCharsets.UTF_8)),
                    change[1]);
        }
    }
}
