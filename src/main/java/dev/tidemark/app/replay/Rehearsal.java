package dev.tidemark.app.replay;

import dev.tidemark.job.Learning;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.Intake;
import dev.tidemark.model.Moments;
import dev.tidemark.model.SourcePosition;
import dev.tidemark.scoring.BuyerFacts;
import dev.tidemark.scoring.CustomerHistory;
import dev.tidemark.scoring.CustomerScorer;
import dev.tidemark.scoring.DayCalendar;
import dev.tidemark.scoring.Decision;
import dev.tidemark.scoring.HistoryCodec;
import dev.tidemark.scoring.Rules;
import dev.tidemark.scoring.population.BuyerReport;
import dev.tidemark.scoring.population.Census;
import dev.tidemark.scoring.population.CensusFinding;
import dev.tidemark.scoring.population.Finding;
import dev.tidemark.scoring.population.Statistician;
import dev.tidemark.scoring.population.Tally;
import dev.tidemark.wire.EventReader;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Finds out beforehand which models and cut points will be in force when, by a plain loop over the
 * log. Live, what was learned takes a moment to come back to those who score; in a replay it is in
 * force at its time, so that the same log gives the same scorecards.
 */
final class Rehearsal {
    /** A customer's timer; one that is no longer armed is left where it is, and does nothing. */
    private record Timer(long at, String customer) {}

    private final Learning learning;
    private final DayCalendar calendar;
    private final Statistician statistician;
    private final Census census;
    private final Tally tally;
    private final Map<String, byte[]> histories = new HashMap<>();
    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(Comparator.comparingLong(Timer::at));
    private Rules rules;
    private CustomerScorer scorer;
    private long dayEnds = Moments.BEFORE_ALL;

    private Rehearsal(Rules rules, Learning learning) {
        this.rules = rules;
        this.learning = learning;
        this.calendar = rules.calendar();
        this.scorer = new CustomerScorer(rules);
        this.statistician = Statistician.beginning(learning.statistics(), Runnable::run);
        this.census = Census.beginning(learning.census());
        this.tally = new Tally(calendar);
    }

    /**
     * The rules with all that will be learned from a log.
     *
     * @param rules of a run that closes its books
     */
    static Rules of(
            SortedLog sorted, String name, EventReader reader, Rules rules, Learning learning)
            throws IOException {
        Rehearsal rehearsal = new Rehearsal(rules, learning);
        Identities identities = sorted.merges().until(rules.closesAt());
        try (SortedLogReader log = SortedLogReader.open(sorted.frames(), 0)) {
            while (log.next() && log.occurredAt() < rules.closesAt()) {
                Intake intake = reader.read(log.raw(), new SourcePosition(name, 0, log.line()));
                // What was rejected stands before all time, and lets none pass.
                if (intake instanceof Intake.Accepted accepted) {
                    rehearsal.passTo(log.occurredAt() - 1);
                    rehearsal.see(identities.resolve(accepted.event()));
                }
            }
        }
        rehearsal.passTo(rules.closesAt() - 1);
        return rehearsal.rules;
    }

    /** Lets time pass, day by day: what is learned at the end of one may concern the next. */
    private void passTo(long moment) {
        while (dayEnds != Moments.BEFORE_ALL && dayEnds <= moment) {
            fireTo(dayEnds);
            learn(dayEnds);
            dayEnds = calendar.startOf(calendar.dayOf(dayEnds + 1) + 1) - 1;
        }
        if (dayEnds == Moments.BEFORE_ALL) {
            dayEnds = calendar.startOf(calendar.dayOf(moment + 1) + 1) - 1;
        }
        fireTo(moment);
    }

    private void fireTo(long moment) {
        while (!timers.isEmpty() && timers.peek().at() <= moment) {
            Timer timer = timers.poll();
            byte[] kept = histories.get(timer.customer());
            CustomerHistory history = kept == null ? CustomerHistory.unknown() : decode(kept);
            if (history.armedFor() == timer.at()) {
                keep(
                        timer.customer(),
                        history,
                        scorer.onSilence(
                                timer.customer(), history.armedFor(Moments.NEVER), timer.at()));
            }
        }
    }

    private static CustomerHistory decode(byte[] bytes) {
        return HistoryCodec.decode(bytes);
    }

    private void see(CustomerEvent event) {
        String customer = event.customerId();
        byte[] kept = histories.get(customer);
        CustomerHistory before = kept == null ? CustomerHistory.unknown() : decode(kept);
        Decision decision = scorer.onEvent(before, event);
        if (decision instanceof Decision.Scored scored) {
            keep(customer, before, scored);
        } else if (decision instanceof Decision.Spent spent) {
            histories.put(customer, HistoryCodec.encode(spent.history()));
            tally.add(spent.change());
        }
    }

    private void keep(String customer, CustomerHistory before, Decision.Scored scored) {
        scored.outcomes().forEach(outcome -> tally.add(outcome.change()));
        report(customer, before, scored.history());
        CustomerHistory history = scored.history();
        long deadline = scorer.nextDeadline(history);
        if (deadline < history.armedFor()) {
            history = history.armedFor(deadline);
            if (deadline < rules.closesAt()) {
                timers.add(new Timer(deadline, customer));
            }
        }
        if (history.isUnknown()) {
            histories.remove(customer);
        } else {
            histories.put(customer, HistoryCodec.encode(history));
        }
    }

    private void report(String customer, CustomerHistory before, CustomerHistory after) {
        if (!learning.statistics().listens()
                || BuyerReport.place(customer) >= statistician.sampleShare()) {
            return;
        }
        BuyerReport report = BuyerReport.of(customer, after);
        if (!BuyerFacts.of(before).equals(report.facts())) {
            statistician.hear(report);
        }
    }

    private void learn(long moment) {
        Rules known = rules;
        for (Finding finding : statistician.passTo(moment)) {
            known = fitted(known, finding);
        }
        for (Finding finding : statistician.await()) {
            known = fitted(known, finding);
        }
        tally.take().forEach(census::hear);
        for (CensusFinding finding : census.passTo(moment)) {
            if (finding instanceof CensusFinding.CutsMade made) {
                known = known.knowing(made.cuts());
            }
        }
        if (known != rules) {
            rules = known;
            scorer = new CustomerScorer(rules);
        }
    }

    private static Rules fitted(Rules rules, Finding finding) {
        return finding instanceof Finding.Fitted fitted
                ? rules.knowing(fitted.parameters())
                : rules;
    }
}
