package dev.tidemark.app;

/** Kafka was reached and refused, or fell silent; the message is one line for a person. */
public final class TopicCreationException extends RuntimeException {
    public TopicCreationException(String message, Throwable cause) {
        super(message, cause);
    }
}
