package dev.tidemark.http;

/** A page cannot listen where it was told to; the message is one line for a person. */
public final class AddressUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AddressUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
