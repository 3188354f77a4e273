package dev.tidemark.backtest;

import java.util.List;
import java.util.Map;

/**
 * What a backtest found out.
 *
 * @param plan what was judged
 * @param events of the log that were seen
 * @param buyers customers of the log who bought
 * @param origins each, in order
 * @param means over the origins; an audience that nobody belonged to is not there
 * @param leadTime how soon those who leave are told from those who come back
 * @param tracking expected and actual purchases by week
 * @param trust what may be thought of the scores
 */
public record BacktestReport(
        BacktestPlan plan,
        long events,
        long buyers,
        List<OriginReport> origins,
        Map<Audience, AudienceReport> means,
        LeadTime leadTime,
        Tracking tracking,
        Trust trust) {

    public BacktestReport {
        origins = List.copyOf(origins);
    }
}
