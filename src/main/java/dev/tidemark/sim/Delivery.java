package dev.tidemark.sim;

import dev.tidemark.model.CustomerEvent;
import java.util.Arrays;
import java.util.Objects;

/**
 * One record the shop puts on the wire.
 *
 * @param key the customer id the record is keyed by
 * @param deliveredAt when it is put there, event time in epoch milliseconds; after the event
 *     happened if it is late
 * @param payload an event, or bytes that are none
 */
public record Delivery(String key, long deliveredAt, Payload payload) {
    public Delivery {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(payload, "payload");
    }

    /** What is delivered. */
    public sealed interface Payload {}

    /** An event; the caller chooses its bytes. */
    public record Event(CustomerEvent event) implements Payload {
        public Event {
            Objects.requireNonNull(event, "event");
        }
    }

    /**
     * Bytes that no reader of events should accept.
     *
     * @param raw the bytes
     * @param kind what is wrong with them
     */
    public record Broken(byte[] raw, BrokenKind kind) implements Payload {
        public Broken {
            Objects.requireNonNull(raw, "raw");
            Objects.requireNonNull(kind, "kind");
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Broken that
                    && kind == that.kind
                    && Arrays.equals(raw, that.raw);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(raw) + kind.ordinal();
        }

        @Override
        public String toString() {
            return "Broken[%s, %d bytes]".formatted(kind, raw.length);
        }
    }
}
