package dev.tidemark.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.Intake;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The readers of all dialects against Jazzer, in the profile {@code fuzz}. */
class DialectFuzzer {
    private static final Map<String, String> ATTRIBUTES =
            Map.of(
                    "ce_specversion", "1.0",
                    "ce_id", "1",
                    "ce_source", "/s",
                    "ce_type", "com.shop.purchase",
                    "ce_subject", "c",
                    "ce_time", "2024-03-01T10:00:00Z");
    private static final RecordHeaders BINARY = name -> ATTRIBUTES.getOrDefault(name, "");
    private static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes();

    private final EventReader any = EventDialect.AUTO.unguarded(NativeDoor.LIMITS);
    private final EventReader another = EventDialect.AUTO.unguarded(NativeDoor.LIMITS);
    private final EventReader concealed = Pseudonyms.dropping(any, SECRET);

    /** Nothing is thrown, the same bytes are the same event, and a dialect pinned says no other. */
    @FuzzTest(maxDuration = "2m")
    void whateverComesIn(byte[] raw) {
        Intake intake = any.read(raw, NativeDoor.AT);
        isSound(raw, intake);
        isSound(raw, any.read(raw, BINARY, NativeDoor.AT));
        concealed.read(raw, NativeDoor.AT);
        if (intake instanceof Intake.Accepted) {
            assertEquals(intake, another.read(raw, NativeDoor.AT));
            assertTrue(
                    isReadBy(EventDialect.NATIVE, raw, intake)
                            || isReadBy(EventDialect.SEGMENT, raw, intake)
                            || isReadBy(EventDialect.CLOUDEVENTS, raw, intake));
        }
    }

    private static boolean isReadBy(EventDialect dialect, byte[] raw, Intake intake) {
        return dialect.unguarded(NativeDoor.LIMITS).read(raw, NativeDoor.AT).equals(intake);
    }

    private static void isSound(byte[] raw, Intake intake) {
        if (intake instanceof Intake.Rejected rejected) {
            assertArrayEquals(raw, rejected.rejection().raw());
            assertEquals(1, rejected.rejection().detail().lines().count());
        } else if (intake instanceof Intake.Accepted accepted) {
            CustomerEvent event = accepted.event();
            assertTrue(!event.eventId().isBlank() && event.eventId().length() <= 512);
            assertTrue(event.occurredAt() >= NativeDoor.LIMITS.earliest());
            assertTrue(event.occurredAt() < NativeDoor.LIMITS.latest());
            assertTrue(event.amountMinor() >= 0 || !event.hasAmount());
            assertTrue(StandardCharsets.UTF_8.newEncoder().canEncode(event.toString()));
        }
    }
}
