package dev.tidemark.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventType;
import dev.tidemark.model.Intake;
import dev.tidemark.model.Moments;
import dev.tidemark.model.RejectionReason;
import dev.tidemark.model.SourcePosition;
import java.io.IOException;

/**
 * Reads the native event: one flat JSON object, described in {@code docs/events.md}.
 *
 * <p>Fields that it does not know are passed over; a field that is {@code null} counts as absent.
 */
public final class NativeEventReader implements EventReader {
    private static final long serialVersionUID = 1L;

    /** Deeper, longer or more numerous than any event: such input must not cost time or memory. */
    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .disable(JsonFactory.Feature.CHARSET_DETECTION)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(64)
                                    .maxNumberLength(100)
                                    .maxStringLength(EventLimits.MAX_BYTES)
                                    .build())
                    .build();

    private final EventLimits limits;
    private final String idPrefix;

    private NativeEventReader(EventLimits limits, String idPrefix) {
        this.limits = limits;
        this.idPrefix = idPrefix;
    }

    /** A reader that asks every event for its id. */
    public static NativeEventReader of(EventLimits limits) {
        return new NativeEventReader(limits, "");
    }

    /**
     * A reader for a file: an event without an id gets one from the file's digest and its line.
     *
     * @param fileDigest names the file's contents
     */
    public static NativeEventReader ofFile(EventLimits limits, String fileDigest) {
        return new NativeEventReader(limits, fileDigest + "-");
    }

    @Override
    public Intake read(byte[] raw, RecordHeaders headers, SourcePosition at) {
        try (JsonParser json = parser(FieldCheck.size(raw))) {
            Fields fields = new Fields();
            fields.readFrom(json);
            return new Intake.Accepted(toEvent(fields, at));
        } catch (UnreadableRecord e) {
            return e.asRejected(raw, at);
        } catch (IOException e) {
            return new UnreadableRecord(RejectionReason.MALFORMED, "not a JSON object in UTF-8")
                    .asRejected(raw, at);
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

    private CustomerEvent toEvent(Fields fields, SourcePosition at) throws UnreadableRecord {
        String eventId =
                fields.eventId.isBlank() && !idPrefix.isEmpty()
                        ? idPrefix + at.offset()
                        : FieldCheck.required("eventId", fields.eventId);
        String customerId = FieldCheck.required("customerId", fields.customerId);
        EventType type = type(fields);
        long occurredAt = occurredAt(fields);
        String orderId = FieldCheck.optional("orderId", fields.orderId);
        long amount = amount(fields, type, occurredAt);
        String channel = FieldCheck.optional("channel", fields.channel);
        return new CustomerEvent(eventId, customerId, type, occurredAt, orderId, amount, channel);
    }

    private static EventType type(Fields fields) throws UnreadableRecord {
        String name = FieldCheck.required("type", fields.type);
        return EventType.ofWireName(name)
                .orElseThrow(
                        () ->
                                new UnreadableRecord(
                                        RejectionReason.UNKNOWN_TYPE,
                                        "type is '%s'; allowed are %s"
                                                .formatted(
                                                        FieldCheck.shown(name),
                                                        EventType.wireNames())));
    }

    private long occurredAt(Fields fields) throws UnreadableRecord {
        if (fields.occurredAtText.isBlank() && fields.occurredAtMillis == Moments.NEVER) {
            throw FieldCheck.missing("occurredAt");
        }
        long moment =
                fields.occurredAtMillis != Moments.NEVER
                        ? fields.occurredAtMillis
                        : Rfc3339.parse(fields.occurredAtText);
        if (moment == Moments.NEVER) {
            throw new UnreadableRecord(
                    RejectionReason.BAD_TIME,
                    "occurredAt '%s' is neither RFC 3339 nor epoch milliseconds"
                            .formatted(FieldCheck.shown(fields.occurredAtText)));
        }
        return FieldCheck.inRange(moment, limits);
    }

    private long amount(Fields fields, EventType type, long occurredAt) throws UnreadableRecord {
        boolean needed =
                type == EventType.PURCHASE || type == EventType.REFUND && fields.orderId.isEmpty();
        if (fields.amount.isBlank()) {
            if (needed) {
                throw FieldCheck.missing("amount");
            }
            return CustomerEvent.NO_AMOUNT;
        }
        long minor = MoneyField.minor("amount", fields.amount, fields.currency, occurredAt, limits);
        if (minor < 0) {
            throw new UnreadableRecord(
                    RejectionReason.NEGATIVE_AMOUNT,
                    "amount is %s; money that goes back is an event of type refund"
                            .formatted(FieldCheck.shown(fields.amount)));
        }
        return minor;
    }

    /** The fields of one event as text. */
    private static final class Fields {
        private String eventId = "";
        private String customerId = "";
        private String type = "";
        private String occurredAtText = "";
        private long occurredAtMillis = Moments.NEVER;
        private String orderId = "";
        private String amount = "";
        private String currency = "";
        private String channel = "";

        private void readFrom(JsonParser json) throws IOException, UnreadableRecord {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new UnreadableRecord(RejectionReason.MALFORMED, "not a JSON object");
            }
            String name = json.nextFieldName();
            while (name != null) {
                readField(name, json);
                name = json.nextFieldName();
            }
            if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
                throw new UnreadableRecord(
                        RejectionReason.MALFORMED, "more than one JSON object in the record");
            }
        }

        private void readField(String name, JsonParser json) throws IOException, UnreadableRecord {
            JsonToken value = json.nextToken();
            switch (name) {
                case "eventId" -> eventId = text(name, value, json);
                case "customerId" -> customerId = text(name, value, json);
                case "type" -> type = text(name, value, json);
                case "occurredAt" -> readTime(value, json);
                case "orderId" -> orderId = text(name, value, json);
                case "amount" -> amount = text(name, value, json);
                case "currency" -> currency = text(name, value, json);
                case "channel" -> channel = text(name, value, json);
                default -> json.skipChildren();
            }
        }

        private void readTime(JsonToken value, JsonParser json)
                throws IOException, UnreadableRecord {
            occurredAtText = text("occurredAt", value, json);
            occurredAtMillis = Moments.NEVER;
            if (value == JsonToken.VALUE_NUMBER_INT
                    && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
                occurredAtMillis = json.getLongValue();
            }
        }

        /** Texts and numbers pass as they are written; ids are numbers in many shops. */
        private static String text(String name, JsonToken value, JsonParser json)
                throws IOException, UnreadableRecord {
            if (value == JsonToken.VALUE_NULL) {
                return "";
            }
            if (value == JsonToken.VALUE_STRING || value.isNumeric()) {
                return json.getText();
            }
            throw new UnreadableRecord(
                    RejectionReason.BAD_FIELD, name + " is neither text nor a number");
        }
    }
}
