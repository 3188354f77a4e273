package dev.tidemark.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.model.Moments;
import dev.tidemark.model.RejectionReason;

/**
 * When a call of the Segment Spec happened.
 *
 * <p>Segment and RudderStack put the corrected time into {@code timestamp}, or keep there what the
 * sender of an import wrote: <a
 * href="https://segment.com/docs/connections/spec/common/#timestamps">timestamp = receivedAt -
 * (sentAt - originalTimestamp)</a>. So a {@code timestamp} is taken as it is, unless it is still
 * the {@code originalTimestamp}: then nobody has corrected it yet.
 */
final class SegmentTime {
    private static final int DATE_LENGTH = 10;
    private static final int MINUTE_LENGTH = 16;
    private static final int MILLIS_DIGITS = 13;
    private static final String[] CLOCKS = {"originalTimestamp", "receivedAt", "sentAt"};

    private SegmentTime() {}

    /**
     * Epoch milliseconds of the first of: {@code timestamp}, the formula, {@code
     * originalTimestamp}, {@code receivedAt}, {@code sentAt}, the envelope's time. Of a {@code
     * timestamp} that will not do nothing is guessed; the other clocks are asked in turn.
     *
     * @throws UnreadableRecord {@code BAD_TIME}, or {@code MISSING_FIELD} if there is none of them
     */
    static long occurredAt(JsonFields call, EnvelopeFields envelope) throws UnreadableRecord {
        if (call.has("timestamp")) {
            long timestamp = moment(call, "timestamp");
            boolean untouched = timestamp == momentIfAny(call, "originalTimestamp");
            long corrected = untouched ? corrected(call) : Moments.NEVER;
            return corrected == Moments.NEVER ? timestamp : corrected;
        }
        long corrected = corrected(call);
        if (corrected != Moments.NEVER) {
            return corrected;
        }
        for (String name : CLOCKS) {
            long moment = momentIfAny(call, name);
            if (moment != Moments.NEVER) {
                return moment;
            }
        }
        for (String name : CLOCKS) {
            if (call.has(name)) {
                return moment(call, name);
            }
        }
        if (!envelope.occurredAt().isBlank()) {
            return believed("time", envelope.occurredAt(), parse(envelope.occurredAt().strip()));
        }
        throw FieldCheck.missing("timestamp");
    }

    /** The formula; {@link Moments#NEVER} unless all three clocks say something. */
    private static long corrected(JsonFields call) {
        long original = momentIfAny(call, "originalTimestamp");
        long sent = momentIfAny(call, "sentAt");
        long received = momentIfAny(call, "receivedAt");
        boolean all =
                original != Moments.NEVER && sent != Moments.NEVER && received != Moments.NEVER;
        return all ? received - (sent - original) : Moments.NEVER;
    }

    private static long moment(JsonFields call, String name) throws UnreadableRecord {
        String text = call.text(name);
        return believed(name, text, momentIfAny(call, name));
    }

    /** What a broken clock shows says nothing: it must not cost an event that has another. */
    private static long momentIfAny(JsonFields call, String name) {
        JsonNode value = call.node().path(name);
        return value.isIntegralNumber() && value.canConvertToLong()
                ? fit(value.longValue())
                : parse(call.textIfAny(name));
    }

    /** Beyond the calendar all moments are alike: the sums of three of them must not run over. */
    private static long fit(long epochMillis) {
        long bound = Long.MAX_VALUE / 4;
        return Math.max(-bound, Math.min(bound, epochMillis));
    }

    private static long believed(String name, String text, long moment) throws UnreadableRecord {
        if (moment == Moments.NEVER) {
            throw new UnreadableRecord(
                    RejectionReason.BAD_TIME,
                    "%s '%s' is neither ISO 8601 nor epoch milliseconds"
                            .formatted(name, FieldCheck.shown(text)));
        }
        return moment;
    }

    /**
     * Reads RFC 3339 and what ISO 8601 allows besides: no seconds, a day alone, a comma before the
     * fraction, offsets such as {@code +0100} and {@code +01}. Without an offset it is UTC, as the
     * spec says of all times. Warehouses write {@code 2026-03-01 12:30:00 UTC}, and senders that
     * make texts of all numbers write thirteen digits: milliseconds.
     *
     * @return epoch milliseconds, or {@link Moments#NEVER}
     */
    static long parse(String text) {
        long moment = Rfc3339.parse(text);
        if (moment != Moments.NEVER || text.length() < DATE_LENGTH || text.length() > 40) {
            return moment;
        }
        boolean digits = text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits && text.length() == MILLIS_DIGITS
                ? Long.parseLong(text)
                : Rfc3339.parse(completed(text));
    }

    private static String completed(String text) {
        String local = text.length() == DATE_LENGTH ? text + "T00:00" : text;
        int offsetAt = local.length();
        for (int i = DATE_LENGTH; i < local.length(); i++) {
            char c = local.charAt(i);
            boolean blank = c == ' ' && i > DATE_LENGTH;
            if (blank || c == 'Z' || c == 'z' || c == '+' || c == '-') {
                offsetAt = i;
                break;
            }
        }
        String clock = local.substring(0, offsetAt).replace(',', '.');
        String offset = local.substring(offsetAt).strip();
        return (clock.length() == MINUTE_LENGTH ? clock + ":00" : clock)
                + switch (offset.length()) {
                    case 0 -> "Z";
                    case 3 -> offset.equals("UTC") ? "Z" : offset + ":00";
                    case 5 -> offset.substring(0, 3) + ":" + offset.substring(3);
                    default -> offset;
                };
    }
}
