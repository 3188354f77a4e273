package dev.tidemark.wire;

import dev.tidemark.model.Intake;
import dev.tidemark.model.RejectionReason;
import dev.tidemark.model.SourcePosition;
import java.util.Objects;

/**
 * Keeps a fault of a reader to the one record that shows it. A reader never throws for bad input;
 * if one does all the same, the job would read that record again and fail again, for ever.
 */
final class FaultGuard implements EventReader {
    private static final long serialVersionUID = 1L;

    private final EventReader reader;

    FaultGuard(EventReader reader) {
        this.reader = Objects.requireNonNull(reader, "reader");
    }

    @Override
    public Intake read(byte[] raw, RecordHeaders headers, SourcePosition at) {
        try {
            return reader.read(raw, headers, at);
        } catch (RuntimeException fault) {
            return new UnreadableRecord(
                            RejectionReason.MALFORMED,
                            "a fault of Tidemark in reading it, please report: "
                                    + fault.getClass().getSimpleName())
                    .asRejected(raw, at);
        }
    }
}
