package dev.tidemark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.tidemark.model.AbcClass;
import dev.tidemark.model.Cause;
import dev.tidemark.model.ChurnLevel;
import dev.tidemark.model.Dimension;
import dev.tidemark.model.EventType;
import dev.tidemark.model.LifecycleStage;
import dev.tidemark.model.NextAction;
import dev.tidemark.model.ProfileAttribute;
import dev.tidemark.model.Quadrant;
import dev.tidemark.model.RejectionReason;
import dev.tidemark.model.SurveyKind;
import dev.tidemark.model.Tier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The published schemas hold for what is written, and for nothing less. */
class SchemasTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final MarkdownFile TOPICS = MarkdownFile.of("docs/topics.md");
    private static final MarkdownFile EVENTS = MarkdownFile.of("docs/events.md");

    private static String golden(String name) {
        return new String(GoldenFile.read("messages/" + name + ".json"), StandardCharsets.UTF_8);
    }

    static List<String> names() throws IOException {
        return MessageSchema.names();
    }

    @Test
    void thereIsOneForEachMessage() throws IOException {
        assertEquals(
                List.of(
                        "erasure",
                        "kpi",
                        "native-event",
                        "population",
                        "rejection",
                        "scorecard",
                        "tombstone",
                        "transition"),
                names());
    }

    @ParameterizedTest
    @MethodSource("names")
    void itIsASchemaOfTheDraftThatItNames(String name) {
        JsonSchema draft =
                JsonSchemaFactory.getInstance(VersionFlag.V202012)
                        .getSchema(
                                SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        JsonNode schema = MessageSchema.of(name).document();
        assertEquals(
                "https://json-schema.org/draft/2020-12/schema", schema.get("$schema").textValue());
        assertEquals(List.of(), List.copyOf(draft.validate(schema)));
        assertFalse(
                draft.validate(((ObjectNode) schema.deepCopy()).put("type", "thing")).isEmpty());
        String id = "urn:tidemark:schema:%s:v1".formatted(name.replace("native-", ""));
        assertEquals(id, schema.get("$id").textValue());
    }

    @ParameterizedTest
    @MethodSource("names")
    void everythingIsExplainedAndNothingIsClosed(String name) {
        JsonNode schema = MessageSchema.of(name).document();
        assertFalse(schema.get("title").textValue().isBlank());
        assertExplained(name, schema);
    }

    private static void assertExplained(String where, JsonNode schema) {
        assertFalse(schema.path("description").asText().isBlank(), where);
        assertFalse(schema.has("additionalProperties"), where);
        schema.path("properties")
                .properties()
                .forEach(field -> assertExplained(where + "." + field.getKey(), field.getValue()));
    }

    @ParameterizedTest
    @MethodSource("names")
    void itsExamplesAreMessages(String name) {
        MessageSchema schema = MessageSchema.of(name);
        assertFalse(schema.document().get("examples").isEmpty());
        for (JsonNode example : schema.document().get("examples")) {
            assertEquals(List.of(), schema.faults(example), example.toString());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "scorecard, scorecard",
        "scorecard, scorecard-prospect",
        "scorecard, scorecard-without-places",
        "scorecard, scorecard-prospect-without-places",
        "tombstone, tombstone",
        "transition, transition",
        "transition, transition-closing",
        "transition, transition-advised",
        "population, population",
        "population, population-cut-points",
        "population, population-sample",
        "kpi, kpi",
        "kpi, kpi-decimals",
        "erasure, erasure",
        "erasure, erasure-without-hash",
        "rejection, rejection",
        "rejection, rejection-binary"
    })
    void theGoldenMessagesHold(String schema, String message) throws IOException {
        assertEquals(List.of(), MessageSchema.of(schema).faults(golden(message)));
        ObjectNode newer = (ObjectNode) JSON.readTree(golden(message));
        newer.putObject("aFieldOfTheNextRelease").put("x", 1);
        assertEquals(List.of(), MessageSchema.of(schema).faults(newer), "new fields may come");
    }

    /** What is required is needed, and what is not may be missing. */
    @ParameterizedTest
    @CsvSource({
        "scorecard, scorecard",
        "tombstone, tombstone",
        "transition, transition",
        "population, population",
        "population, population-cut-points",
        "population, population-sample",
        "kpi, kpi",
        "kpi, kpi-decimals",
        "erasure, erasure",
        "rejection, rejection"
    })
    void aMessageWithAFieldMissingOrOfAnotherKindFails(String name, String message)
            throws IOException {
        MessageSchema schema = MessageSchema.of(name);
        ObjectNode sound = (ObjectNode) JSON.readTree(golden(message));
        for (Map.Entry<String, JsonNode> field : sound.properties()) {
            ObjectNode without = sound.deepCopy();
            without.remove(field.getKey());
            assertFalse(schema.faults(without).isEmpty(), "without " + field.getKey());
            ObjectNode another = sound.deepCopy();
            another.putArray(field.getKey()).add(true);
            assertFalse(schema.faults(another).isEmpty(), field.getKey() + " is [true]");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "scorecard  | scorecard  | Cannot Lose Them         | \\t",
                "scorecard  | scorecard  | High-Value               | Highest-Value",
                "scorecard  | scorecard  | \"A\"                    | \"D\"",
                "scorecard  | scorecard  | \"strategic\"            | \"static\"",
                "scorecard  | scorecard  | \"advocate\",\"since\"   | \"lawyer\",\"since\"",
                "scorecard  | scorecard  | \"refer\"                | \"rest\"",
                "scorecard  | scorecard  | 2024-05-01T12:00:00Z     | in May",
                "scorecard  | scorecard  | ,\"rule\":\"revenue\"     | ,\"rules\":\"revenue\"",
                "scorecard  | scorecard  | \"engagement\":73        | \"engagement\":101",
                "scorecard  | scorecard  | \"lastCsat\":4           | \"lastCsat\":0",
                "scorecard  | scorecard  | \"lastNps\":9            | \"lastNps\":11",
                "scorecard  | scorecard  | \"npsCategory\"          | \"category\"",
                "scorecard  | scorecard  | \"openTickets\":1        | \"openTickets\":-1",
                "scorecard  | scorecard-prospect | \"tier\":        | \"abc\":{},\"tier\":",
                "scorecard  | scorecard  | Cannot Lose Them         | Prospect",
                "scorecard  | scorecard  | \"EVENT\"                | \"ERASURE\"",
                "scorecard  | scorecard  | \"low\"                  | \"none\"",
                "scorecard  | scorecard  | 2024-05-30T20:05:00.250Z | yesterday",
                "scorecard  | scorecard  | \"r\":5                  | \"r\":6",
                "scorecard  | scorecard  | \"r\":5                  | \"r\":4.5",
                "scorecard  | scorecard  | \"pAlive\":0.98          | \"pAlive\":1.98",
                "scorecard  | scorecard  | 12mLow\":1               | 12mLow\":-1",
                "scorecard  | scorecard  | 12mHigh\":13             | 12mHigh\":13.5",
                "scorecard  | scorecard  | DeviationMinor\":54321   | DeviationMinor\":null",
                "scorecard  | scorecard  | \"churn\":               | \"risk\":",
                "scorecard  | scorecard  | \"sequence\":42          | \"sequence\":0",
                "transition | transition | \"medium\"               | \"Lost\"",
                "transition | transition | ,\"cause\" | ,\"channels\":[\"x\"],\"cause\"",
                "transition | transition | \"high\"                 | \"highest\"",
                "transition | transition | SILENCE                  | ERASURE",
                "transition | transition-advised | \"matrix\"       | \"abc\"",
                "transition | transition-advised | \"High-Value\"   | \"Highest-Value\"",
                "transition | transition-advised | true           | false",
                "transition | transition-advised | [\"phone calls\"] | []",
                "population | population-cut-points | [18204,5125] | [29100]",
                "population | population-cut-points | [12,41,      | [12,37.5,",
                "population | population-cut-points | :5127        | :-1",
                "tombstone  | tombstone  | true                     | false",
                "tombstone  | tombstone  | ERASURE                  | SILENCE",
                "erasure    | erasure    | te2OlA8                  | te2",
                "population | population | 2024-06-03T00:00:00Z     | yesterday",
                "population | population | \"customers\":19846       | \"customers\":-1",
                "population | population | \"customers\":19846       | \"customers\":1.5",
                "population | population | \"name\":\"r\",\"value\"     | \"name\":\"r\",\"v\"",
                "population | population | \"value\":0.5248         | \"value\":null",
                "population | population | \"unitDays\":7.0         | \"unitDays\":0",
                "population | population | -81234.5678              | null",
                "population | population-sample | 0.0625            | 0",
                "population | population-sample | 0.0625            | 1.5",
                "kpi        | kpi-decimals | 0.216900               | \"0.216900\"",
                "rejection  | rejection  | BAD_TIME                 | BAD_LUCK",
                "rejection  | rejection  | \"raw\"                  | \"rawBase64\":\"\",\"raw\""
            })
    void aMessageWithAValueOutsideOfItsSetFails(
            String name, String message, String from, String to) {
        String sound = golden(message);
        assertTrue(sound.contains(from), from);
        assertFalse(MessageSchema.of(name).faults(sound.replace(from, to)).isEmpty(), to);
    }

    @ParameterizedTest
    @CsvSource({
        "scores, scorecard",
        "transitions, transition",
        "population, population",
        "kpis, kpi",
        "erasures, erasure",
        "rejections, rejection"
    })
    void theMessagesInTheDocumentHold(String topic, String schema) {
        List<String> shown = TOPICS.section("`tidemark.%s.v1`".formatted(topic)).blocks("json");
        for (String message : shown) {
            String kind = message.contains("\"tombstone\"") ? "tombstone" : schema;
            assertEquals(List.of(), MessageSchema.of(kind).faults(message), message);
        }
        assertFalse(shown.isEmpty());
    }

    @Test
    void theEventsInTheDocumentHold() {
        List<String> shown = EVENTS.section("The native event").blocks("json");
        for (String event : shown) {
            assertEquals(List.of(), MessageSchema.of("native-event").faults(event), event);
        }
        assertTrue(shown.size() > 2, shown.size() + " events");
    }

    @Test
    void theSetsAreThoseOfTheCode() {
        List<String> told =
                Stream.of(Cause.values()).filter(Cause::isTold).map(Enum::name).toList();
        List<String> levels = labels(ChurnLevel.values(), ChurnLevel::label);
        assertSet(told, "scorecard", "/properties/cause/enum");
        assertSet(told, "transition", "/properties/cause/enum");
        assertSet(List.of("MERGE", "WITHDRAWAL", "ERASURE"), "tombstone", "/properties/cause/enum");
        assertSet(levels, "scorecard", "/properties/churn/properties/level/enum");
        assertSet(
                Stream.of(Dimension.values()).map(Dimension::wireName).toList(),
                "transition",
                "/properties/dimension/enum");
        assertSet(
                Stream.of(RejectionReason.values()).map(Enum::name).toList(),
                "rejection",
                "/properties/reason/enum");
        assertSet(
                Stream.of(EventType.values()).map(EventType::wireName).toList(),
                "native-event",
                "/properties/type/enum");
        List<String> surveys = new ArrayList<>();
        Stream.of(SurveyKind.values()).map(SurveyKind::wireName).forEach(surveys::add);
        surveys.add(null);
        assertSet(surveys, "native-event", "/properties/survey/enum");
        theAttributesAreThoseOfTheCode();
    }

    private static void theAttributesAreThoseOfTheCode() {
        TreeSet<String> attributes = new TreeSet<>();
        Stream.of(ProfileAttribute.values()).forEach(a -> attributes.add(a.wireName()));
        TreeSet<String> shown = new TreeSet<>();
        MessageSchema.of("native-event")
                .document()
                .at("/properties/attributes/properties")
                .fieldNames()
                .forEachRemaining(shown::add);
        assertEquals(attributes, shown);
    }

    @Test
    void theClassesOfEachDimensionAreThoseOfTheCode() {
        Map<Dimension, List<String>> classes =
                Map.of(
                        Dimension.CHURN, labels(ChurnLevel.values(), ChurnLevel::label),
                        Dimension.MATRIX, labels(Quadrant.values(), Quadrant::label),
                        Dimension.ABC, labels(AbcClass.values(), AbcClass::label),
                        Dimension.TIER, labels(Tier.values(), Tier::label),
                        Dimension.LIFECYCLE,
                                labels(LifecycleStage.values(), LifecycleStage::label));
        String crm = "/properties/crm/properties/";
        for (Dimension dimension : Dimension.values()) {
            String then = "/allOf/" + dimension.ordinal();
            String name = dimension.wireName();
            assertEquals(
                    name,
                    MessageSchema.of("transition")
                            .document()
                            .at(then + "/if/properties/dimension/const")
                            .textValue());
            if (!classes.containsKey(dimension)) {
                continue;
            }
            for (String side : List.of("from", "to")) {
                String at = then + "/then/properties/" + side + "/enum";
                assertSet(withNull(classes.get(dimension)), "transition", at);
            }
            if (dimension != Dimension.CHURN) {
                String at = crm + name + "/properties/segment/enum";
                assertSet(classes.get(dimension), "scorecard", at);
            }
        }
        assertSet(
                labels(NextAction.values(), NextAction::label),
                "scorecard",
                crm + "nextAction/properties/dimension/enum");
    }

    private static <E> List<String> labels(E[] constants, Function<E, String> label) {
        return Stream.of(constants).map(label).toList();
    }

    private static List<String> withNull(List<String> values) {
        List<String> all = new ArrayList<>();
        all.add(null);
        all.addAll(values);
        return all;
    }

    private static void assertSet(List<String> expected, String schema, String at) {
        List<String> shown = new ArrayList<>();
        MessageSchema.of(schema).document().at(at).forEach(v -> shown.add(v.textValue()));
        assertEquals(expected, shown, schema + at);
    }
}
