package dev.tidemark.app;

/** A port that was asked for belongs to somebody else; the message is one line for a person. */
public final class PortTakenException extends PlainFailure {
    private static final long serialVersionUID = 1L;

    public PortTakenException(String message) {
        super(message);
    }

    public PortTakenException(String message, Throwable cause) {
        super(message, cause);
    }
}
