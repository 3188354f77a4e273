package dev.tidemark.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.model.RejectionReason;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Events of foreign dialects as trees, within the bounds of a native event; numbers are exact. */
final class JsonTree {
    private static final int MARK_BYTES = 3;

    /** Half of a surrogate pair, which JSON can spell and UTF-8 cannot hold, is written escaped. */
    private static final ObjectMapper TREES =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .disable(JsonFactory.Feature.CHARSET_DETECTION)
                                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(64)
                                                    .maxNumberLength(100)
                                                    .maxStringLength(EventLimits.MAX_BYTES)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .build();

    private JsonTree() {}

    /** Reads the one JSON object that these bytes are. */
    static ObjectNode object(byte[] raw) throws UnreadableRecord {
        byte[] bytes = FieldCheck.size(raw);
        int from = isMarked(bytes) ? MARK_BYTES : 0;
        try {
            return asObject(TREES.readTree(bytes, from, bytes.length - from));
        } catch (IOException e) {
            throw FieldCheck.notJson(e);
        } catch (NumberFormatException exponentBeyondAnInt) {
            throw new UnreadableRecord(
                    RejectionReason.MALFORMED, "a number has an exponent beyond any number");
        }
    }

    /** The node, if it is an object. */
    static ObjectNode asObject(JsonNode node) throws UnreadableRecord {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new UnreadableRecord(RejectionReason.MALFORMED, "not a JSON object");
    }

    /** The object as bytes that read back as the same object. */
    static byte[] bytes(ObjectNode object) {
        try {
            return TREES.writeValueAsBytes(object);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
    }

    private static boolean isMarked(byte[] raw) {
        return raw.length >= MARK_BYTES
                && raw[0] == (byte) 0xEF
                && raw[1] == (byte) 0xBB
                && raw[2] == (byte) 0xBF;
    }
}
