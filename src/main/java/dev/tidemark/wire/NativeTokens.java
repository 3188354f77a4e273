package dev.tidemark.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.tidemark.model.ProfileAttribute;
import dev.tidemark.model.RejectionReason;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Takes the fields of a native event from any JSON there is; what it says of a record, holds. */
final class NativeTokens {
    /** Deeper, longer or more numerous than any event: such input must not cost time or memory. */
    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .disable(JsonFactory.Feature.CHARSET_DETECTION)
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(64)
                                    .maxNumberLength(100)
                                    .maxStringLength(EventLimits.MAX_BYTES)
                                    .build())
                    .build();

    private final JsonParser json;
    private final NativeFields fields;

    private NativeTokens(JsonParser json, NativeFields fields) {
        this.json = json;
        this.fields = fields;
    }

    /** The fields of the one object that the bytes are. */
    static NativeFields read(byte[] raw) throws UnreadableRecord {
        try (JsonParser json = parser(raw)) {
            NativeFields fields = new NativeFields();
            new NativeTokens(json, fields).readObject();
            return fields;
        } catch (IOException e) {
            throw FieldCheck.notJson(e);
        }
    }

    /** Behind the byte order mark, if there is one; no other encoding is guessed at. */
    private static JsonParser parser(byte[] raw) throws IOException {
        boolean marked =
                raw.length >= 3
                        && raw[0] == (byte) 0xEF
                        && raw[1] == (byte) 0xBB
                        && raw[2] == (byte) 0xBF;
        int from = marked ? 3 : 0;
        return JSON.createParser(raw, from, raw.length - from);
    }

    private void readObject() throws IOException, UnreadableRecord {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new UnreadableRecord(RejectionReason.MALFORMED, "not a JSON object");
        }
        String name = json.nextFieldName();
        while (name != null) {
            JsonToken value = json.nextToken();
            Optional<NativeField> field = NativeField.ofWireName(name);
            if (field.isPresent()) {
                readField(field.get(), value);
            } else {
                json.skipChildren();
            }
            name = json.nextFieldName();
        }
        if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
            throw new UnreadableRecord(
                    RejectionReason.MALFORMED, "more than one JSON object in the record");
        }
    }

    private void readField(NativeField field, JsonToken value) throws IOException {
        switch (field) {
            case OCCURRED_AT -> readTime(value);
            case REPLACES -> readFlag(value);
            case ATTRIBUTES -> readAttributes(value);
            default -> {
                if (isText(value)) {
                    fields.put(field, text(value));
                } else {
                    fields.complain(field, field.wireName() + " is neither text nor a number");
                    json.skipChildren();
                }
            }
        }
    }

    private void readTime(JsonToken value) throws IOException {
        if (!isText(value)) {
            fields.complain(NativeField.OCCURRED_AT, "occurredAt is neither text nor a number");
            json.skipChildren();
        } else if (value == JsonToken.VALUE_NUMBER_INT
                && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            fields.putTime(json.getLongValue(), text(value));
        } else {
            fields.put(NativeField.OCCURRED_AT, text(value));
        }
    }

    private void readFlag(JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_NULL || value.isBoolean()) {
            fields.put(NativeField.REPLACES, text(value));
        } else {
            fields.complain(NativeField.REPLACES, "replaces is neither true nor false");
            json.skipChildren();
        }
    }

    private void readAttributes(JsonToken value) throws IOException {
        fields.putAttributes(Map.of());
        if (value == JsonToken.VALUE_NULL) {
            return;
        }
        if (value != JsonToken.START_OBJECT) {
            fields.complain(NativeField.ATTRIBUTES, "attributes is not an object");
            json.skipChildren();
            return;
        }
        Map<ProfileAttribute, String> said = new EnumMap<>(ProfileAttribute.class);
        String complaint = "";
        String name = json.nextFieldName();
        while (name != null) {
            JsonToken inside = json.nextToken();
            Optional<ProfileAttribute> attribute = ProfileAttribute.ofWireName(name);
            if (attribute.isEmpty()) {
                json.skipChildren();
            } else if (inside == JsonToken.VALUE_NULL) {
                said.remove(attribute.get());
            } else if (isText(inside)) {
                said.put(attribute.get(), text(inside));
            } else {
                complaint = "attributes.%s is neither text nor a number".formatted(name);
                json.skipChildren();
            }
            name = json.nextFieldName();
        }
        fields.putAttributes(said);
        if (!complaint.isEmpty()) {
            fields.complain(NativeField.ATTRIBUTES, complaint);
        }
    }

    /** Texts and numbers pass as they are written; ids are numbers in many shops. */
    private static boolean isText(JsonToken value) {
        return value == JsonToken.VALUE_NULL
                || value == JsonToken.VALUE_STRING
                || value.isNumeric();
    }

    private String text(JsonToken value) throws IOException {
        return value == JsonToken.VALUE_NULL ? "" : json.getText();
    }
}
