package dev.tidemark.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.Intake;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each recorded payload is the native event that stands beside it. */
class RecordedPayloadsTest {
    private static List<RecordedPayload> payloads() {
        return RecordedPayload.all();
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void aRecordedPayloadIsTheEventBesideIt(RecordedPayload payload) {
        EventReader reader = EventDialect.AUTO.reader(NativeDoor.LIMITS);
        assertEquals(
                new Intake.Accepted(payload.event()),
                reader.read(payload.raw(), payload.headers(), NativeDoor.AT));
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void aPinnedDialectReadsItsPayloadsAlike(RecordedPayload payload) {
        EventReader reader = dialectOf(payload).reader(NativeDoor.LIMITS);
        assertEquals(
                new Intake.Accepted(payload.event()),
                reader.read(payload.raw(), payload.headers(), NativeDoor.AT));
    }

    private static EventDialect dialectOf(RecordedPayload payload) {
        return switch (payload.name().split("-")[0]) {
            case "native" -> EventDialect.NATIVE;
            case "cloudevents" -> EventDialect.CLOUDEVENTS;
            default -> EventDialect.SEGMENT;
        };
    }

    @Test
    void aPinnedDialectRefusesTheOthersWithTheirBytes() {
        List<String> plain =
                List.of(
                        "rudderstack-order-completed.json",
                        "native-among-the-others.json",
                        "cloudevents-structured-native.json");
        int refused = 0;
        for (RecordedPayload payload : payloads()) {
            for (EventDialect dialect : EventDialect.values()) {
                boolean other = dialect != EventDialect.AUTO && dialect != dialectOf(payload);
                if (plain.contains(payload.name()) && other) {
                    Intake intake =
                            dialect.reader(NativeDoor.LIMITS)
                                    .read(payload.raw(), payload.headers(), NativeDoor.AT);
                    Intake.Rejected rejected =
                            assertInstanceOf(
                                    Intake.Rejected.class, intake, dialect + " " + payload);
                    assertSame(payload.raw(), rejected.rejection().raw());
                    refused++;
                }
            }
        }
        assertEquals(6, refused);
    }

    @Test
    void everyDialectHasPayloads() {
        for (String dialect : List.of("segment", "rudderstack", "cloudevents", "native")) {
            assertTrue(payloads().stream().anyMatch(p -> p.name().startsWith(dialect)), dialect);
        }
    }
}
