package dev.tidemark.job;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The bytes of what reaches a customer, behind a tag; of an event also when it arrived. */
final class IncomingCodec {
    private static final byte EVENT = 0;
    private static final byte RELAY = 1;

    /** The tag, and the moment. */
    private static final int BEFORE_EVENT = 1 + Long.BYTES;

    private IncomingCodec() {}

    static byte[] encode(Incoming incoming) {
        if (incoming instanceof Incoming.Happened happened) {
            byte[] bytes = EventCodec.encode(happened.event(), BEFORE_EVENT);
            ByteBuffer.wrap(bytes).put(EVENT).putLong(happened.arrivedAt());
            return bytes;
        }
        byte[] relay = RelayCodec.encode(((Incoming.Relayed) incoming).relay());
        byte[] bytes = new byte[relay.length + 1];
        bytes[0] = RELAY;
        System.arraycopy(relay, 0, bytes, 1, relay.length);
        return bytes;
    }

    static Incoming decode(byte[] bytes) {
        if (bytes[0] == RELAY) {
            byte[] relay = Arrays.copyOfRange(bytes, 1, bytes.length);
            return new Incoming.Relayed(RelayCodec.decode(relay));
        }
        long arrivedAt = ByteBuffer.wrap(bytes).getLong(1);
        return new Incoming.Happened(EventCodec.decode(bytes, BEFORE_EVENT), arrivedAt);
    }
}
