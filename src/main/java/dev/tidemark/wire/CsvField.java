package dev.tidemark.wire;

import java.util.Locale;

/** What a column of a delimited log can mean. */
public enum CsvField {
    /** Whom it happened to; each log must have it. */
    CUSTOMER,
    /** When it happened; each log must have it. */
    TIME,
    /** Money, decimal; below zero it is money that went back. */
    AMOUNT,
    /** The order it belongs to. */
    ORDER,
    /** Identity of the event. */
    EVENT,
    /** The wire name of an event type; without it every row is a purchase or a refund. */
    TYPE,
    /** ISO 4217 code of the amount. */
    CURRENCY,
    /** Where it happened, such as web or store. */
    CHANNEL,
    /** The campaign of an e-mail, a touch or a cost. */
    CAMPAIGN,
    /** What a survey asked: the wire name of its kind. */
    SURVEY,
    /** The answer to a survey. */
    SCORE,
    /** Of a merge, the id that stays. */
    INTO,
    /** What the amount is multiplied with; mapped by {@code amount=Quantity*UnitPrice}. */
    QUANTITY;

    /** The name in a column mapping: lower case. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
