package dev.tidemark.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.model.EventType;
import dev.tidemark.model.RejectionReason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A CloudEvent 1.0, as far as it says something about what is in it.
 *
 * @param data one JSON object; without fields if there was no data
 */
record CloudEvent(
        String id, String source, String type, String subject, String time, ObjectNode data) {
    private static final String VERSION = "1.0";
    private static final Map<String, String> TYPES = types();
    private static final char UNDECODED = '\uFFFD';

    /** In binary mode: attributes as headers, data as value. */
    static CloudEvent ofHeaders(RecordHeaders headers, byte[] value) throws UnreadableRecord {
        checkVersion(headers.value("ce_specversion"));
        return new CloudEvent(
                header(headers, "ce_id"),
                header(headers, "ce_source"),
                header(headers, "ce_type"),
                header(headers, "ce_subject"),
                header(headers, "ce_time"),
                data(value, headers.value("content-type")));
    }

    /** Bytes that are not UTF-8 would make one text of many, and one customer of many. */
    private static String header(RecordHeaders headers, String name) throws UnreadableRecord {
        String value = headers.value(name).strip();
        if (value.indexOf(UNDECODED) >= 0) {
            throw new UnreadableRecord(
                    RejectionReason.MALFORMED,
                    "header %s '%s' is not UTF-8".formatted(name, FieldCheck.shown(value)));
        }
        return value;
    }

    private static ObjectNode data(byte[] value, String contentType) throws UnreadableRecord {
        try {
            return JsonTree.object(value);
        } catch (UnreadableRecord unreadable) {
            boolean promised =
                    contentType.isBlank() || contentType.toLowerCase(Locale.ROOT).contains("json");
            throw promised ? unreadable : notReadAs(contentType);
        }
    }

    private static UnreadableRecord notReadAs(String contentType) {
        return new UnreadableRecord(
                RejectionReason.MALFORMED,
                "content-type is '%s'; data is read as JSON"
                        .formatted(FieldCheck.shown(contentType)));
    }

    /** In structured mode: all in one object. */
    static CloudEvent ofObject(JsonFields object) throws UnreadableRecord {
        checkVersion(object.text("specversion"));
        return new CloudEvent(
                object.text("id"),
                object.text("source"),
                object.text("type"),
                object.text("subject"),
                object.text("time"),
                data(object));
    }

    private static void checkVersion(String version) throws UnreadableRecord {
        if (!version.strip().equals(VERSION)) {
            throw new UnreadableRecord(
                    RejectionReason.MALFORMED,
                    "specversion is '%s'; CloudEvents are read in version %s"
                            .formatted(FieldCheck.shown(version), VERSION));
        }
    }

    private static ObjectNode data(JsonFields object) throws UnreadableRecord {
        if (object.has("data_base64")) {
            return decoded(object.text("data_base64"));
        }
        JsonNode data = object.node().path("data");
        if (!object.has("data")) {
            return JsonNodeFactory.instance.objectNode();
        }
        return data.isTextual()
                ? JsonTree.object(data.textValue().getBytes(StandardCharsets.UTF_8))
                : JsonTree.asObject(data);
    }

    private static ObjectNode decoded(String base64) throws UnreadableRecord {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            throw new UnreadableRecord(RejectionReason.BAD_FIELD, "data_base64 is not Base64");
        }
        return JsonTree.object(bytes);
    }

    /** What the attributes say of the event inside. */
    EnvelopeFields envelope() {
        return new EnvelopeFields(eventId(), subject, eventType(), time);
    }

    /**
     * Source and id together, which is what makes a duplicate; hashed if they are longer than an
     * identifier may be.
     */
    private String eventId() {
        if (id.isEmpty() || source.isEmpty()) {
            return "";
        }
        String whole = source + "|" + id;
        return whole.length() <= EventLimits.MAX_ID_LENGTH ? whole : "sha256:" + sha256(whole);
    }

    private static String sha256(String text) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * The native type, or the call of the Segment Spec, that the type ends with: {@code
     * com.shop.purchase}, {@code dev.tidemark.event.purchase.v1}, {@code com.shop.email.opened},
     * {@code com.shop.EmailOpened}; else the type as it is.
     */
    private String eventType() {
        if (type.length() > EventLimits.MAX_ID_LENGTH) {
            return type;
        }
        List<String> words = List.of(squeezed(type).split("[./:#]"));
        int end = words.size();
        while (end > 0 && isVersion(words.get(end - 1))) {
            end--;
        }
        String last = end > 0 ? words.get(end - 1) : "";
        String two = end > 1 ? words.get(end - 2) + last : "";
        return TYPES.getOrDefault(two, TYPES.getOrDefault(last, type));
    }

    /** What the last words of a type may be, in lower case and without marks inside. */
    private static Map<String, String> types() {
        return Stream.concat(
                        Stream.of(EventType.values()).map(EventType::wireName),
                        SegmentEventReader.callTypes())
                .collect(Collectors.toUnmodifiableMap(CloudEvent::squeezed, name -> name));
    }

    private static String squeezed(String words) {
        return words.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }

    private static boolean isVersion(String word) {
        String digits = word.startsWith("v") ? word.substring(1) : word;
        return digits.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
