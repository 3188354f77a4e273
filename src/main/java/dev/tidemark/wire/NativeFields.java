package dev.tidemark.wire;

import dev.tidemark.model.Moments;
import dev.tidemark.model.ProfileAttribute;
import dev.tidemark.model.RejectionReason;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * What one native event says, as text, before anything is asked of it.
 *
 * <p>A value of a kind that will not do is noted, and held against the event only if its type has
 * use for the field.
 */
final class NativeFields {
    private static final NativeField[] ALL = NativeField.values();

    private final String[] texts = new String[ALL.length];
    private Map<NativeField, String> complaints = Map.of();
    private Map<ProfileAttribute, String> attributes = Map.of();
    private long occurredAtMillis = Moments.NEVER;

    NativeFields() {
        Arrays.fill(texts, "");
    }

    /** Takes a value; it stands over an earlier one of the same field. */
    void put(NativeField field, String text) {
        texts[field.ordinal()] = text;
        if (!complaints.isEmpty()) {
            complaints.remove(field);
        }
        if (field == NativeField.OCCURRED_AT) {
            occurredAtMillis = Moments.NEVER;
        }
    }

    /** Takes a time that is a number already. */
    void putTime(long epochMillis, String text) {
        put(NativeField.OCCURRED_AT, text);
        occurredAtMillis = epochMillis;
    }

    void putAttributes(Map<ProfileAttribute, String> values) {
        put(NativeField.ATTRIBUTES, "");
        attributes = values;
    }

    /** Notes that a value is not of a kind that the field can have. */
    void complain(NativeField field, String complaint) {
        put(field, "");
        if (complaints.isEmpty()) {
            complaints = new EnumMap<>(NativeField.class);
        }
        complaints.put(field, complaint);
    }

    /** The text; empty if the field is absent. */
    String text(NativeField field) throws UnreadableRecord {
        check(field);
        return texts[field.ordinal()];
    }

    /** The time, if it is a number: epoch milliseconds, else {@link Moments#NEVER}. */
    long occurredAtMillis() {
        return occurredAtMillis;
    }

    /** The attributes that were said, as they were written. */
    Map<ProfileAttribute, String> attributes() throws UnreadableRecord {
        check(NativeField.ATTRIBUTES);
        return attributes;
    }

    private void check(NativeField field) throws UnreadableRecord {
        if (!complaints.isEmpty() && complaints.containsKey(field)) {
            throw new UnreadableRecord(RejectionReason.BAD_FIELD, complaints.get(field));
        }
    }
}
