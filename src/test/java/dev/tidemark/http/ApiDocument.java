package dev.tidemark.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tidemark.MessageSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** {@code docs/openapi.yaml}, and what it says of an answer. */
final class ApiDocument {
    static final Path FILE = Path.of("docs/openapi.yaml");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode TREE = read();

    private ApiDocument() {}

    static JsonNode tree() {
        return TREE;
    }

    private static JsonNode read() {
        try {
            return new YAMLMapper().readTree(Files.readString(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Set<String> paths() {
        Set<String> paths = new TreeSet<>();
        TREE.get("paths").fieldNames().forEachRemaining(paths::add);
        return paths;
    }

    /** Every answer that is described, as {@code path status}. */
    static Map<String, JsonNode> answers() {
        Map<String, JsonNode> answers = new TreeMap<>();
        for (String path : paths()) {
            JsonNode responses = TREE.get("paths").get(path).get("get").get("responses");
            responses
                    .properties()
                    .forEach(e -> answers.put(path + " " + e.getKey(), resolved(e.getValue())));
        }
        return answers;
    }

    private static JsonNode resolved(JsonNode node) {
        JsonNode reference = node.path("$ref");
        return reference.isMissingNode() ? node : TREE.at(reference.textValue().substring(1));
    }

    /** What is wrong with an answer by its description, in words. */
    static List<String> faults(JsonNode described, PlainHttp.Reply reply) {
        JsonNode content = described.get("content").path(reply.mediaType());
        if (content.isMissingNode()) {
            return List.of("media type " + reply.mediaType());
        }
        for (Map.Entry<String, JsonNode> header : described.path("headers").properties()) {
            if (!reply.headers().containsKey(header.getKey().toLowerCase(Locale.ROOT))) {
                return List.of("no header " + header.getKey());
            }
        }
        JsonNode schema = content.get("schema");
        if (!reply.mediaType().endsWith("json")) {
            return schema.get("type").textValue().equals("string") ? List.of() : List.of("no text");
        }
        return schema(schema).faults(reply.body());
    }

    /** With all that it refers to. */
    private static MessageSchema schema(JsonNode schema) {
        ObjectNode whole = JSON.createObjectNode();
        whole.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        whole.setAll((ObjectNode) schema.deepCopy());
        whole.set("components", TREE.get("components").deepCopy());
        return MessageSchema.of(inlined(whole));
    }

    /** With the schemas of messages, which lie beside the document, in place. */
    private static JsonNode inlined(JsonNode node) {
        JsonNode reference = node.path("$ref");
        if (reference.isTextual() && !reference.textValue().startsWith("#")) {
            try {
                return JSON.readTree(FILE.resolveSibling(reference.textValue()).toFile());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        if (node instanceof ObjectNode object) {
            object.properties().forEach(e -> e.setValue(inlined(e.getValue())));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, inlined(array.get(i)));
            }
        }
        return node;
    }
}
