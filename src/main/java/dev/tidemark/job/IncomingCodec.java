package dev.tidemark.job;

import java.util.Arrays;

/** The bytes of what reaches a customer: an event as such, a relay behind a tag. */
final class IncomingCodec {
    /** No type of event has so high a place. */
    private static final byte RELAY = Byte.MAX_VALUE;

    private IncomingCodec() {}

    static byte[] encode(Incoming incoming) {
        if (incoming instanceof Incoming.Happened happened) {
            return EventCodec.encode(happened.event());
        }
        byte[] relay = RelayCodec.encode(((Incoming.Relayed) incoming).relay());
        byte[] bytes = new byte[relay.length + 1];
        bytes[0] = RELAY;
        System.arraycopy(relay, 0, bytes, 1, relay.length);
        return bytes;
    }

    static Incoming decode(byte[] bytes) {
        return bytes[0] == RELAY
                ? new Incoming.Relayed(
                        RelayCodec.decode(Arrays.copyOfRange(bytes, 1, bytes.length)))
                : new Incoming.Happened(EventCodec.decode(bytes));
    }
}
