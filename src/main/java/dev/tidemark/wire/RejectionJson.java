package dev.tidemark.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.model.Rejection;
import dev.tidemark.model.RejectionReason;
import dev.tidemark.model.SourcePosition;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A rejection as JSON, for files; in Kafka the raw bytes are the value and the rest are headers.
 *
 * <p>The raw bytes stand in {@code raw} if they are UTF-8, else in {@code rawBase64}; the key, if
 * there was one, in {@code keyBase64}.
 */
public final class RejectionJson {
    private RejectionJson() {}

    /** The bytes of a rejection. */
    public static byte[] write(Rejection rejection) {
        return JsonText.object(
                json -> {
                    json.writeStringField("reason", rejection.reason().name());
                    json.writeStringField("detail", rejection.detail());
                    json.writeStringField("source", rejection.at().source());
                    json.writeNumberField("partition", rejection.at().partition());
                    json.writeNumberField("offset", rejection.at().offset());
                    if (isUtf8(rejection.raw())) {
                        json.writeFieldName("raw");
                        json.writeString(new String(rejection.raw(), StandardCharsets.UTF_8));
                    } else {
                        json.writeBinaryField("rawBase64", rejection.raw());
                    }
                    if (rejection.key().length > 0) {
                        json.writeBinaryField("keyBase64", rejection.key());
                    }
                });
    }

    /**
     * Reads a rejection back.
     *
     * @throws IllegalArgumentException if the bytes are not a rejection
     */
    public static Rejection read(byte[] bytes) {
        JsonNode node = JsonText.tree(bytes);
        Rejection rejection =
                new Rejection(
                        RejectionReason.valueOf(JsonText.string(node, "reason")),
                        JsonText.string(node, "detail"),
                        raw(node),
                        new SourcePosition(
                                JsonText.string(node, "source"),
                                JsonText.wholeInt(node, "partition"),
                                JsonText.whole(node, "offset")));
        return node.has("keyBase64") ? rejection.withKey(base64(node, "keyBase64")) : rejection;
    }

    private static byte[] raw(JsonNode node) {
        return node.has("raw")
                ? JsonText.string(node, "raw").getBytes(StandardCharsets.UTF_8)
                : base64(node, "rawBase64");
    }

    private static byte[] base64(JsonNode node, String field) {
        return Base64.getDecoder().decode(JsonText.string(node, field));
    }

    private static boolean isUtf8(byte[] raw) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
