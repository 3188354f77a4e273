package dev.tidemark.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventType;
import dev.tidemark.model.Intake;
import dev.tidemark.model.Rejection;
import dev.tidemark.model.RejectionReason;
import dev.tidemark.model.SourcePosition;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FutureBoundTest {
    private static final long NOW = Instant.parse("2024-03-01T10:00:00Z").toEpochMilli();
    private static final SourcePosition AT = new SourcePosition("events", 0, 1);
    private static final EventLimits LIMITS = new EventLimits("USD", 0, 2 * NOW);

    private final EventReader bound =
            new FutureBound(NativeEventReader.of(LIMITS), () -> NOW, 60_000);

    private static byte[] viewAt(long moment) {
        return new NativeEventJson(LIMITS)
                .write(
                        new CustomerEvent(
                                "e", "c", EventType.VIEW, moment, "", CustomerEvent.NO_AMOUNT, ""));
    }

    @Test
    void anEventAtTheBoundIsBelieved() {
        assertInstanceOf(Intake.Accepted.class, bound.read(viewAt(NOW + 60_000), AT));
        assertInstanceOf(Intake.Accepted.class, bound.read(viewAt(0), AT));
    }

    @Test
    void anEventAMillisecondBeyondIsFromTheFuture() {
        byte[] raw = viewAt(NOW + 60_001);
        Rejection rejection = ((Intake.Rejected) bound.read(raw, AT)).rejection();
        assertSame(RejectionReason.FROM_THE_FUTURE, rejection.reason());
        assertArrayEquals(raw, rejection.raw());
        assertEquals(AT, rejection.at());
        assertEquals(
                "time is 2024-03-01T10:01:00.001Z, which is more than 60000 ms ahead of the clock"
                        + " at 2024-03-01T10:00:00Z",
                rejection.detail());
    }

    @Test
    void whatCannotBeReadKeepsItsOwnReason() {
        Intake intake = bound.read(new byte[0], AT);
        assertSame(RejectionReason.EMPTY, ((Intake.Rejected) intake).rejection().reason());
    }
}
