package dev.tidemark.wire;

import dev.tidemark.model.Intake;
import dev.tidemark.model.Rejection;
import dev.tidemark.model.RejectionReason;
import dev.tidemark.model.SourcePosition;

/**
 * Carries a reason from the field that could not be read to the reader that makes the rejection.
 *
 * <p>It has no stack trace: a log may hold a million of these, and nobody looks where they arose.
 */
final class UnreadableRecord extends Exception {
    private final RejectionReason reason;

    UnreadableRecord(RejectionReason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    Intake asRejected(byte[] raw, SourcePosition at) {
        return new Intake.Rejected(new Rejection(reason, getMessage(), raw, at));
    }
}
