package dev.tidemark.app.config;

/** What becomes of the bytes of rejected records where customers have pseudonyms. */
public enum RejectedBytes {
    DROP,
    ENCRYPT
}
