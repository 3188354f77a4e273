package dev.tidemark.backtest;

/** There is nothing in the log that could be judged; the message says why in a plain sentence. */
public final class TooLittleHistoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLittleHistoryException(String message) {
        super(message);
    }
}
