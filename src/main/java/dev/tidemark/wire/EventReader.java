package dev.tidemark.wire;

import dev.tidemark.model.Intake;
import dev.tidemark.model.SourcePosition;
import java.io.Serializable;

/**
 * Reads one record of one dialect. Same bytes at the same position, same answer.
 *
 * <p>An implementation never throws for bad input and is used by one thread at a time.
 */
public interface EventReader extends Serializable {
    /**
     * Reads one record.
     *
     * @param raw the bytes as they came
     * @param headers what stood beside them
     * @param at where they were read
     * @return the event, or a rejection that keeps the bytes
     */
    Intake read(byte[] raw, RecordHeaders headers, SourcePosition at);

    /** Reads one record without headers. */
    default Intake read(byte[] raw, SourcePosition at) {
        return read(raw, RecordHeaders.NONE, at);
    }
}
