package dev.tidemark.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.model.Moments;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** What all JSON messages share: how they are opened, and how moments and numbers look. */
final class JsonText {
    /**
     * The fast writer prints the shortest decimal that reads back as the same double, on every JDK;
     * Double.toString of Java 17 does not.
     */
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

    private static final ObjectMapper TREES = new ObjectMapper(JSON);

    private JsonText() {}

    /** Writes the fields of one object. */
    interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    static byte[] object(Fields fields) {
        ByteArrayBuilder bytes = new ByteArrayBuilder(JSON._getBufferRecycler(), 1024);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.getClearAndRelease();
    }

    /**
     * Reads a message that Tidemark itself wrote.
     *
     * @throws IllegalArgumentException if the bytes are not JSON
     */
    static JsonNode tree(byte[] bytes) {
        try {
            return TREES.readTree(bytes);
        } catch (IOException e) {
            throw new IllegalArgumentException("not a message of Tidemark", e);
        }
    }

    /** A moment in RFC 3339; {@code null} for one that never comes. */
    static void moment(JsonGenerator json, String name, long epochMillis) throws IOException {
        if (epochMillis == Moments.NEVER) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, Rfc3339.format(epochMillis));
        }
    }

    static long moment(JsonNode node) {
        return node.isNull() ? Moments.NEVER : Rfc3339.parse(node.textValue());
    }

    /** A text; {@code null} if it is empty. */
    static void text(JsonGenerator json, String name, String value) throws IOException {
        if (value.isEmpty()) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, value);
        }
    }

    static String text(JsonNode node) {
        return node.isNull() ? "" : node.textValue();
    }

    static void texts(JsonGenerator json, String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::textValue).toList();
    }
}
