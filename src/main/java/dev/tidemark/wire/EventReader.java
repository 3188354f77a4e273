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

    /**
     * Reads one record that came under a key, which a rejection keeps.
     *
     * @param key empty if it had none
     */
    default Intake read(byte[] raw, byte[] key, RecordHeaders headers, SourcePosition at) {
        Intake intake = read(raw, headers, at);
        return intake instanceof Intake.Rejected rejected
                ? new Intake.Rejected(rejected.rejection().withKey(key))
                : intake;
    }

    /** Reads one record without headers. */
    default Intake read(byte[] raw, SourcePosition at) {
        return read(raw, RecordHeaders.NONE, at);
    }
}
