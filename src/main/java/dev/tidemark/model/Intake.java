package dev.tidemark.model;

/** What became of one record at the door: an event, or a rejection with its bytes. */
public sealed interface Intake {
    /**
     * The record is an event.
     *
     * @param arrivedAt the timestamp that Kafka keeps of its record, epoch milliseconds; {@link
     *     Moments#BEFORE_ALL} where there is none
     */
    record Accepted(CustomerEvent event, long arrivedAt) implements Intake {
        /** An event of which it is not known when it arrived. */
        public Accepted(CustomerEvent event) {
            this(event, Moments.BEFORE_ALL);
        }
    }

    /** The record could not be understood. */
    record Rejected(Rejection rejection) implements Intake {}
}
