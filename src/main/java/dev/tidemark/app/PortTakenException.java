package dev.tidemark.app;

/** A port that was asked for belongs to somebody else; the message is one line for a person. */
public final class PortTakenException extends RuntimeException {
    public PortTakenException(String message) {
        super(message);
    }

    public PortTakenException(String message, Throwable cause) {
        super(message, cause);
    }
}
