package dev.tidemark.model;

import java.util.Objects;

/**
 * A record that could not be understood, kept whole.
 *
 * @param reason the reason code
 * @param detail one line for a person: which field, what was found, what is allowed
 * @param raw the bytes as they came
 * @param at where they were read
 */
public record Rejection(RejectionReason reason, String detail, byte[] raw, SourcePosition at) {
    public Rejection {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(raw, "raw");
        Objects.requireNonNull(at, "at");
    }
}
