package dev.tidemark.app;

/** No Kafka broker answers at the configured address; the message is one line for a person. */
public final class BrokerUnreachableException extends RuntimeException {
    public BrokerUnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
