package dev.tidemark.sim;

import dev.tidemark.model.RejectionReason;

/** The ways a record is broken, each with the reason a reader should give for refusing it. */
public enum BrokenKind {
    /** No bytes. */
    EMPTY(RejectionReason.EMPTY),
    /** Cut off somewhere before the end. */
    TRUNCATED(RejectionReason.MALFORMED),
    /** A byte that cannot be in UTF-8. */
    NOT_UTF8(RejectionReason.MALFORMED),
    /** A JSON array around a sound event. */
    NOT_AN_OBJECT(RejectionReason.MALFORMED),
    /** No customer id. */
    MISSING_CUSTOMER(RejectionReason.MISSING_FIELD),
    /** A customer id of spaces. */
    BLANK_CUSTOMER(RejectionReason.MISSING_FIELD),
    /** A purchase without an amount. */
    MISSING_AMOUNT(RejectionReason.MISSING_FIELD),
    /** A customer id that is an object. */
    CUSTOMER_NOT_TEXT(RejectionReason.BAD_FIELD),
    /** A type that does not exist. */
    UNKNOWN_TYPE(RejectionReason.UNKNOWN_TYPE),
    /** A thirteenth month. */
    BAD_TIME(RejectionReason.BAD_TIME),
    /** The year 1: the zero of some languages' clocks. */
    LONG_AGO(RejectionReason.TIME_OUT_OF_RANGE),
    /** The year 9999: "never" in some databases. */
    FAR_FUTURE(RejectionReason.TIME_OUT_OF_RANGE),
    /** An amount with a letter in it. */
    BAD_AMOUNT(RejectionReason.BAD_AMOUNT),
    /** A purchase below zero. */
    NEGATIVE_AMOUNT(RejectionReason.NEGATIVE_AMOUNT),
    /** Money that nobody issues. */
    UNKNOWN_CURRENCY(RejectionReason.UNSUPPORTED_CURRENCY);

    private final RejectionReason reason;

    BrokenKind(RejectionReason reason) {
        this.reason = reason;
    }

    /** The reason a reader should give. */
    public RejectionReason reason() {
        return reason;
    }
}
