package dev.tidemark.model;

/** What made a scorecard or a transition. */
public enum Cause {
    /** An event of the customer. */
    EVENT,
    /** Time passed and nothing happened. */
    SILENCE,
    /** The run closed its books: the customer as of the end. */
    END
}
