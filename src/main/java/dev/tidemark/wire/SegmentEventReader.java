package dev.tidemark.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventDetail;
import dev.tidemark.model.EventType;
import dev.tidemark.model.Intake;
import dev.tidemark.model.RejectionReason;
import dev.tidemark.model.SourcePosition;
import dev.tidemark.model.SurveyKind;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads a call of the Segment Spec, as the Kafka destinations of Segment and RudderStack send it;
 * every mapping stands in {@code docs/events.md}.
 *
 * <p>An identify call that has both a {@code userId} and an {@code anonymousId} is no merge: a
 * device may be shared. Only alias is.
 */
public final class SegmentEventReader implements EventReader {
    private static final long serialVersionUID = 1L;
    private static final Set<String> CALLS =
            Set.of("track", "identify", "page", "screen", "group", "alias");

    private final EventLimits limits;
    private final String idPrefix;

    private SegmentEventReader(EventLimits limits, String idPrefix) {
        this.limits = limits;
        this.idPrefix = idPrefix;
    }

    /** A reader that asks every call for its id. */
    public static SegmentEventReader of(EventLimits limits) {
        return new SegmentEventReader(limits, "");
    }

    /**
     * A reader for a file: a call without an id gets one from the file's digest and its line.
     *
     * @param fileDigest names the file's contents
     */
    public static SegmentEventReader ofFile(EventLimits limits, String fileDigest) {
        return new SegmentEventReader(limits, fileDigest + "-");
    }

    @Override
    public Intake read(byte[] raw, RecordHeaders headers, SourcePosition at) {
        try {
            return new Intake.Accepted(event(JsonTree.object(raw), at));
        } catch (UnreadableRecord unreadable) {
            return unreadable.asRejected(raw, at);
        }
    }

    /** Whether an object looks like a call, sound or not. */
    static boolean isCall(JsonNode object) {
        JsonFields call = new JsonFields(object);
        boolean identified = !userId(call).isEmpty() || !anonymousId(call).isEmpty();
        return isCallType(type(call))
                ? identified || !messageId(call).isEmpty()
                : identified && !messageId(call).isEmpty();
    }

    /** The six calls that are about a user. */
    static Stream<String> callTypes() {
        return CALLS.stream();
    }

    /** Whether it is one of them. */
    static boolean isCallType(String type) {
        return CALLS.contains(type);
    }

    /** The event that a call at that place is. */
    CustomerEvent event(JsonNode object, SourcePosition at) throws UnreadableRecord {
        return event(
                object,
                idPrefix.isEmpty()
                        ? EnvelopeFields.NONE
                        : EnvelopeFields.ofId(idPrefix + at.offset()));
    }

    /** The event that a call in an envelope is. */
    CustomerEvent event(JsonNode object, EnvelopeFields envelope) throws UnreadableRecord {
        JsonFields call = new JsonFields(object);
        String type = either(type(call), envelope.type());
        if (!isCallType(type)) {
            FieldCheck.required("type", type);
            throw new UnreadableRecord(
                    RejectionReason.UNKNOWN_TYPE,
                    "type is '%s'; allowed are alias, group, identify, page, screen and track"
                            .formatted(FieldCheck.shown(type)));
        }
        call.text("messageId", "message_id");
        call.text("userId", "user_id");
        call.text("anonymousId", "anonymous_id");
        String eventId =
                FieldCheck.required("messageId", either(messageId(call), envelope.eventId()));
        String anyone =
                type.equals("alias")
                        ? either(previousId(call), anonymousId(call))
                        : either(userId(call), anonymousId(call), envelope.customerId());
        String customerId =
                FieldCheck.required(
                        type.equals("alias") ? "previousId" : "userId or anonymousId", anyone);
        long occurredAt = FieldCheck.inRange(SegmentTime.occurredAt(call, envelope), limits);
        Sketch sketch = new Sketch(eventId, customerId, occurredAt, channel(call, type));
        return switch (type) {
            case "track" -> tracked(call, sketch);
            case "identify" ->
                    sketch.event(EventType.PROFILE, SegmentProfile.of(call, occurredAt, limits));
            case "page", "screen" -> sketch.event(EventType.VIEW, EventDetail.NONE);
            case "alias" -> merged(call, sketch);
            default -> sketch.event(EventType.ENGAGEMENT, EventDetail.NONE);
        };
    }

    private CustomerEvent tracked(JsonFields call, Sketch sketch) throws UnreadableRecord {
        String name = call.text("event");
        if (name.isEmpty()) {
            throw FieldCheck.missing("event");
        }
        JsonFields properties = call.in("properties");
        SegmentEvents.Meaning meaning = SegmentEvents.of(name);
        EventType type = meaning.type();
        return switch (type) {
            case PURCHASE -> purchase(properties, meaning.restates(), sketch);
            case REFUND -> refund(properties, sketch);
            case CANCELLATION ->
                    sketch.order(
                            type,
                            FieldCheck.required("order_id", orderId(properties)),
                            CustomerEvent.NO_AMOUNT,
                            EventDetail.NONE);
            case SURVEY -> sketch.event(type, survey(properties));
            case EMAIL_SENT, EMAIL_OPENED, EMAIL_CLICKED, CAMPAIGN_TOUCH ->
                    sketch.event(type, campaign(call));
            case REFERRAL ->
                    sketch.event(
                            type,
                            new EventDetail.Referral(
                                    FieldCheck.optional(
                                            "referred_id",
                                            properties.textIfAny(
                                                    "referred_id",
                                                    "referredId",
                                                    "referred_user_id",
                                                    "invitee_id"))));
            case PROFILE -> sketch.event(type, SegmentProfile.ofComputed(properties));
            default -> sketch.event(type, EventDetail.NONE);
        };
    }

