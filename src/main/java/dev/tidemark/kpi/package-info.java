/**
 * What is counted over all customers: names, labels and help of the KPIs, and a ledger that adds
 * and takes away.
 *
 * <p>May use {@code model} and {@code stats}; knows neither Prometheus nor Flink. Start with {@link
 * dev.tidemark.kpi.Kpi}.
 */
package dev.tidemark.kpi;
