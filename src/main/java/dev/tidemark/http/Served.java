package dev.tidemark.http;

import dev.tidemark.serving.KpiBoard;
import dev.tidemark.serving.ScoreStore;
import dev.tidemark.serving.TopicProgress;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What the read API looks into.
 *
 * @param store the customers
 * @param board the KPIs
 * @param topics how far each topic has been read
 * @param ids what the customers' ids are called in the store: themselves, or pseudonyms; called by
 *     several threads at once
 */
public record Served(
        ScoreStore store,
        KpiBoard board,
        Supplier<List<TopicProgress>> topics,
        UnaryOperator<String> ids) {

    boolean caughtUp() {
        return topics.get().stream().allMatch(TopicProgress::caughtUp);
    }
}
