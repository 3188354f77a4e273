package dev.tidemark.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.model.Cause;
import dev.tidemark.model.Dimension;
import dev.tidemark.model.Transition;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** The transition as JSON, described in {@code docs/topics.md}. */
public final class TransitionJson {
    private TransitionJson() {}

    /** The bytes of a transition. */
    public static byte[] write(Transition transition) {
        return JsonText.object(json -> fields(json, transition));
    }

    private static void fields(JsonGenerator json, Transition t) throws IOException {
        json.writeStringField("customerId", t.customerId());
        json.writeNumberField("sequence", t.sequence());
        json.writeStringField("dimension", t.dimension().wireName());
        JsonText.text(json, "from", t.from());
        JsonText.text(json, "to", t.to());
        if (t.flap()) {
            json.writeBooleanField("flap", true);
        }
        json.writeStringField("cause", t.cause().name());
        JsonText.text(json, "eventId", t.eventId());
        JsonText.texts(json, "reasons", t.reasons());
        advice(json, "strategy", t.strategy());
        advice(json, "channels", t.channels());
        JsonText.moment(json, "asOf", t.asOf());
        ScorecardJson.versions(json, t.versions());
    }

    private static void advice(JsonGenerator json, String name, List<String> texts)
            throws IOException {
        if (!texts.isEmpty()) {
            CrmJson.ADVICE.texts(json, name, texts);
        }
    }

    /**
     * Reads a transition back.
     *
     * @throws IllegalArgumentException if the bytes are not a transition
     */
    public static Transition read(byte[] bytes) {
        JsonNode node = JsonText.tree(bytes);
        return new Transition(
                JsonText.string(node, "customerId"),
                JsonText.whole(node, "sequence"),
                Dimension.valueOf(JsonText.string(node, "dimension").toUpperCase(Locale.ROOT)),
                JsonText.text(node, "from"),
                JsonText.text(node, "to"),
                Cause.valueOf(JsonText.string(node, "cause")),
                JsonText.text(node, "eventId"),
                JsonText.texts(node, "reasons"),
                JsonText.moment(node, "asOf"),
                ScorecardJson.versions(node.required("versions")),
                node.has("flap") && JsonText.bool(node, "flap"),
                advice(node, "strategy"),
                advice(node, "channels"));
    }

    private static List<String> advice(JsonNode node, String name) {
        return node.has(name) ? JsonText.texts(node, name) : List.of();
    }
}
