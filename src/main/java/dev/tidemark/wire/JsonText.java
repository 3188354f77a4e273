package dev.tidemark.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidemark.model.Moments;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What all JSON messages share: how they are opened, and how moments and numbers look. */
final class JsonText {
    /**
     * The fast writer prints the shortest decimal that reads back as the same double, on every JDK;
     * Double.toString of Java 17 does not.
     */
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

    /** Messages of our own, which may quote a rejected record of any size. */
    private static final ObjectMapper TREES =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxStringLength(Integer.MAX_VALUE)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    /** As written: 0.10 is not 0.1. */
    private static final ObjectReader EXACT_TREES =
            TREES.reader()
                    .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);

    private JsonText() {}

    /** Writes the fields of one object, or a value. */
    interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    static byte[] object(Fields fields) {
        return bytes(
                json -> {
                    json.writeStartObject();
                    fields.write(json);
                    json.writeEndObject();
                });
    }

    /** A value as it stands in a message. */
    static String value(Fields value) {
        return new String(bytes(value), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Fields fields) {
        ByteArrayBuilder bytes = new ByteArrayBuilder(JSON._getBufferRecycler(), 1024);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            fields.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.getClearAndRelease();
    }

    /**
     * Reads a message that Tidemark itself wrote.
     *
     * @throws IllegalArgumentException if the bytes are not JSON; the accessors below throw it if a
     *     field is missing or of another kind
     */
    static JsonNode tree(byte[] bytes) {
        try {
            return TREES.readTree(bytes);
        } catch (IOException e) {
            throw new IllegalArgumentException("not a message of Tidemark", e);
        }
    }

    /** As {@link #tree}, with numbers as they are written. */
    static JsonNode exactTree(byte[] bytes) {
        try {
            return EXACT_TREES.readTree(bytes);
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

    static long moment(JsonNode message, String name) {
        JsonNode value = message.required(name);
        if (value.isNull()) {
            return Moments.NEVER;
        }
        long moment = Rfc3339.parse(string(message, name));
        return when(moment != Moments.NEVER, moment, name, value);
    }

    /** A text; {@code null} if it is empty. */
    static void text(JsonGenerator json, String name, String value) throws IOException {
        if (value.isEmpty()) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, value);
        }
    }

    static String text(JsonNode message, String name) {
        return message.required(name).isNull() ? "" : string(message, name);
    }

    /** A text that is never absent. */
    static String string(JsonNode message, String name) {
        JsonNode value = message.required(name);
        return when(value.isTextual(), value.textValue(), name, value);
    }

    static long whole(JsonNode message, String name) {
        JsonNode value = message.required(name);
        boolean fits = value.isIntegralNumber() && value.canConvertToLong();
        return when(fits, value.longValue(), name, value);
    }

    static int wholeInt(JsonNode message, String name) {
        JsonNode value = message.required(name);
        boolean fits = value.isIntegralNumber() && value.canConvertToInt();
        return when(fits, value.intValue(), name, value);
    }

    static double number(JsonNode message, String name) {
        JsonNode value = message.required(name);
        return when(value.isNumber(), value.doubleValue(), name, value);
    }

    /** A number of an exact tree, with the digits it was written with. */
    static BigDecimal decimal(JsonNode message, String name) {
        JsonNode value = message.required(name);
        return when(value.isNumber(), value.decimalValue(), name, value);
    }

    static boolean bool(JsonNode message, String name) {
        JsonNode value = message.required(name);
        return when(value.isBoolean(), value.booleanValue(), name, value);
    }

    private static <T> T when(boolean holds, T result, String name, JsonNode found) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "%s is %s".formatted(name, FieldCheck.shown(found.toString())));
        }
        return result;
    }

    static JsonNode array(JsonNode message, String name) {
        JsonNode value = message.required(name);
        return when(value.isArray(), value, name, value);
    }

    static void texts(JsonGenerator json, String name, List<String> values) throws IOException {
        json.writeFieldName(name);
        texts(json, values);
    }

    static void texts(JsonGenerator json, List<String> values) throws IOException {
        json.writeStartArray();
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    static List<String> texts(JsonNode message, String name) {
        JsonNode array = message.required(name);
        boolean texts = array.isArray() && array.valueStream().allMatch(JsonNode::isTextual);
        return when(texts, array, name, array).valueStream().map(JsonNode::textValue).toList();
    }
}
