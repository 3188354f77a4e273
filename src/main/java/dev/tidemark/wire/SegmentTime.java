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

    private SegmentTime() {}

    /**
     * Epoch milliseconds of the first of: {@code timestamp}, the formula, {@code
     * originalTimestamp}, {@code receivedAt}, {@code sentAt}, the envelope's time.
     *
     * @throws UnreadableRecord {@code BAD_TIME}, or {@code MISSING_FIELD} if there is none of them
     */
    static long occurredAt(JsonFields call, EnvelopeFields envelope) throws UnreadableRecord {
        boolean given = call.has("timestamp");
        boolean correctable =
                call.has("originalTimestamp") && call.has("sentAt") && call.has("receivedAt");
        long timestamp = given ? moment(call, "timestamp") : Moments.NEVER;
        if (correctable && (!given || timestamp == moment(call, "originalTimestamp"))) {
            long queuedMillis = moment(call, "sentAt") - moment(call, "originalTimestamp");
            return moment(call, "receivedAt") - queuedMillis;
        }
        if (given) {
            return timestamp;
        }
        for (String name : new String[] {"originalTimestamp", "receivedAt", "sentAt"}) {
            if (call.has(name)) {
                return moment(call, name);
            }
        }
        if (!envelope.occurredAt().isBlank()) {
            return believed("time", envelope.occurredAt(), parse(envelope.occurredAt().strip()));
        }
        throw FieldCheck.missing("timestamp");
    }

    private static long moment(JsonFields call, String name) throws UnreadableRecord {
        JsonNode value = call.node().path(name);
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return fit(value.longValue());
        }
        String text = call.text(name);
        return believed(name, text, parse(text));
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
     * Reads RFC 3339 and what ISO 8601 allows besides: no seconds, a day alone, offsets such as
     * {@code +0100} and {@code +01}. Without an offset it is UTC, as the spec says of all times.
     *
     * @return epoch milliseconds, or {@link Moments#NEVER}
     */
    static long parse(String text) {
        long moment = Rfc3339.parse(text);
        return moment != Moments.NEVER || text.length() < DATE_LENGTH || text.length() > 40
                ? moment
                : Rfc3339.parse(completed(text));
    }

    private static String completed(String text) {
        String local = text.length() == DATE_LENGTH ? text + "T00:00" : text;
        int offsetAt = local.length();
        for (int i = DATE_LENGTH; i < local.length(); i++) {
            char c = local.charAt(i);
            if (c == 'Z' || c == 'z' || c == '+' || c == '-') {
                offsetAt = i;
                break;
            }
        }
        String clock = local.substring(0, offsetAt);
        String offset = local.substring(offsetAt);
        return (clock.length() == MINUTE_LENGTH ? clock + ":00" : clock)
                + switch (offset.length()) {
                    case 0 -> "Z";
                    case 3 -> offset + ":00";
                    case 5 -> offset.substring(0, 3) + ":" + offset.substring(3);
                    default -> offset;
                };
    }
}
