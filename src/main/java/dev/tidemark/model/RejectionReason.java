package dev.tidemark.model;

/** Why a record could not be understood. The names are part of the rejections contract. */
public enum RejectionReason {
    /** The record has no value, or an empty line. */
    EMPTY,
    /** More bytes than one event may have. */
    TOO_LARGE,
    /** Not JSON, not UTF-8, not an object, or not the columns that were promised. */
    MALFORMED,
    /** A field that this type of event needs is absent or blank. */
    MISSING_FIELD,
    /** A field has the wrong JSON type or is longer than allowed. */
    BAD_FIELD,
    /** The type is none of the event types. */
    UNKNOWN_TYPE,
    /** The time is not RFC 3339, not epoch milliseconds, or not in the format that was promised. */
    BAD_TIME,
    /** The time lies before the earliest or after the latest time that is believed. */
    TIME_OUT_OF_RANGE,
    /** The time lies further ahead of the clock than is believed. */
    FROM_THE_FUTURE,
    /** The amount is not a decimal number, or too large to be money. */
    BAD_AMOUNT,
    /** A purchase or a refund with an amount below zero. */
    NEGATIVE_AMOUNT,
    /** The amount is in a currency for which there is no rate. */
    UNSUPPORTED_CURRENCY
}
