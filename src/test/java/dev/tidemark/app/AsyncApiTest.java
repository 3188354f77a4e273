package dev.tidemark.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.asyncapi.v3._0_0.model.AsyncAPI;
import com.asyncapi.v3._0_0.model.channel.Channel;
import com.asyncapi.v3._0_0.model.operation.Operation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tidemark.GoldenFile;
import dev.tidemark.MessageSchema;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The AsyncAPI document is one of version 3.0, and says of the topics what the code does. */
class AsyncApiTest {
    private static final Path FILE = Path.of("docs/asyncapi.yaml");
    private static final ObjectMapper YAML = new YAMLMapper();
    private static final Topics TOPICS = new Topics("tidemark");

    private final String text;
    private final JsonNode document;

    AsyncApiTest() throws IOException {
        text = Files.readString(FILE);
        document = YAML.readTree(text);
    }

    @Test
    void theModelOfAsyncApiReadsIt() throws IOException {
        AsyncAPI model = YAML.readValue(text, AsyncAPI.class);
        assertEquals("3.0.0", model.getAsyncapi());
        assertEquals(7, model.getChannels().size());
        model.getChannels().values().forEach(c -> assertTrue(c instanceof Channel, c.toString()));
        assertEquals(8, model.getOperations().size());
        model.getOperations()
                .values()
                .forEach(o -> assertTrue(o instanceof Operation, o.toString()));
    }

    @ParameterizedTest
    @CsvSource({
        "    address: tidemark.kpis.v1, '    topic: tidemark.kpis.v1'",
        "  version: 1.0.0, '  release: 1.0.0'",
        "    title: Scores, '    titel: Scores'",
        "    protocol: kafka, '    protokol: kafka'"
    })
    void theModelOfAsyncApiReadsNothingElse(String from, String to) {
        assertTrue(text.contains(from), from);
        assertThrows(
                JsonProcessingException.class,
                () -> YAML.readValue(text.replace(from, to), AsyncAPI.class),
                to);
    }

    @Test
    void whatVersion3RequiresIsThere() {
        assertEquals("3.0.0", document.get("asyncapi").textValue());
        assertHas(document.get("info"), "title", "version");
        document.get("servers").forEach(server -> assertHas(server, "host", "protocol"));
        document.get("channels").forEach(channel -> assertHas(channel, "address", "messages"));
        for (JsonNode operation : document.get("operations")) {
            assertHas(operation, "action", "channel", "messages");
            String action = operation.get("action").textValue();
            assertTrue(Set.of("send", "receive").contains(action), action);
            String channel = operation.at("/channel/$ref").textValue();
            for (JsonNode message : operation.get("messages")) {
                String ref = message.get("$ref").textValue();
                assertTrue(ref.startsWith(channel + "/messages/"), ref);
            }
        }
    }

    private static void assertHas(JsonNode node, String... fields) {
        for (String field : fields) {
            assertFalse(node.path(field).isMissingNode(), field + " of " + node);
            assertFalse(node.get(field).isEmpty() && node.get(field).isContainerNode(), field);
        }
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<JsonNode> references = document.findValues("$ref");
        for (JsonNode reference : references) {
            String to = reference.textValue();
            boolean found =
                    to.startsWith("#")
                            ? !document.at(to.substring(1)).isMissingNode()
                            : Files.exists(FILE.resolveSibling(to));
            assertTrue(found, to);
        }
        assertTrue(references.size() > 30, references.size() + " references");
    }

    @Test
    void theChannelsAreTheTopicsThatOthersMayUse() {
        Set<String> addresses =
                document.get("channels")
                        .valueStream()
                        .map(channel -> channel.get("address").textValue())
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> topics =
                plans().stream()
                        .map(TopicPlan::topic)
                        .filter(topic -> !topic.equals(TOPICS.relays()))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(topics, addresses);
    }

    private static List<TopicPlan> plans() {
        return TopicPlan.all(TOPICS, 4, (short) 1);
    }

