package dev.tidemark.app;

/** Kafka was reached and refused, or fell silent; the message is one line for a person. */
public final class TopicCreationException extends PlainFailure {
    private static final long serialVersionUID = 1L;

    public TopicCreationException(String message, Throwable cause) {
        super(message, cause);
    }
}
