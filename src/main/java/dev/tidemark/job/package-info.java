/**
 * The Flink shell: carries the decisions of {@code scoring} out, and decides nothing itself.
 *
 * <p>The only room, besides the door in {@code app} that starts it, that imports Flink. It may use
 * {@code scoring}, {@code wire}, {@code kpi}, {@code model} and {@code stats}. Start with {@link
 * dev.tidemark.job.ScoringPipeline}.
 */
package dev.tidemark.job;
