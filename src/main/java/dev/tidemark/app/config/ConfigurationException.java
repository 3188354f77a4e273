package dev.tidemark.app.config;

/** A configuration that is not allowed; the message is one line for the person who wrote it. */
public final class ConfigurationException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public ConfigurationException(String message) {
        super(message);
    }
}
