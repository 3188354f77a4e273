package dev.tidemark.model;

/** Why an event that was understood changed nothing. The names are part of the books. */
public enum IgnoreReason {
    /** An event with this id was already applied. */
    DUPLICATE,
    /** The order was already counted, and order lines are not added up. */
    DUPLICATE_ORDER,
    /** Older than the allowed lateness, and dated before the customer's last purchase day. */
    TOO_LATE,
    /** At or after the moment at which this run closes its books. */
    AFTER_END,
    /** The customer has not agreed to be scored. */
    NO_CONSENT,
    /** The customer was erased a short while ago. */
    ERASED,
    /** A merge of two ids that are known to be one person. */
    ALREADY_MERGED
}
