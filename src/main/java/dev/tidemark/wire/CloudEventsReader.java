package dev.tidemark.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.model.EventType;
import dev.tidemark.model.Intake;
import dev.tidemark.model.Moments;
import dev.tidemark.model.Rejection;
import dev.tidemark.model.RejectionReason;
import dev.tidemark.model.SourcePosition;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads events that come in a CloudEvent 1.0, by its Kafka binding (kafka-protocol-binding.md of
 * github.com/cloudevents/spec): in binary mode, attributes as headers and data as value, or in
 * structured mode, one JSON object with all. The data is a native event or a call of the Segment
 * Spec; what it does not say itself, the attributes say.
 */
public final class CloudEventsReader implements EventReader {
    private static final long serialVersionUID = 1L;
    private static final String STRUCTURED = "application/cloudevents";
    private static final String STRUCTURED_JSON = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch";

    private static final Set<String> NATIVE_FIELDS =
            Stream.of(NativeField.values())
                    .map(NativeField::wireName)
                    .collect(Collectors.toUnmodifiableSet());

    private final EventReader nativeEvents;
    private final SegmentEventReader segmentCalls;

    private CloudEventsReader(EventReader nativeEvents, SegmentEventReader segmentCalls) {
        this.nativeEvents = nativeEvents;
        this.segmentCalls = segmentCalls;
    }

    /** A reader of CloudEvents with data of any dialect. */
    public static CloudEventsReader of(EventLimits limits) {
        return new CloudEventsReader(NativeEventReader.of(limits), SegmentEventReader.of(limits));
    }

    /** Whether the headers of a record say that it is a CloudEvent. */
    static boolean announcedBy(RecordHeaders headers) {
        return headers != RecordHeaders.NONE
                && (!headers.value("ce_specversion").isBlank()
                        || contentType(headers).startsWith(STRUCTURED));
    }

    /** Whether an object looks like a CloudEvent in structured mode, sound or not. */
    static boolean isStructured(JsonNode object) {
        return new JsonFields(object).has("specversion");
    }

    @Override
    public Intake read(byte[] raw, RecordHeaders headers, SourcePosition at) {
        try {
            String contentType = contentType(headers);
            if (contentType.startsWith(BATCH)) {
                throw malformed("a batch of CloudEvents; each needs a record of its own");
            }
            if (contentType.startsWith(STRUCTURED)) {
                return structured(raw, contentType, at);
            }
            if (headers.value("ce_specversion").isBlank()) {
                return unannounced(raw, at);
            }
            FieldCheck.size(raw);
            return opened(CloudEvent.ofHeaders(headers, raw), raw, at);
        } catch (UnreadableRecord unreadable) {
            return unreadable.asRejected(raw, at);
        }
    }

    /** The media type in front of its parameters, lower case. */
    private static String contentType(RecordHeaders headers) {
        String value = headers.value("content-type");
        int end = value.indexOf(';');
        return (end < 0 ? value : value.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    private Intake structured(byte[] raw, String contentType, SourcePosition at)
            throws UnreadableRecord {
        if (!contentType.equals(STRUCTURED) && !contentType.equals(STRUCTURED_JSON)) {
            throw malformed(
                    "content-type is '%s'; CloudEvents are read as JSON"
                            .formatted(FieldCheck.shown(contentType)));
        }
        return structured(JsonTree.object(raw), raw, at);
    }

    private Intake unannounced(byte[] raw, SourcePosition at) throws UnreadableRecord {
        ObjectNode object = JsonTree.object(raw);
        if (!isStructured(object)) {
            throw malformed(
                    "not a CloudEvent: neither a header ce_specversion nor a field specversion");
        }
        return structured(object, raw, at);
    }

    /** Reads an object that looks like a CloudEvent. */
    Intake structured(JsonNode object, byte[] raw, SourcePosition at) {
        try {
            return opened(CloudEvent.ofObject(new JsonFields(object)), raw, at);
        } catch (UnreadableRecord unreadable) {
            return unreadable.asRejected(raw, at);
        }
    }

    private Intake opened(CloudEvent cloudEvent, byte[] raw, SourcePosition at)
            throws UnreadableRecord {
        ObjectNode data = cloudEvent.data();
        if (isStructured(data)) {
            throw malformed("a CloudEvent in a CloudEvent");
        }
        EnvelopeFields envelope = cloudEvent.envelope();
        boolean namedCall =
                SegmentEventReader.isCallType(envelope.type()) && !new JsonFields(data).has("type");
        if (namedCall || SegmentEventReader.isCall(data)) {
            return new Intake.Accepted(segmentCalls.event(data, envelope));
        }
        Intake intake = nativeEvents.read(JsonTree.bytes(completed(data, envelope)), at);
        return intake instanceof Intake.Rejected rejected
                ? new Intake.Rejected(inFull(rejected.rejection(), raw))
                : intake;
    }

    /**
     * A native event with what its envelope knows in the place of what it does not say, and without
     * what no native event says, as that may be large.
     */
    private static ObjectNode completed(ObjectNode data, EnvelopeFields envelope)
            throws UnreadableRecord {
        data.retain(NATIVE_FIELDS);
        fill(data, "eventId", envelope.eventId(), "id and source");
        fill(data, "type", envelope.type(), "type");
        fill(data, "occurredAt", timeOf(data, envelope), "time");
        String type = new JsonFields(data).textIfAny("type");
        if (!type.equals(EventType.CAMPAIGN_COST.wireName())) {
            fill(data, "customerId", envelope.customerId(), "subject");
        }
        return data;
    }

    private static String timeOf(ObjectNode data, EnvelopeFields envelope) throws UnreadableRecord {
        String time = envelope.occurredAt();
        boolean counts = !new JsonFields(data).has("occurredAt") && !time.isEmpty();
        if (counts && Rfc3339.parse(time) == Moments.NEVER) {
            throw new UnreadableRecord(
                    RejectionReason.BAD_TIME,
                    "time '%s' is not RFC 3339".formatted(FieldCheck.shown(time)));
        }
        return time;
    }

    private static void fill(ObjectNode data, String name, String value, String attributes)
            throws UnreadableRecord {
        if (new JsonFields(data).has(name)) {
            return;
        }
        if (value.isEmpty()) {
            throw new UnreadableRecord(
                    RejectionReason.MISSING_FIELD,
                    "%s is missing or blank, as is %s of the CloudEvent"
                            .formatted(name, attributes));
        }
        data.put(name, value);
    }

    private static Rejection inFull(Rejection ofData, byte[] raw) {
        return new Rejection(ofData.reason(), ofData.detail(), raw, ofData.at());
    }

    private static UnreadableRecord malformed(String detail) {
        return new UnreadableRecord(RejectionReason.MALFORMED, detail);
    }
}
