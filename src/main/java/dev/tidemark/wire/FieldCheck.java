package dev.tidemark.wire;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.tidemark.model.EventType;
import dev.tidemark.model.RejectionReason;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

/** What every dialect asks of a field. A check returns the value, or says why it will not do. */
final class FieldCheck {
    private static final int SHOWN_LENGTH = 40;

    private FieldCheck() {}

    /** The bytes, if there are some and not too many. */
    static byte[] size(byte[] raw) throws UnreadableRecord {
        if (raw.length == 0) {
            throw new UnreadableRecord(RejectionReason.EMPTY, "the record has no bytes");
        }
        if (raw.length > EventLimits.MAX_BYTES) {
            throw new UnreadableRecord(
                    RejectionReason.TOO_LARGE,
                    "the record has more than %d bytes".formatted(EventLimits.MAX_BYTES));
        }
        return raw;
    }

    /** The text, if it is not blank and not longer than an identifier may be. */
    static String required(String field, String value) throws UnreadableRecord {
        if (value.isBlank()) {
            throw missing(field);
        }
        return optional(field, value);
    }

    /**
     * The text, empty if it is blank, if it is not longer than an identifier may be and every
     * character of it can be written as UTF-8: half of a surrogate pair, which JSON can spell,
     * cannot.
     */
    static String optional(String field, String value) throws UnreadableRecord {
        if (value.length() > EventLimits.MAX_ID_LENGTH) {
            throw new UnreadableRecord(
                    RejectionReason.BAD_FIELD,
                    "%s is %d characters long; at most %d are allowed"
                            .formatted(field, value.length(), EventLimits.MAX_ID_LENGTH));
        }
        if (hasLoneSurrogate(value)) {
            throw new UnreadableRecord(
                    RejectionReason.BAD_FIELD,
                    "%s '%s' has half of a surrogate pair".formatted(field, shown(value)));
        }
        return value.isBlank() ? "" : value;
    }

    /** The type of that name, which must be there. */
    static EventType type(String value) throws UnreadableRecord {
        String name = required("type", value);
        return EventType.ofWireName(name)
                .orElseThrow(
                        () ->
                                new UnreadableRecord(
                                        RejectionReason.UNKNOWN_TYPE,
                                        "type is '%s'; allowed are %s"
                                                .formatted(shown(name), EventType.wireNames())));
    }

    /** The customer, who must be named, but for the cost of a campaign, where none may be. */
    static String customer(String field, String value, EventType type) throws UnreadableRecord {
        if (type != EventType.CAMPAIGN_COST) {
            return required(field, value);
        }
        if (!value.isBlank()) {
            throw new UnreadableRecord(
                    RejectionReason.BAD_FIELD,
                    "%s is '%s'; the cost of a campaign has no customer"
                            .formatted(field, shown(value)));
        }
        return "";
    }

    private static boolean hasLoneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            boolean paired =
                    i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
            if (!paired) {
                return true;
            }
            i++;
        }
        return false;
    }

    /** The moment, if it lies between the earliest and the latest that are believed. */
    static long inRange(long occurredAt, EventLimits limits) throws UnreadableRecord {
        if (occurredAt < limits.earliest() || occurredAt >= limits.latest()) {
            throw new UnreadableRecord(
                    RejectionReason.TIME_OUT_OF_RANGE,
                    "time is %s; it must lie from %s and before %s"
                            .formatted(
                                    moment(occurredAt),
                                    moment(limits.earliest()),
                                    moment(limits.latest())));
        }
        return occurredAt;
    }

    /** Bytes that are not one JSON object in UTF-8, and where they cease to be. */
    static UnreadableRecord notJson(IOException why) {
        long at =
                why instanceof JacksonException broken && broken.getLocation() != null
                        ? broken.getLocation().getByteOffset()
                        : -1;
        String what =
                why instanceof StreamConstraintsException
                        ? "nested deeper, or a number longer, than any event"
                        : "not one JSON object in UTF-8";
        return new UnreadableRecord(
                RejectionReason.MALFORMED, at < 0 ? what : what + ": near byte " + at);
    }

    static UnreadableRecord missing(String field) {
        return new UnreadableRecord(
                RejectionReason.MISSING_FIELD, "%s is missing or blank".formatted(field));
    }

    /** A text that is none of those that the field can have. */
    static UnreadableRecord bad(String field, String text, String allowed) {
        return new UnreadableRecord(
                RejectionReason.BAD_FIELD,
                "%s is '%s'; allowed are %s".formatted(field, shown(text), allowed));
    }

    static UnreadableRecord badAmount(String field, String text, NumberFormatException why) {
        return new UnreadableRecord(
                RejectionReason.BAD_AMOUNT,
                "%s '%s' %s".formatted(field, shown(text), why.getMessage()));
    }

    /** The text on one line and not too long, as fit for a message. */
    static String shown(String text) {
        String head = text.length() > SHOWN_LENGTH ? text.substring(0, SHOWN_LENGTH) + "…" : text;
        return head.replaceAll("[\\p{Cc}\\p{Cs}\\u2028\\u2029]", "?");
    }

    /** A moment for a message. */
    static String moment(long epochMillis) {
        try {
            return Instant.ofEpochMilli(epochMillis).toString();
        } catch (DateTimeException outsideOfTheCalendar) {
            return Long.toString(epochMillis);
        }
    }
}
