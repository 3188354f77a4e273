package dev.tidemark.model;

/** What is said of one customer: a new scorecard, or that there is none any more. */
public sealed interface ScoreUpdate permits Scorecard, Tombstone {
    /** Whom it is about. */
    String customerId();

    /** One more than that of the update before it. */
    long sequence();

    /** The instant it describes, event time in epoch milliseconds. */
    long asOf();

    /** What made it. */
    Cause cause();
}
