package dev.tidemark.app;

/** No Kafka broker answers at the configured address; the message is one line for a person. */
public final class BrokerUnreachableException extends PlainFailure {
    private static final long serialVersionUID = 1L;

    public BrokerUnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
