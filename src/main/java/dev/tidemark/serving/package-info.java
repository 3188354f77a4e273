/**
 * What is served: the latest totals, kept in memory, and the latest scorecard of each customer with
 * the transitions before it, kept in a local RocksDB; both followed from Kafka.
 *
 * <p>May use {@code model}, {@code wire}, {@code kpi}, the Kafka client and RocksDB; never Flink,
 * never {@code scoring}: nothing is computed here. Start with {@link
 * dev.tidemark.serving.KpiFollower} and {@link dev.tidemark.serving.ScoreStore}.
 */
package dev.tidemark.serving;
