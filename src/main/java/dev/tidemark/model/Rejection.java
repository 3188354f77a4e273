package dev.tidemark.model;

import java.util.Objects;

/**
 * A record that could not be understood, kept whole.
 *
 * @param reason the reason code
 * @param detail one line for a person: which field, what was found, what is allowed
 * @param raw the bytes as they came
 * @param at where they were read
 * @param key the key under which they came; empty if they had none
 */
public record Rejection(
        RejectionReason reason, String detail, byte[] raw, SourcePosition at, byte[] key) {
    private static final byte[] NO_KEY = {};

    public Rejection {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(raw, "raw");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(key, "key");
    }

    /** A record that came without a key. */
    public Rejection(RejectionReason reason, String detail, byte[] raw, SourcePosition at) {
        this(reason, detail, raw, at, NO_KEY);
    }

    /** The same rejection of a record that came under a key. */
    public Rejection withKey(byte[] recordKey) {
        return new Rejection(reason, detail, raw, at, recordKey);
    }
}