    private CustomerEvent purchase(JsonFields properties, boolean restates, Sketch sketch)
            throws UnreadableRecord {
        String orderId = orderId(properties);
        if (restates) {
            FieldCheck.required("order_id", orderId);
        }
        long minor = new OrderMoney(properties, false).minor(sketch.occurredAt(), limits);
        if (minor == CustomerEvent.NO_AMOUNT) {
            throw FieldCheck.missing("revenue");
        }
        return sketch.order(
                EventType.PURCHASE,
                orderId,
                notNegative(minor),
                restates ? new EventDetail.Restatement() : EventDetail.NONE);
    }

    /** Only an order id is the whole order; the sign of what goes back is nowhere specified. */
    private CustomerEvent refund(JsonFields properties, Sketch sketch) throws UnreadableRecord {
        String orderId = orderId(properties);
        long minor = new OrderMoney(properties, true).minor(sketch.occurredAt(), limits);
        if (minor == CustomerEvent.NO_AMOUNT) {
            FieldCheck.required("order_id or revenue", orderId);
            return sketch.order(EventType.REFUND, orderId, minor, EventDetail.NONE);
        }
        return sketch.order(EventType.REFUND, orderId, notNegative(minor), EventDetail.NONE);
    }

    private static long notNegative(long minor) throws UnreadableRecord {
        if (minor < 0) {
            throw new UnreadableRecord(
                    RejectionReason.NEGATIVE_AMOUNT,
                    "the order comes to %d minor units; money that goes back is Order Refunded"
                            .formatted(minor));
        }
        return minor;
    }

    private static CustomerEvent merged(JsonFields call, Sketch sketch) throws UnreadableRecord {
        String intoId = FieldCheck.required("userId", userId(call));
        if (intoId.equals(sketch.customerId())) {
            throw new UnreadableRecord(
                    RejectionReason.BAD_FIELD,
                    "previousId and userId are both '%s'".formatted(FieldCheck.shown(intoId)));
        }
        return sketch.event(EventType.MERGE, new EventDetail.Merge(intoId));
    }

    /** A review without a rating is words. */
    private static EventDetail.Survey survey(JsonFields properties) throws UnreadableRecord {
        String rating = properties.text("rating");
        if (rating.isEmpty()) {
            return new EventDetail.Survey(SurveyKind.TEXT, EventDetail.Survey.NO_SCORE);
        }
        int tenths = tenths(rating);
        if (!SurveyKind.RATING.allows(tenths)) {
            throw new UnreadableRecord(
                    RejectionReason.BAD_FIELD,
                    "rating '%s' is not a number from 1 to 5 with at most one decimal"
                            .formatted(FieldCheck.shown(rating)));
        }
        return new EventDetail.Survey(SurveyKind.RATING, tenths);
    }

    /** A rating times ten, or a number that is no rating. */
    private static int tenths(String rating) {
        try {
            return DecimalAmount.parseExact(rating, '.').movePointRight(1).intValueExact();
        } catch (ArithmeticException | NumberFormatException noRating) {
            return EventDetail.Survey.NO_SCORE;
        }
    }

    private static EventDetail.Campaign campaign(JsonFields call) throws UnreadableRecord {
        JsonFields properties = call.in("properties");
        String id =
                either(
                        properties.textIfAny("campaign_id", "campaignId"),
                        properties.textIfAny("campaign_name", "campaignName"),
                        properties.in("campaign").textIfAny("id", "name"),
                        call.in("context").in("campaign").textIfAny("id", "name"));
        return new EventDetail.Campaign(FieldCheck.optional("campaign_id", id));
    }

    private static String orderId(JsonFields properties) throws UnreadableRecord {
        return FieldCheck.optional("order_id", properties.text("order_id", "orderId"));
    }

    private static String channel(JsonFields call, String type) throws UnreadableRecord {
        String said = either(call.textIfAny("channel"), call.in("context").textIfAny("channel"));
        String kind = type.equals("page") ? "web" : type.equals("screen") ? "mobile" : "";
        return FieldCheck.optional("channel", either(said, kind));
    }

    /** The email spec's own examples write {@code action} for the type, and ids in snake case. */
    private static String type(JsonFields call) {
        return call.textIfAny("type", "action").toLowerCase(Locale.ROOT);
    }

    private static String messageId(JsonFields call) {
        return call.textIfAny("messageId", "message_id");
    }

    private static String userId(JsonFields call) {
        return call.textIfAny("userId", "user_id");
    }

    private static String anonymousId(JsonFields call) {
        return call.textIfAny("anonymousId", "anonymous_id");
    }

    private static String previousId(JsonFields call) throws UnreadableRecord {
        return call.text("previousId", "previous_id");
    }

    private static String either(String... texts) {
        for (String text : texts) {
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    /** What all calls say. */
    private record Sketch(String eventId, String customerId, long occurredAt, String channel) {
        private CustomerEvent event(EventType type, EventDetail detail) {
            return order(type, "", CustomerEvent.NO_AMOUNT, detail);
        }

        private CustomerEvent order(
                EventType type, String orderId, long amountMinor, EventDetail detail) {
            return new CustomerEvent(
                    eventId, customerId, type, occurredAt, orderId, amountMinor, channel, detail);
        }
    }
}
