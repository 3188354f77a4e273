package dev.tidemark.job;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The bytes of an event between two tasks: fixed numbers, then each text with its length. */
final class EventCodec {
    private static final EventType[] TYPES = EventType.values();
    private static final int NUMBERS = 1 + 2 * Long.BYTES;

    private EventCodec() {}

    static byte[] encode(CustomerEvent event) {
        byte[] eventId = event.eventId().getBytes(StandardCharsets.UTF_8);
        byte[] customerId = event.customerId().getBytes(StandardCharsets.UTF_8);
        byte[] orderId = event.orderId().getBytes(StandardCharsets.UTF_8);
        byte[] channel = event.channel().getBytes(StandardCharsets.UTF_8);
        int texts = eventId.length + customerId.length + orderId.length + channel.length;
        ByteBuffer bytes = ByteBuffer.allocate(NUMBERS + 4 * Short.BYTES + texts);
        bytes.put((byte) event.type().ordinal());
        bytes.putLong(event.occurredAt());
        bytes.putLong(event.amountMinor());
        put(bytes, eventId);
        put(bytes, customerId);
        put(bytes, orderId);
        put(bytes, channel);
        return bytes.array();
    }

    private static void put(ByteBuffer bytes, byte[] text) {
        bytes.putShort((short) text.length);
        bytes.put(text);
    }

    static CustomerEvent decode(byte[] encoded) {
        ByteBuffer bytes = ByteBuffer.wrap(encoded);
        EventType type = TYPES[bytes.get()];
        long occurredAt = bytes.getLong();
        long amount = bytes.getLong();
        String eventId = text(bytes);
        String customerId = text(bytes);
        String orderId = text(bytes);
        String channel = text(bytes);
        return new CustomerEvent(eventId, customerId, type, occurredAt, orderId, amount, channel);
    }

    private static String text(ByteBuffer bytes) {
        int length = bytes.getShort();
        String text = new String(bytes.array(), bytes.position(), length, StandardCharsets.UTF_8);
        bytes.position(bytes.position() + length);
        return text;
    }
}
