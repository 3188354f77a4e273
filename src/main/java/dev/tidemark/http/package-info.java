/**
 * Pages over HTTP: the business figures for Prometheus, whether this process is well, and what is
 * known of each customer.
 *
 * <p>May use {@code serving}, {@code wire}, {@code kpi}, {@code model} and Micrometer; never Flink,
 * never Kafka. Start with {@link dev.tidemark.http.MetricsPage}, and {@link
 * dev.tidemark.http.ServePage} for the read API.
 */
package dev.tidemark.http;
