package dev.tidemark.app.replay;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.Intake;
import dev.tidemark.model.SourcePosition;
import dev.tidemark.scoring.BuyerFacts;
import dev.tidemark.scoring.CustomerHistory;
import dev.tidemark.scoring.CustomerScorer;
import dev.tidemark.scoring.Decision;
import dev.tidemark.scoring.Population;
import dev.tidemark.scoring.Rules;
import dev.tidemark.scoring.population.BuyerReport;
import dev.tidemark.scoring.population.Finding;
import dev.tidemark.scoring.population.Statistician;
import dev.tidemark.scoring.population.StatisticianRules;
import dev.tidemark.wire.EventReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds out beforehand which models will be in force when, by a plain loop over the customers of
 * the sample. Live, a model takes a moment to come back to those who score; in a replay it is in
 * force at once, so that the same log gives the same scorecards.
 */
final class Rehearsal {
    private static final int PASS_TIME_EVERY = 1 << 12;

    private final CustomerScorer scorer;
    private final Statistician statistician;
    private final Map<String, CustomerHistory> histories = new HashMap<>();
    private Population population;

    private Rehearsal(Rules rules, StatisticianRules statistics) {
        this.scorer = new CustomerScorer(rules);
        this.statistician = Statistician.beginning(statistics, Runnable::run);
        this.population = rules.population();
    }

    /**
     * The models of a whole log.
     *
     * @param rules of a run that closes its books
     */
    static Population of(
            SortedLog sorted,
            String name,
            EventReader reader,
            Rules rules,
            StatisticianRules statistics)
            throws IOException {
        Rehearsal rehearsal = new Rehearsal(rules, statistics);
        Identities identities = sorted.merges().until(rules.closesAt());
        try (SortedLogReader log = SortedLogReader.open(sorted.frames(), 0)) {
            long seen = 0;
            while (log.next() && log.occurredAt() < rules.closesAt()) {
                Intake intake = reader.read(log.raw(), new SourcePosition(name, 0, log.line()));
                if (intake instanceof Intake.Accepted accepted) {
                    rehearsal.see(identities.resolve(accepted.event()));
                }
                if (++seen % PASS_TIME_EVERY == 0) {
                    rehearsal.learn(rehearsal.statistician.passTo(log.occurredAt() - 1));
                }
            }
        }
        rehearsal.learn(rehearsal.statistician.passTo(rules.closesAt()));
        rehearsal.learn(rehearsal.statistician.await());
        return rehearsal.population;
    }

    private void see(CustomerEvent event) {
        String customer = event.customerId();
        if (BuyerReport.place(customer) >= statistician.sampleShare()) {
            histories.remove(customer);
            return;
        }
        CustomerHistory before = histories.getOrDefault(customer, CustomerHistory.unknown());
        if (scorer.onEvent(before, event) instanceof Decision.Scored scored) {
            histories.put(customer, scored.history());
            BuyerReport report = BuyerReport.of(customer, scored.history());
            if (!BuyerFacts.of(before).equals(report.facts())) {
                statistician.hear(report);
            }
        }
    }

    private void learn(List<Finding> findings) {
        for (Finding finding : findings) {
            if (finding instanceof Finding.Fitted fitted) {
                population = population.with(fitted.parameters());
            }
        }
    }
}
