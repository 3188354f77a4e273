package dev.tidemark.app;

import dev.tidemark.app.config.Settings;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.ModelParameters;
import dev.tidemark.model.Moments;
import dev.tidemark.model.PopulationNotice;
import dev.tidemark.model.Scorecard;
import dev.tidemark.scoring.BuyerFacts;
import dev.tidemark.scoring.CustomerHistory;
import dev.tidemark.scoring.CustomerScorer;
import dev.tidemark.scoring.DayCalendar;
import dev.tidemark.scoring.Decision;
import dev.tidemark.scoring.Rules;
import dev.tidemark.scoring.population.BuyerReport;
import dev.tidemark.scoring.population.Census;
import dev.tidemark.scoring.population.CensusFinding;
import dev.tidemark.scoring.population.Finding;
import dev.tidemark.scoring.population.Statistician;
import dev.tidemark.scoring.population.Tally;
import dev.tidemark.wire.PopulationJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which models and cut points are in force when, by a loop over days and customers: what is learned
 * at the end of one day is scored by on the next. It has no queue of timers, no sample, no bytes.
 */
final class PlainLearning {
    private final Statistician statistician;
    private final Census census;
    private final Tally tally;
    private final Map<String, CustomerHistory> histories = new TreeMap<>();
    private Rules rules;
    private CustomerScorer scorer;

    /** The last scorecard of everyone, before the end. */
    final Map<String, Scorecard> last = new TreeMap<>();

    /** What was learned, in order. */
    final List<PopulationNotice> notices = new ArrayList<>();

    private PlainLearning(Rules rules, Settings settings) {
        this.rules = rules;
        this.scorer = new CustomerScorer(rules);
        this.statistician = Statistician.beginning(settings.statistics(rules), Runnable::run);
        this.census = Census.beginning(settings.census(rules));
        this.tally = new Tally(rules.calendar());
    }

    /**
     * From all there is to learn of.
     *
     * @param events by time
     * @param rules that close the books
     */
    static PlainLearning of(List<CustomerEvent> events, Rules rules, Settings settings) {
        PlainLearning learning = new PlainLearning(rules, settings);
        DayCalendar calendar = rules.calendar();
        int day = calendar.dayOf(events.get(0).occurredAt());
        int next = 0;
        for (; calendar.startOf(day) < rules.closesAt(); day++) {
            long ends = calendar.startOf(day + 1);
            for (; next < events.size() && events.get(next).occurredAt() < ends; next++) {
                learning.see(events.get(next));
            }
            List.copyOf(learning.histories.keySet()).forEach(who -> learning.await(who, ends));
            learning.learn(ends - 1);
        }
        return learning;
    }

    /** The rules with everything that was learned. */
    Rules rules() {
        return rules;
    }

    /** The scorecard of everyone as of the end. */
    Map<String, Scorecard> end() {
        Map<String, Scorecard> cards = new TreeMap<>();
        histories.forEach(
                (who, history) -> {
                    var outcomes = scorer.onSilence(who, history, rules.closesAt()).outcomes();
                    cards.put(who, outcomes.get(outcomes.size() - 1).scorecard());
                });
        return cards;
    }

    /** Everything that was learned, as text. */
    List<String> lines() {
        return notices.stream()
                .map(notice -> TopicContents.text(PopulationJson.write(notice)))
                .toList();
    }

    private void see(CustomerEvent event) {
        String who = event.customerId();
        await(who, event.occurredAt());
        CustomerHistory before = histories.getOrDefault(who, CustomerHistory.unknown());
        if (scorer.onEvent(before, event) instanceof Decision.Scored scored) {
            keep(who, before, scored);
        }
    }

    /** Looks at a customer whenever that is due before a moment. */
    private void await(String who, long moment) {
        CustomerHistory history = histories.getOrDefault(who, CustomerHistory.unknown());
        while (history.armedFor() < moment) {
            long due = history.armedFor();
            keep(who, history, scorer.onSilence(who, history.armedFor(Moments.NEVER), due));
            history = histories.get(who);
        }
    }

    private void keep(String who, CustomerHistory before, Decision.Scored scored) {
        CustomerHistory after = scored.history();
        for (Decision.Outcome outcome : scored.outcomes()) {
            tally.add(outcome.change());
            last.put(who, outcome.scorecard());
        }
        if (!BuyerFacts.of(before).equals(BuyerFacts.of(after))) {
            statistician.hear(BuyerReport.of(who, after));
        }
        long due = Math.min(after.armedFor(), scorer.nextDeadline(after));
        histories.put(who, after.armedFor(due));
    }

    private void learn(long moment) {
        List<Finding> found = new ArrayList<>(statistician.passTo(moment));
        found.addAll(statistician.await());
        for (Finding finding : found) {
            if (finding instanceof Finding.Fitted fitted) {
                ModelParameters model = fitted.parameters();
                notices.add(model);
                rules = rules.knowing(model);
            }
        }
        tally.take().forEach(census::hear);
        for (CensusFinding finding : census.passTo(moment)) {
            if (finding instanceof CensusFinding.CutsMade made) {
                notices.add(made.cuts());
                rules = rules.knowing(made.cuts());
            }
        }
        scorer = new CustomerScorer(rules);
    }
}
