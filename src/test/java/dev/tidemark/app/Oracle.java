package dev.tidemark.app;

import dev.tidemark.app.config.ClassOptions;
import dev.tidemark.app.config.Settings;
import dev.tidemark.kpi.Books;
import dev.tidemark.kpi.Entries;
import dev.tidemark.kpi.GroupSums;
import dev.tidemark.model.AccountChange;
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
import dev.tidemark.scoring.GroupBy;
import dev.tidemark.scoring.Rules;
import dev.tidemark.scoring.population.BuyerReport;
import dev.tidemark.scoring.population.Census;
import dev.tidemark.scoring.population.CensusFinding;
import dev.tidemark.scoring.population.Finding;
import dev.tidemark.scoring.population.Statistician;
import dev.tidemark.scoring.population.Tally;
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
    private final Books books;
    private final GroupSums sums;
    private final Tally tally;
    private final Statistician statistician;
    private final Census census;

    /** The messages of each customer, in order. */
    final Map<String, List<String>> scorecards = new HashMap<>();

    final Map<String, List<String>> transitions = new HashMap<>();
    final List<Rejection> rejections = new ArrayList<>();

    /** What the statistician found out, in order. */
    final List<Finding> findings = new ArrayList<>();

    /** What the census found out, in order. */
    final List<CensusFinding> cutsAndFigures = new ArrayList<>();

    Oracle(Rules rules, Settings settings) {
        this.rules = rules;
        this.statistician = Statistician.beginning(settings.statistics(rules), Runnable::run);
        this.census = Census.beginning(settings.census(rules));
        this.tally = new Tally(rules.calendar());
        this.books =
                new Books(settings.get(ClassOptions.MOST_GROUP_VALUES), rules.value().margin());
        this.sums =
                new GroupSums(rules.classes().groups().stream().map(GroupBy::wireName).toList());
        this.scorer = new CustomerScorer(rules);
    }

    void see(Intake intake) {
        books.add(Entries.READ);
        if (intake instanceof Intake.Rejected rejected) {
            books.add(Entries.rejected(rejected.rejection().reason()));
            rejections.add(rejected.rejection());
            return;
        }
        CustomerEvent event = ((Intake.Accepted) intake).event();
        CustomerHistory history =
                histories.getOrDefault(event.customerId(), CustomerHistory.unknown());
        Decision decision = scorer.onEvent(history, event);
        if (decision instanceof Decision.Ignored ignored) {
            books.add(Entries.ignored(ignored.reason()));
            return;
        }
        books.add(Entries.SCORED);
        if (decision instanceof Decision.Spent spent) {
            histories.put(event.customerId(), spent.history());
            Entries.campaignCost(spent.campaignId(), spent.amountMinor()).forEach(books::add);
            tally.add(spent.change());
            return;
        }
        keep(event.customerId(), (Decision.Scored) decision);
    }

    /** Nothing more comes until then; the books stay open. */
    void silentUntil(long now) {
        for (String customer : List.copyOf(histories.keySet())) {
            keep(customer, scorer.onSilence(customer, histories.get(customer), now));
        }
    }

    void close() {
        silentUntil(rules.closesAt());
        findings.addAll(statistician.passTo(Moments.NEVER));
        findings.addAll(statistician.await());
        tally.take().forEach(census::hear);
        cutsAndFigures.addAll(census.passTo(Moments.NEVER));
        sums.takeEntries().forEach(books::add);
    }

    private void keep(String customer, Decision.Scored scored) {
        CustomerHistory before = histories.put(customer, scored.history());
        BuyerReport report = BuyerReport.of(customer, scored.history());
        if (before == null || !BuyerFacts.of(before).equals(report.facts())) {
            statistician.hear(report);
        }
        for (Decision.Outcome outcome : scored.outcomes()) {
            books.add(Entries.scorecard(outcome.scorecard().cause()));
            add(scorecards, customer, ScorecardJson.write(outcome.scorecard()));
            AccountChange change = outcome.change();
            tally.add(change);
            sums.add(change);
            change.campaigns()
                    .forEach((id, minor) -> books.add(Entries.campaignRevenue(id, minor)));
            for (Transition transition : outcome.transitions()) {
                add(transitions, customer, TransitionJson.write(transition));
                Entries.transition(transition).forEach(books::add);
            }
        }
    }

    /** The last of every KPI, those that follow from others too. */
    List<KpiValue> totals() {
        List<KpiValue> totals = new ArrayList<>(books.takeChanged());
        totals.addAll(FoundOut.figures(findings));
        totals.addAll(CensusFigures.of(cutsAndFigures));
        return totals;
    }

    private static void add(Map<String, List<String>> to, String customer, byte[] message) {
        to.computeIfAbsent(customer, unused -> new ArrayList<>())
                .add(new String(message, StandardCharsets.UTF_8));
    }
}
