package dev.tidemark.app;

/** Something the user can set right; the message is one line and says how. */
class UserMistake extends PlainFailure {
    private static final long serialVersionUID = 1L;

    UserMistake(String message) {
        super(message);
    }
}
