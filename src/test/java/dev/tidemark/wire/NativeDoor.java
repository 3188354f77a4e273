package dev.tidemark.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.Intake;
import dev.tidemark.model.Rejection;
import dev.tidemark.model.RejectionReason;
import dev.tidemark.model.SourcePosition;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Knocks at the reader of native events, and says what was let in or why not. */
final class NativeDoor {
    static final EventLimits LIMITS =
            new EventLimits("USD", millis("1990-01-01T00:00:00Z"), millis("2100-01-01T00:00:00Z"));
    static final SourcePosition AT = new SourcePosition("events", 3, 41);

    static final EventReader READER = NativeEventReader.of(LIMITS);

    static long millis(String rfc3339) {
        return Instant.parse(rfc3339).toEpochMilli();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A sound purchase with these fields put over it; single quotes for double ones. */
    static String purchase(String fields) {
        String rest = fields.isEmpty() ? "" : "," + fields;
        return ("{'eventId':'e1','customerId':'c1','type':'purchase',"
                        + "'occurredAt':'2024-03-01T10:00:00Z','orderId':'o1','amount':12.5"
                        + rest
                        + "}")
                .replace('\'', '"');
    }

    private NativeDoor() {}

    static CustomerEvent accepted(byte[] raw) {
        Intake intake = READER.read(raw, AT);
        assertInstanceOf(Intake.Accepted.class, intake, () -> "rejected: " + intake);
        return ((Intake.Accepted) intake).event();
    }

    static CustomerEvent accepted(String json) {
        return accepted(utf8(json));
    }

    static Rejection rejected(byte[] raw) {
        Intake intake = READER.read(raw, AT);
        assertInstanceOf(Intake.Rejected.class, intake, () -> "accepted: " + intake);
        Rejection rejection = ((Intake.Rejected) intake).rejection();
        assertArrayEquals(raw, rejection.raw());
        assertEquals(AT, rejection.at());
        assertTrue(rejection.detail().lines().count() == 1, rejection.detail());
        return rejection;
    }

    static RejectionReason reason(String json) {
        return rejected(utf8(json)).reason();
    }

    /** What the reader would answer if it had no fast path. */
    static Intake readByTokens(byte[] raw) {
        try {
            NativeFields fields = NativeTokens.read(FieldCheck.size(raw));
            return new Intake.Accepted(NativeEvent.of(fields, LIMITS, ""));
        } catch (UnreadableRecord unreadable) {
            return unreadable.asRejected(raw, AT);
        }
    }
}