    /** All but the compaction lags, for which the Kafka binding has no fields. */
    @Test
    void theTopicsAreMadeAsTheBindingsSay() {
        Map<String, TopicPlan> plans =
                plans().stream().collect(Collectors.toMap(TopicPlan::topic, plan -> plan));
        for (JsonNode channel : document.get("channels")) {
            TopicPlan plan = plans.get(channel.get("address").textValue());
            JsonNode kafka = channel.at("/bindings/kafka");
            Map<String, String> settings = new TreeMap<>(plan.settings());
            settings.keySet().removeIf(name -> name.endsWith("compaction.lag.ms"));
            Map<String, String> shown = new TreeMap<>();
            kafka.get("topicConfiguration")
                    .properties()
                    .forEach(
                            setting ->
                                    shown.put(
                                            setting.getKey(),
                                            setting.getValue().isArray()
                                                    ? setting.getValue().get(0).asText()
                                                    : setting.getValue().asText()));
            assertEquals(settings, shown, plan.topic());
            assertEquals(plan.partitions() == 1 ? 1 : 0, kafka.path("partitions").asInt(0));
        }
    }

    @Test
    void eachMessageHasItsSchemaAndEachSchemaItsMessage() throws IOException {
        Set<String> used = new TreeSet<>();
        document.at("/components/messages")
                .properties()
                .forEach(
                        message -> {
                            JsonNode payload = message.getValue().path("payload");
                            String ref = payload.at("/schema/$ref").asText();
                            String kind = message.getKey().equals("event") ? "native-event" : "";
                            String schema =
                                    "schemas/%s.v1.json"
                                            .formatted(kind.isEmpty() ? message.getKey() : kind);
                            boolean written =
                                    !Set.of("tombstone", "rejection").contains(message.getKey());
                            assertEquals(written ? schema : "", ref, message.getKey());
                            used.add(schema);
                        });
        try (Stream<Path> files = Files.list(FILE.resolveSibling("schemas"))) {
            assertEquals(
                    files.map(file -> "schemas/" + file.getFileName())
                            .filter(file -> file.endsWith(".v1.json"))
                            .collect(Collectors.toCollection(TreeSet::new)),
                    used);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "scorecard, scorecard",
        "tombstone, tombstone",
        "transition, transition",
        "transition, transition-closing",
        "transition, transition-advised",
        "population, population",
        "population, population-cut-points",
        "population, population-sample",
        "kpi, kpi",
        "erasure, erasure",
        "erasure, erasure-without-hash",
        "rejection, rejection"
    })
    void theHeadersThatAreWrittenHold(String message, String golden) {
        ObjectNode schema = YAML.createObjectNode();
        schema.setAll((ObjectNode) document.at("/components/messages/" + message + "/headers"));
        schema.set("components", document.get("components"));
        MessageSchema headers = MessageSchema.of(schema);
        ObjectNode written = YAML.createObjectNode();
        String lines =
                new String(
                        GoldenFile.read("messages/" + golden + ".headers"), StandardCharsets.UTF_8);
        lines.lines().map(l -> l.split(": ", 2)).forEach(h -> written.put(h[0], h[1]));
        assertEquals(List.of(), headers.faults(written.toString()), golden);
        assertEquals(
                List.of(),
                written.propertyStream()
                        .map(Map.Entry::getKey)
                        .filter(name -> !declared(message).contains(name))
                        .toList(),
                "headers that are written and not declared");
        for (String name : List.of("ce_id", "ce_type", "ce_source", "ce_specversion")) {
            assertFalse(
                    headers.faults(written.deepCopy().without(name).toString()).isEmpty(), name);
        }
        String another = written.deepCopy().put("ce_type", "dev.tidemark.thing.v1").toString();
        assertFalse(headers.faults(another).isEmpty(), another);
    }

    private List<String> declared(String message) {
        List<String> names = new ArrayList<>();
        List<JsonNode> open = new ArrayList<>();
        open.add(document.at("/components/messages/" + message + "/headers"));
        while (!open.isEmpty()) {
            JsonNode schema = open.remove(0);
            if (schema.has("$ref")) {
                open.add(document.at(schema.get("$ref").textValue().substring(1)));
            }
            schema.path("properties").fieldNames().forEachRemaining(names::add);
            schema.path("allOf").forEach(open::add);
        }
        return names;
    }
}
