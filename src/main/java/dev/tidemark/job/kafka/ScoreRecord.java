package dev.tidemark.job.kafka;

import dev.tidemark.model.ScoreUpdate;
import dev.tidemark.model.Scorecard;
import dev.tidemark.wire.CloudEventHeaders;
import dev.tidemark.wire.ScorecardJson;
import dev.tidemark.wire.Topics;
import java.nio.charset.StandardCharsets;

/**
 * What a scorecard looks like as a record, and a tombstone: a record of the same key without a
 * value, so that compaction forgets every scorecard before it.
 */
final class ScoreRecord {
    private static final byte[] NO_VALUE = null;

    private ScoreRecord() {}

    static <T extends ScoreUpdate> RecordForm<T> form(Topics topics, CloudEventHeaders headers) {
        return new RecordForm<>(
                topics.scores(),
                update -> update.customerId().getBytes(StandardCharsets.UTF_8),
                ScoreRecord::value,
                (to, update) -> headers.of(update, to::add));
    }

    private static byte[] value(ScoreUpdate update) {
        return update instanceof Scorecard card ? ScorecardJson.write(card) : NO_VALUE;
    }
}
