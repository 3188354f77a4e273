package dev.tidemark.app;

/**
 * A failure that its message explains wholly, in one line for the person at the terminal: no stack
 * trace would add to it.
 */
public class PlainFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PlainFailure(String message) {
        super(message);
    }

    public PlainFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
