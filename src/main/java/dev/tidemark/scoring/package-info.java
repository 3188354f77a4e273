/**
 * The rules, and the private memory of each customer: the score of a customer is a pure fold.
 *
 * <p>{@code (history, event) -> decision} and {@code (history, now) -> decision}, under rules that
 * are handed in. Nothing here knows Flink, Kafka, JSON, a clock or a logger; it may use {@code
 * model} and {@code stats}. Start with {@link dev.tidemark.scoring.CustomerScorer}.
 */
package dev.tidemark.scoring;
