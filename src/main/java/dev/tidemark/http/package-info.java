/**
 * Pages over HTTP: the business figures for Prometheus, and whether this process is well.
 *
 * <p>May use {@code serving}, {@code wire}, {@code kpi}, {@code model} and Micrometer; never Flink,
 * never Kafka. Start with {@link dev.tidemark.http.MetricsPage}.
 */
package dev.tidemark.http;
