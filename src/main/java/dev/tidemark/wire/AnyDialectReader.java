package dev.tidemark.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.model.Intake;
import dev.tidemark.model.Rejection;
import dev.tidemark.model.RejectionReason;
import dev.tidemark.model.SourcePosition;

/**
 * Recognises the dialect of each record by its headers and its shape.
 *
 * <p>The native reader goes first, and what it accepts is native: no record of another dialect has
 * all the fields that it asks for. So a native event costs no more than in a stream of native
 * events, and only what it refuses is looked at again. What then looks like no dialect keeps the
 * native reader's reason.
 */
public final class AnyDialectReader implements EventReader {
    private static final long serialVersionUID = 1L;

    private final EventReader nativeEvents;
    private final SegmentEventReader segmentCalls;
    private final CloudEventsReader cloudEvents;

    private AnyDialectReader(
            EventReader nativeEvents,
            SegmentEventReader segmentCalls,
            CloudEventsReader cloudEvents) {
        this.nativeEvents = nativeEvents;
        this.segmentCalls = segmentCalls;
        this.cloudEvents = cloudEvents;
    }

    /** A reader that asks every event for its id. */
    public static AnyDialectReader of(EventLimits limits) {
        return new AnyDialectReader(
                NativeEventReader.of(limits),
                SegmentEventReader.of(limits),
                CloudEventsReader.of(limits));
    }

    /**
     * A reader for a file: an event without an id gets one from the file's digest and its line.
     *
     * @param fileDigest names the file's contents
     */
    public static AnyDialectReader ofFile(EventLimits limits, String fileDigest) {
        return new AnyDialectReader(
                NativeEventReader.ofFile(limits, fileDigest),
                SegmentEventReader.ofFile(limits, fileDigest),
                CloudEventsReader.of(limits));
    }

    @Override
    public Intake read(byte[] raw, RecordHeaders headers, SourcePosition at) {
        if (CloudEventsReader.announcedBy(headers)) {
            return cloudEvents.read(raw, headers, at);
        }
        Intake asNative = nativeEvents.read(raw, headers, at);
        return asNative instanceof Intake.Rejected rejected
                        && isObject(rejected.rejection().reason())
                ? lookedAtAgain(rejected, at)
                : asNative;
    }

    /** Whether a record refused for that reason may still be an object of another dialect. */
    private static boolean isObject(RejectionReason reason) {
        return switch (reason) {
            case EMPTY, TOO_LARGE, MALFORMED -> false;
            default -> true;
        };
    }

    private Intake lookedAtAgain(Intake.Rejected asNative, SourcePosition at) {
        byte[] raw = asNative.rejection().raw();
        try {
            ObjectNode object = JsonTree.object(raw);
            if (CloudEventsReader.isStructured(object)) {
                return cloudEvents.structured(object, raw, at);
            }
            if (SegmentEventReader.isCall(object)) {
                return new Intake.Accepted(segmentCalls.event(object, at));
            }
            return looksNative(object) ? asNative : ofNoDialect(asNative.rejection());
        } catch (UnreadableRecord unreadable) {
            return unreadable.asRejected(raw, at);
        }
    }

    private static boolean looksNative(ObjectNode object) {
        JsonFields fields = new JsonFields(object);
        return fields.has("eventId") || fields.has("customerId") || fields.has("occurredAt");
    }

    /** The native reader's complaint alone would send its reader after the wrong thing. */
    private static Intake ofNoDialect(Rejection rejection) {
        return new Intake.Rejected(
                new Rejection(
                        rejection.reason(),
                        rejection.detail()
                                + "; nor is it a call of the Segment Spec, or a CloudEvent",
                        rejection.raw(),
                        rejection.at()));
    }
}
