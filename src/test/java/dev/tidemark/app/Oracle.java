package dev.tidemark.app;

import dev.tidemark.kpi.Entries;
import dev.tidemark.kpi.Ledger;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.Intake;
import dev.tidemark.model.KpiValue;
import dev.tidemark.model.Moments;
import dev.tidemark.model.Rejection;
import dev.tidemark.model.Transition;
import dev.tidemark.scoring.BuyerFacts;
import dev.tidemark.scoring.CustomerHistory;
import dev.tidemark.scoring.CustomerScorer;
import dev.tidemark.scoring.Decision;
import dev.tidemark.scoring.Rules;
import dev.tidemark.scoring.population.BuyerReport;
import dev.tidemark.scoring.population.Finding;
import dev.tidemark.scoring.population.Statistician;
import dev.tidemark.scoring.population.StatisticianRules;
import dev.tidemark.wire.ScorecardJson;
import dev.tidemark.wire.TransitionJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A plain loop over the fold: what the pipeline must say, record by record.
 *
 * <p>It knows no Flink, no state backend, no timers and no bytes of state.
 */
final class Oracle {
    private final Rules rules;
    private final CustomerScorer scorer;
    private final Map<String, CustomerHistory> histories = new TreeMap<>();
    private final Ledger ledger = new Ledger();
    private final Statistician statistician;

    /** The messages of each customer, in order. */
    final Map<String, List<String>> scorecards = new HashMap<>();

    final Map<String, List<String>> transitions = new HashMap<>();
    final List<Rejection> rejections = new ArrayList<>();

    /** What the statistician found out, in order. */
    final List<Finding> findings = new ArrayList<>();

    Oracle(Rules rules, StatisticianRules statistics) {
        this.rules = rules;
        this.statistician = Statistician.beginning(statistics, Runnable::run);
        this.scorer = new CustomerScorer(rules);
    }

    void see(Intake intake) {
        ledger.add(Entries.READ);
        if (intake instanceof Intake.Rejected rejected) {
            ledger.add(Entries.rejected(rejected.rejection().reason()));
            rejections.add(rejected.rejection());
            return;
        }
        CustomerEvent event = ((Intake.Accepted) intake).event();
        CustomerHistory history =
                histories.getOrDefault(event.customerId(), CustomerHistory.unknown());
        Decision decision = scorer.onEvent(history, event);
        if (decision instanceof Decision.Ignored ignored) {
            ledger.add(Entries.ignored(ignored.reason()));
            return;
        }
        ledger.add(Entries.SCORED);
        keep(event.customerId(), (Decision.Scored) decision);
    }

    void close() {
        List<String> customers = List.copyOf(histories.keySet());
        for (String customer : customers) {
            CustomerHistory history = histories.get(customer);
            keep(customer, scorer.onSilence(customer, history, rules.closesAt()));
        }
        findings.addAll(statistician.passTo(Moments.NEVER));
        findings.addAll(statistician.await());
    }

    private void keep(String customer, Decision.Scored scored) {
        CustomerHistory before = histories.put(customer, scored.history());
        BuyerReport report = BuyerReport.of(customer, scored.history());
        if (before == null || !BuyerFacts.of(before).equals(report.facts())) {
            statistician.hear(report);
        }
        for (Decision.Outcome outcome : scored.outcomes()) {
            ledger.add(Entries.scorecard(outcome.scorecard().cause()));
            add(scorecards, customer, ScorecardJson.write(outcome.scorecard()));
            for (Transition transition : outcome.transitions()) {
                add(transitions, customer, TransitionJson.write(transition));
                Entries.transition(transition).forEach(ledger::add);
            }
        }
    }

    List<KpiValue> totals() {
        return ledger.totals();
    }

    private static void add(Map<String, List<String>> to, String customer, byte[] message) {
        to.computeIfAbsent(customer, unused -> new ArrayList<>())
                .add(new String(message, StandardCharsets.UTF_8));
    }
}
