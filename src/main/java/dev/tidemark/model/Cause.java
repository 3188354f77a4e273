package dev.tidemark.model;

/** What made a scorecard or a transition. */
public enum Cause {
    /** An event of the customer. */
    EVENT,
    /** Time passed and nothing happened. */
    SILENCE,
    /** Others changed, and with them where the population is cut into classes. */
    POPULATION,
    /** The rules were configured anew. */
    RULES,
    /** An event that sets right what was known: a refund, a restatement, or one that came late. */
    CORRECTION,
    /** The run closed its books: the customer as of the end. */
    END,
    /** Another history was merged into the customer's, or the customer's into another. */
    MERGE,
    /** The customer no longer agrees to be scored. */
    WITHDRAWAL,
    /** The customer was erased. */
    ERASURE;

    /**
     * Whether the transitions that it makes are told. What an erasure or a withdrawal does is only
     * counted: to tell it would be one more message about someone who must not be spoken of.
     */
    public boolean isTold() {
        return this != WITHDRAWAL && this != ERASURE;
    }
}
