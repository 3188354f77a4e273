package dev.tidemark.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.model.Cause;
import dev.tidemark.model.Tombstone;

/**
 * The tombstone as JSON, for the files of a replay and within the job; in Kafka it is a record
 * without a value, which is what makes compaction forget the scorecards before it.
 */
public final class TombstoneJson {
    /** Tells a tombstone from a scorecard: no scorecard has this field. */
    static final String MARK = "tombstone";

    private TombstoneJson() {}

    /** The bytes of a tombstone. */
    public static byte[] write(Tombstone tombstone) {
        return JsonText.object(
                json -> {
                    json.writeStringField("customerId", tombstone.customerId());
                    json.writeNumberField("sequence", tombstone.sequence());
                    JsonText.moment(json, "asOf", tombstone.asOf());
                    json.writeStringField("cause", tombstone.cause().name());
                    json.writeBooleanField(MARK, true);
                });
    }

    /**
     * Reads a tombstone back.
     *
     * @throws IllegalArgumentException if the bytes are not a tombstone
     */
    public static Tombstone read(byte[] bytes) {
        return read(JsonText.tree(bytes));
    }

    static Tombstone read(JsonNode node) {
        if (!JsonText.bool(node, MARK)) {
            throw new IllegalArgumentException(MARK + " is false");
        }
        return new Tombstone(
                JsonText.string(node, "customerId"),
                JsonText.whole(node, "sequence"),
                JsonText.moment(node, "asOf"),
                Cause.valueOf(JsonText.string(node, "cause")));
    }
}
