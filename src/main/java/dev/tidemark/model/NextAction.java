package dev.tidemark.model;

import java.util.Locale;

/** Which of the seven dimensions of customer management the next step belongs to. */
public enum NextAction {
    /** Make a prospect curious. */
    ATTRACT,
    /** Win the first order of someone who is about to place it. */
    CONVERT,
    /** Keep, or bring back, someone who is leaving. */
    RETAIN,
    /** Reward one of the best. */
    LOYALTY,
    /** Help first: there is an open request, or the customer is not satisfied. */
    SERVICE,
    /** Ask someone who is pleased to bring others. */
    REFER,
    /** Nothing presses: serve well at low cost. */
    OPTIMISE;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The name in messages: lower case. */
    public String label() {
        return label;
    }
}
