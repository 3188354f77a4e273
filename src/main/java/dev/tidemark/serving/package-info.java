/**
 * What is served: the latest totals, followed from Kafka and kept in memory.
 *
 * <p>May use {@code model}, {@code wire}, {@code kpi} and the Kafka client; never Flink, never
 * {@code scoring}: nothing is computed here. Start with {@link dev.tidemark.serving.KpiFollower}.
 */
package dev.tidemark.serving;
