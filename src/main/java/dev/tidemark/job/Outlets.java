package dev.tidemark.job;

import dev.tidemark.model.ErasureReceipt;
import dev.tidemark.model.KpiValue;
import dev.tidemark.model.PopulationNotice;
import dev.tidemark.model.Rejection;
import dev.tidemark.model.ScoreUpdate;
import dev.tidemark.model.Transition;
import dev.tidemark.scoring.Relay;
import org.apache.flink.api.connector.sink2.Sink;

/**
 * Where everything goes out.
 *
 * @param scores every scorecard, and a tombstone where one is taken back
 * @param transitions every transition
 * @param rejections every record that could not be understood
 * @param erasures the receipt of every erasure
 * @param relays what customers' keys send to each other
 * @param population what was learned of all customers together: model parameters, cut points, and
 *     the share of the sample
 * @param kpis the totals of the ledger: those that changed, at each checkpoint and at the end
 */
public record Outlets(
        Sink<ScoreUpdate> scores,
        Sink<Transition> transitions,
        Sink<Rejection> rejections,
        Sink<ErasureReceipt> erasures,
        Sink<Relay> relays,
        Sink<PopulationNotice> population,
        Sink<KpiValue> kpis) {}
