package dev.tidemark.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.model.ScoreUpdate;
import dev.tidemark.model.Scorecard;
import dev.tidemark.model.Tombstone;

/** A scorecard or a tombstone as JSON, each in its own form; reading tells them apart. */
public final class ScoreUpdateJson {
    private ScoreUpdateJson() {}

    /** The bytes of an update. */
    public static byte[] write(ScoreUpdate update) {
        return update instanceof Scorecard card
                ? ScorecardJson.write(card)
                : TombstoneJson.write((Tombstone) update);
    }

    /**
     * Reads an update back.
     *
     * @throws IllegalArgumentException if the bytes are neither a scorecard nor a tombstone
     */
    public static ScoreUpdate read(byte[] bytes) {
        JsonNode node = JsonText.tree(bytes);
        return node.has(TombstoneJson.MARK) ? TombstoneJson.read(node) : ScorecardJson.read(node);
    }
}
