package dev.tidemark.wire;

import dev.tidemark.model.EventClock;
import dev.tidemark.model.Intake;
import dev.tidemark.model.RejectionReason;
import dev.tidemark.model.SourcePosition;

/**
 * Refuses events that lie further ahead of the clock than is believed.
 *
 * <p>One event with a wrong clock would otherwise move event time for everyone.
 */
public final class FutureBound implements EventReader {
    private static final long serialVersionUID = 1L;

    private final EventReader reader;
    private final EventClock clock;
    private final long maxAheadMillis;

    /**
     * A bound on another reader.
     *
     * @param clock what time it is
     * @param maxAheadMillis how far ahead of it an event may lie, 0 or more
     */
    public FutureBound(EventReader reader, EventClock clock, long maxAheadMillis) {
        this.reader = reader;
        this.clock = clock;
        this.maxAheadMillis = maxAheadMillis;
    }

    @Override
    public Intake read(byte[] raw, RecordHeaders headers, SourcePosition at) {
        Intake intake = reader.read(raw, headers, at);
        if (intake instanceof Intake.Accepted accepted) {
            long occurredAt = accepted.event().occurredAt();
            long now = clock.nowMillis();
            if (occurredAt > now + maxAheadMillis) {
                return new UnreadableRecord(
                                RejectionReason.FROM_THE_FUTURE,
                                "time is %s, which is more than %d ms ahead of the clock at %s"
                                        .formatted(
                                                Rfc3339.format(occurredAt),
                                                maxAheadMillis,
                                                Rfc3339.format(now)))
                        .asRejected(raw, at);
            }
        }
        return intake;
    }
}
