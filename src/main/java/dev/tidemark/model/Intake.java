package dev.tidemark.model;

/** What became of one record at the door: an event, or a rejection with its bytes. */
public sealed interface Intake {
    /** The record is an event. */
    record Accepted(CustomerEvent event) implements Intake {}

    /** The record could not be understood. */
    record Rejected(Rejection rejection) implements Intake {}
}
