package dev.tidemark.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.Intake;
import dev.tidemark.model.Rejection;
import dev.tidemark.model.RejectionReason;
import dev.tidemark.model.Scorecard;
import dev.tidemark.model.SourcePosition;
import dev.tidemark.model.Transition;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Whatever comes in, nothing is thrown, and what was let in survives everything behind the door.
 */
class NativeEventFuzzTest {
    private static final long SEED = 20_240_301;
    private static final int CASES = 100_000;
    private static final SourcePosition AT = NativeDoor.AT;

    private final EventReader reader = NativeEventReader.of(NativeDoor.LIMITS);
    private final NativeEventJson json = new NativeEventJson(NativeDoor.LIMITS);
    private final SplittableRandom random = new SplittableRandom(SEED);

    @Test
    void aHundredThousandDamagedEventsAreReadOrRefused() {
        EventMutations mutations = new EventMutations(SEED, NativeDoor.LIMITS);
        Map<RejectionReason, Integer> reasons = new EnumMap<>(RejectionReason.class);
        int accepted = 0;
        for (int i = 0; i < CASES; i++) {
            byte[] raw = mutations.next();
            String where = "seed " + SEED + ", case " + i + ": " + text(raw);
            Intake intake = reader.read(raw, AT);
            if (intake instanceof Intake.Accepted event) {
                accepted++;
                survives(event.event(), where);
            } else if (intake instanceof Intake.Rejected rejected) {
                Rejection read = RejectionJson.read(RejectionJson.write(rejected.rejection()));
                assertArrayEquals(raw, read.raw(), where);
                assertEquals(rejected.rejection().detail(), read.detail(), where);
                reasons.merge(read.reason(), 1, Integer::sum);
            }
        }
        assertTrue(accepted > CASES / 5, accepted + " accepted");
        assertTrue(reasons.size() >= 8, reasons.toString());
    }

    /** Every type, with all that it can say. */
    @Test
    void whatIsWrittenIsReadBack() {
        EventMutations mutations = new EventMutations(SEED, NativeDoor.LIMITS);
        for (int i = 0; i < 20_000; i++) {
            CustomerEvent event = mutations.event();
            String where = "seed " + SEED + ", case " + i;
            assertEquals(new Intake.Accepted(event), reader.read(json.write(event), AT), where);
        }
    }

    private void survives(CustomerEvent event, String where) {
        Intake again = reader.read(json.write(event), AT);
        assertEquals(new Intake.Accepted(event), again, where);
        Scorecard card = SampleMessages.scorecard(random, event.customerId(), event.eventId());
        assertEquals(card, ScorecardJson.read(ScorecardJson.write(card)), where);
        Transition moved = SampleMessages.transition(random, event.customerId(), event.eventId());
        assertEquals(moved, TransitionJson.read(TransitionJson.write(moved)), where);
    }

    private static String text(byte[] raw) {
        return new String(raw, StandardCharsets.UTF_8);
    }
}
