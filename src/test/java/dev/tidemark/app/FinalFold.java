package dev.tidemark.app;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.Scorecard;
import dev.tidemark.scoring.CustomerHistory;
import dev.tidemark.scoring.CustomerScorer;
import dev.tidemark.scoring.Decision;
import dev.tidemark.scoring.Rules;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A plain loop over the fold that keeps nothing but the histories, and says how they end. */
final class FinalFold {
    private final Rules rules;
    private final CustomerScorer scorer;
    private final Map<String, CustomerHistory> histories = new HashMap<>();

    FinalFold(Rules rules) {
        this.rules = rules;
        this.scorer = new CustomerScorer(rules);
    }

    Decision see(CustomerEvent event) {
        CustomerHistory history =
                histories.getOrDefault(event.customerId(), CustomerHistory.unknown());
        Decision decision = scorer.onEvent(history, event);
        if (decision instanceof Decision.Scored scored) {
            histories.put(event.customerId(), scored.history());
        }
        return decision;
    }

    /** The scorecard of every customer as of the end. */
    Map<String, Scorecard> end() {
        Map<String, Scorecard> cards = new HashMap<>();
        histories.forEach(
                (customer, history) -> {
                    List<Decision.Outcome> outcomes =
                            scorer.onSilence(customer, history, rules.closesAt()).outcomes();
                    cards.put(customer, outcomes.get(outcomes.size() - 1).scorecard());
                });
        return cards;
    }
}
