package dev.tidemark.job;

import dev.tidemark.model.KpiValue;
import dev.tidemark.model.Rejection;
import dev.tidemark.model.Scorecard;
import dev.tidemark.model.Transition;
import org.apache.flink.api.connector.sink2.Sink;

/**
 * Where everything goes out.
 *
 * @param scores every scorecard
 * @param transitions every transition
 * @param rejections every record that could not be understood
 * @param kpis the totals of the ledger: those that changed, at each checkpoint and at the end
 */
public record Outlets(
        Sink<Scorecard> scores,
        Sink<Transition> transitions,
        Sink<Rejection> rejections,
        Sink<KpiValue> kpis) {}
