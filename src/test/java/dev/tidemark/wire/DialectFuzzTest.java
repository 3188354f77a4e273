package dev.tidemark.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.Intake;
import dev.tidemark.model.RejectionReason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Whatever is done to a recorded payload: it is read or refused, quickly, and always alike. */
class DialectFuzzTest {
    private static final long SEED = 20_260_301;
    private static final int CASES = 60_000;
    private static final String[] PIECES = {
        "\"",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "null",
        "true",
        "-",
        "9",
        "1e30",
        "e",
        " ",
        "\\ud800",
        "\\u0000",
        "č",
        "\"type\":\"alias\",",
        "\"type\":\"track\",",
        "\"action\":7,",
        "\"specversion\":\"1.0\",",
        "\"data\":{},",
        "\"userId\":{},",
        "\"timestamp\":1e99,",
        "\"timestamp\":9223372036854775807,",
        "\"sentAt\":-9223372036854775808,",
        "\"receivedAt\":\"2026-01-01\",",
        "\"revenue\":1e-30,",
        "\"total\":\"1e30\",",
        "\"products\":[{\"price\":1e14,\"quantity\":1e14}],",
        "\"event\":\"Order Completed\",",
        "\"event\":\"Order Refunded\",",
        "\"event\":\"Product Reviewed\",",
        "\"rating\":1e29,",
        "\"traits\":{\"country\":\"ß\",\"birthday\":\"19\"},",
        "\"channel\":[],",
        "\"currency\":\"€\",",
        "\"messageId\":\"\",",
        "\"data_base64\":\"e30=\","
    };

    private final SplittableRandom random = new SplittableRandom(SEED);

    @Test
    void damagedPayloadsAreReadOrRefusedAndAlwaysAlike() {
        List<RecordedPayload> payloads = RecordedPayload.all();
        EventReader reader = EventDialect.AUTO.unguarded(NativeDoor.LIMITS);
        EventReader another = EventDialect.AUTO.unguarded(NativeDoor.LIMITS);
        Map<RejectionReason, Integer> reasons = new EnumMap<>(RejectionReason.class);
        int accepted = 0;
        for (int i = 0; i < CASES; i++) {
            RecordedPayload payload = payloads.get(random.nextInt(payloads.size()));
            byte[] raw = damaged(payload.raw());
            RecordHeaders headers = random.nextInt(8) == 0 ? RecordHeaders.NONE : payload.headers();
            int number = i;
            Supplier<String> where =
                    () ->
                            "seed %d, case %d: %s"
                                    .formatted(
                                            SEED, number, new String(raw, StandardCharsets.UTF_8));
            Intake intake = reader.read(raw, headers, NativeDoor.AT);
            if (intake instanceof Intake.Accepted event) {
                accepted++;
                assertEquals(intake, another.read(raw, headers, NativeDoor.AT), where);
                isSound(event.event(), where);
            } else if (intake instanceof Intake.Rejected rejected) {
                assertArrayEquals(raw, rejected.rejection().raw(), where);
                assertEquals(1, rejected.rejection().detail().lines().count(), where);
                reasons.merge(rejected.rejection().reason(), 1, Integer::sum);
            }
        }
        assertTrue(accepted > CASES / 5, accepted + " accepted, seed " + SEED);
        assertTrue(reasons.size() >= 7, reasons + ", seed " + SEED);
    }

    private static void isSound(CustomerEvent event, Supplier<String> where) {
        assertTrue(!event.eventId().isBlank() && event.eventId().length() <= 512, where);
        assertTrue(!event.customerId().isBlank() && event.customerId().length() <= 512, where);
        assertTrue(event.occurredAt() >= NativeDoor.LIMITS.earliest(), where);
        assertTrue(event.occurredAt() < NativeDoor.LIMITS.latest(), where);
        assertTrue(StandardCharsets.UTF_8.newEncoder().canEncode(event.toString()), where);
    }

    private byte[] damaged(byte[] sound) {
        byte[] bytes = sound;
        for (int hits = random.nextInt(4); hits > 0 && bytes.length > 1; hits--) {
            int at = 1 + random.nextInt(bytes.length - 1);
            bytes =
                    switch (random.nextInt(5)) {
                        case 0 -> spliced(bytes, at, "", Math.min(bytes.length, at + 1));
                        case 1 ->
                                spliced(bytes, at, String.valueOf((char) random.nextInt(256)), at);
                        case 2 -> spliced(bytes, 1, piece(), 1);
                        case 3 -> behindSomeBrace(bytes, at);
                        default -> spliced(bytes, at, piece(), at);
                    };
        }
        return bytes;
    }

    /** Into some object, mostly one that is inside of another. */
    private byte[] behindSomeBrace(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length - 1 && bytes[at - 1] != '{') {
            at++;
        }
        return spliced(bytes, at, piece(), at);
    }

    private String piece() {
        return PIECES[random.nextInt(PIECES.length)];
    }

    private static byte[] spliced(byte[] bytes, int from, String text, int to) {
        byte[] middle = text.getBytes(StandardCharsets.UTF_8);
        byte[] whole = new byte[from + middle.length + bytes.length - to];
        System.arraycopy(bytes, 0, whole, 0, from);
        System.arraycopy(middle, 0, whole, from, middle.length);
        System.arraycopy(bytes, to, whole, from + middle.length, bytes.length - to);
        return whole;
    }

    @Test
    void largeAndDeepPayloadsTakeBoundedWork() {
        EventReader reader = EventDialect.AUTO.unguarded(NativeDoor.LIMITS);
        String head =
                "{\"type\":\"track\",\"messageId\":\"m\",\"userId\":\"u\",\"event\":\"Order"
                        + " Completed\",\"timestamp\":\"2026-01-01T00:00:00Z\",\"properties\":";
        String price = "{\"price\":\"1e-30\",\"quantity\":\"0.1234567890123456789\"}";
        List<String> inside =
                List.of(
                        "[".repeat(400_000) + "]".repeat(400_000),
                        "{\"a\":".repeat(150_000) + "1" + "}".repeat(150_000),
                        "{\"revenue\":" + "9".repeat(900_000) + "}",
                        "{\"revenue\":\"" + "9".repeat(900_000) + "\"}",
                        "{\"revenue\":1e999999999}",
                        "{\"products\":[" + (price + ",").repeat(15_000) + price + "]}",
                        "{\"order_id\":\"" + "o".repeat(900_000) + "\",\"revenue\":1}");
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> {
                    for (String properties : inside) {
                        byte[] raw = (head + properties + "}").getBytes(StandardCharsets.UTF_8);
                        Intake intake = reader.read(raw, NativeDoor.AT);
                        assertEquals(
                                properties.startsWith("{\"products"),
                                intake instanceof Intake.Accepted,
                                properties.substring(0, 20));
                    }
                });
    }
}
