package dev.tidemark.job;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventDetail;
import dev.tidemark.model.EventType;
import dev.tidemark.model.ProfileAttribute;
import dev.tidemark.model.SurveyKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/**
 * The bytes of an event between two tasks: fixed numbers, each text with its length, then what only
 * this type of event says.
 */
final class EventCodec {
    private static final EventType[] TYPES = EventType.values();
    private static final SurveyKind[] SURVEYS = SurveyKind.values();
    private static final ProfileAttribute[] ATTRIBUTES = ProfileAttribute.values();
    private static final int NUMBERS = 2 + 2 * Long.BYTES;
    private static final byte[] NOTHING = {};

    private static final byte NONE = 0;
    private static final byte RESTATEMENT = 1;
    private static final byte CAMPAIGN = 2;
    private static final byte TICKET = 3;
    private static final byte SURVEY = 4;
    private static final byte REFERRAL = 5;
    private static final byte PROFILE = 6;
    private static final byte MERGE = 7;

    private EventCodec() {}

    static byte[] encode(CustomerEvent event) {
        return encode(event, 0);
    }

    /** The bytes of an event behind so many that are left free. */
    static byte[] encode(CustomerEvent event, int free) {
        byte[] eventId = utf8(event.eventId());
        byte[] customerId = utf8(event.customerId());
        byte[] orderId = utf8(event.orderId());
        byte[] channel = utf8(event.channel());
        byte[] detail = detailBytes(event.detail());
        int texts = eventId.length + customerId.length + orderId.length + channel.length;
        int length = NUMBERS + 4 * Short.BYTES + texts + detail.length;
        ByteBuffer bytes = ByteBuffer.allocate(free + length).position(free);
        bytes.put((byte) event.type().ordinal());
        bytes.put(tag(event.detail()));
        bytes.putLong(event.occurredAt());
        bytes.putLong(event.amountMinor());
        put(bytes, eventId);
        put(bytes, customerId);
        put(bytes, orderId);
        put(bytes, channel);
        bytes.put(detail);
        return bytes.array();
    }

    private static byte tag(EventDetail detail) {
        if (detail instanceof EventDetail.None) {
            return NONE;
        }
        if (detail instanceof EventDetail.Restatement) {
            return RESTATEMENT;
        }
        if (detail instanceof EventDetail.Campaign) {
            return CAMPAIGN;
        }
        if (detail instanceof EventDetail.Ticket) {
            return TICKET;
        }
        if (detail instanceof EventDetail.Survey) {
            return SURVEY;
        }
        if (detail instanceof EventDetail.Referral) {
            return REFERRAL;
        }
        return detail instanceof EventDetail.Profile ? PROFILE : MERGE;
    }

    private static byte[] detailBytes(EventDetail detail) {
        if (detail instanceof EventDetail.Campaign campaign) {
            return utf8(campaign.campaignId());
        }
        if (detail instanceof EventDetail.Ticket ticket) {
            return utf8(ticket.ticketId());
        }
        if (detail instanceof EventDetail.Referral referral) {
            return utf8(referral.referredId());
        }
        if (detail instanceof EventDetail.Merge merge) {
            return utf8(merge.intoId());
        }
        if (detail instanceof EventDetail.Survey survey) {
            return new byte[] {(byte) survey.kind().ordinal(), (byte) survey.scoreTenths()};
        }
        return detail instanceof EventDetail.Profile profile ? profileBytes(profile) : NOTHING;
    }

    private static byte[] profileBytes(EventDetail.Profile profile) {
        Map<ProfileAttribute, byte[]> values = new EnumMap<>(ProfileAttribute.class);
        profile.attributes().forEach((attribute, value) -> values.put(attribute, utf8(value)));
        int size = values.values().stream().mapToInt(v -> v.length + 1 + Short.BYTES).sum();
        ByteBuffer bytes = ByteBuffer.allocate(size);
        values.forEach(
                (attribute, value) -> {
                    bytes.put((byte) attribute.ordinal());
                    put(bytes, value);
                });
        return bytes.array();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void put(ByteBuffer bytes, byte[] text) {
        bytes.putShort((short) text.length);
        bytes.put(text);
    }

    static CustomerEvent decode(byte[] encoded) {
        return decode(encoded, 0);
    }

    /** The event whose bytes begin at a place and end with the last. */
    static CustomerEvent decode(byte[] encoded, int from) {
        ByteBuffer bytes = ByteBuffer.wrap(encoded).position(from);
        EventType type = TYPES[bytes.get()];
        byte tag = bytes.get();
        long occurredAt = bytes.getLong();
        long amount = bytes.getLong();
        String eventId = text(bytes);
        String customerId = text(bytes);
        String orderId = text(bytes);
        String channel = text(bytes);
        return new CustomerEvent(
                eventId,
                customerId,
                type,
                occurredAt,
                orderId,
                amount,
                channel,
                detail(tag, bytes));
    }

    private static EventDetail detail(byte tag, ByteBuffer bytes) {
        return switch (tag) {
            case NONE -> EventDetail.NONE;
            case RESTATEMENT -> new EventDetail.Restatement();
            case CAMPAIGN -> new EventDetail.Campaign(text(bytes, bytes.remaining()));
            case TICKET -> new EventDetail.Ticket(text(bytes, bytes.remaining()));
            case SURVEY -> new EventDetail.Survey(SURVEYS[bytes.get()], bytes.get());
            case REFERRAL -> new EventDetail.Referral(text(bytes, bytes.remaining()));
            case PROFILE -> profile(bytes);
            case MERGE -> new EventDetail.Merge(text(bytes, bytes.remaining()));
            default -> throw new IllegalArgumentException("no detail of an event: " + tag);
        };
    }

    private static EventDetail profile(ByteBuffer bytes) {
        Map<ProfileAttribute, String> attributes = new EnumMap<>(ProfileAttribute.class);
        while (bytes.hasRemaining()) {
            ProfileAttribute attribute = ATTRIBUTES[bytes.get()];
            attributes.put(attribute, text(bytes));
        }
        return new EventDetail.Profile(attributes);
    }

    private static String text(ByteBuffer bytes) {
        return text(bytes, bytes.getShort());
    }

    private static String text(ByteBuffer bytes, int length) {
        String text = new String(bytes.array(), bytes.position(), length, StandardCharsets.UTF_8);
        bytes.position(bytes.position() + length);
        return text;
    }
}
