package dev.tidemark.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tidemark.model.RejectionReason;

/**
 * The fields of a JSON object by name. A field that is absent, {@code null} or a blank text is the
 * same: it says nothing.
 *
 * @param node the object; whatever else it is has no fields
 */
record JsonFields(JsonNode node) {
    /** Nothing has been said. */
    static final JsonFields NONE = new JsonFields(MissingNode.getInstance());

    /** The fields of the object of that name. */
    JsonFields in(String name) {
        return new JsonFields(node.path(name));
    }

    /** Whether a field of that name says something. */
    boolean has(String name) {
        JsonNode value = node.path(name);
        return !value.isMissingNode()
                && !value.isNull()
                && !(value.isTextual() && value.textValue().isBlank());
    }

    /**
     * What the first of these names says, without blanks around it; empty if none says anything.
     *
     * @throws UnreadableRecord {@code BAD_FIELD} if it is neither text nor a number
     */
    String text(String... names) throws UnreadableRecord {
        for (String name : names) {
            if (has(name)) {
                JsonNode value = node.path(name);
                if (!value.isTextual() && !value.isNumber()) {
                    throw new UnreadableRecord(
                            RejectionReason.BAD_FIELD, name + " is neither text nor a number");
                }
                return value.asText().strip();
            }
        }
        return "";
    }

    /** As {@link #text}, for what may be anything: what is no text and no number says nothing. */
    String textIfAny(String... names) {
        for (String name : names) {
            JsonNode value = node.path(name);
            if (has(name) && (value.isTextual() || value.isNumber())) {
                return value.asText().strip();
            }
        }
        return "";
    }
}
