package dev.tidemark.wire;

/**
 * What is known of an event from what it came in, for fields that it does not have itself; empty
 * where nothing is known.
 *
 * @param eventId its identity
 * @param customerId whom it happened to
 * @param type what the envelope calls it
 * @param occurredAt when it happened, RFC 3339
 */
record EnvelopeFields(String eventId, String customerId, String type, String occurredAt) {
    /** An event that came on its own. */
    static final EnvelopeFields NONE = new EnvelopeFields("", "", "", "");

    /** An event of a log, of which only the place is known. */
    static EnvelopeFields ofId(String eventId) {
        return new EnvelopeFields(eventId, "", "", "");
    }
}
