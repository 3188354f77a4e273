package dev.tidemark.scoring.population;

import dev.tidemark.scoring.BuyingModel;
import dev.tidemark.stats.EmpiricalRisk;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Keeps predictions of churn until their horizon has passed, and judges them by what happened: the
 * model's beside those of a plain rule of inactivity, which knows no more at that time than the
 * model did.
 */
final class ChurnJudging {
    /** Of fewer customers than this the figures say nothing. */
    private static final int LEAST_PREDICTIONS = 50;

    private final JudgingRules rules;

    /** Oldest first. */
    final Deque<Origin> open = new ArrayDeque<>();

    final Deque<JudgedOrigin> judged = new ArrayDeque<>();

    /** How the newest judged predictions turned out; what the plain rule learns from. */
    Optional<SilenceRecord> latest = Optional.empty();

    ChurnJudging(JudgingRules rules) {
        this.rules = rules;
    }

    int horizonDays() {
        return rules.horizonDays();
    }

    /** Judges what is due at the beginning of a day; empty if nothing is. */
    Optional<Finding.Judged> judge(int day, CustomerSample sample) {
        int newly = 0;
        while (judgementIsDue(day)) {
            Outcomes outcomes = Outcomes.of(open.pollFirst(), sample);
            if (outcomes.size() >= LEAST_PREDICTIONS) {
                judged.addLast(outcomes.judged());
                latest = Optional.of(outcomes.silence());
                newly++;
            }
        }
        while (judged.size() > rules.rolling()) {
            judged.pollFirst();
        }
        return newly > 0 ? Optional.of(new Finding.Judged(newly, judgement())) : Optional.empty();
    }

    /** Whether a day is one for predictions. */
    boolean predictionIsDue(int day, CustomerSample sample) {
        return rules.judges()
                && Math.floorMod(day, rules.everyDays()) == 0
                && sample.size() >= LEAST_PREDICTIONS;
    }

    /** Makes predictions at the beginning of a day. */
    void predict(int day, CustomerSample sample, BuyingModel model) {
        Optional<EmpiricalRisk> rule = latest.map(SilenceRecord::risk);
        open.addLast(Origin.of(day, rules.horizonDays(), sample, model, rule));
    }

    /** Whether there are predictions whose horizon has passed at the beginning of a day. */
    boolean judgementIsDue(int day) {
        return !open.isEmpty() && open.peekFirst().day() + rules.horizonDays() <= day;
    }

    /** Keeps nothing of a customer. */
    void forget(long customer) {
        replace(origin -> origin.without(customer));
    }

    /**
     * Keeps nothing of those who left the sample: nobody would tell that one of them was erased.
     */
    void narrow(CustomerSample sample) {
        replace(origin -> origin.within(sample));
    }

    private void replace(UnaryOperator<Origin> change) {
        for (int i = open.size(); i > 0; i--) {
            open.addLast(change.apply(open.pollFirst()));
        }
    }

    private Judgement judgement() {
        List<JudgedOrigin> with = judged.stream().filter(o -> o.recency().isPresent()).toList();
        List<JudgedOrigin> shown = with.isEmpty() ? new ArrayList<>(judged) : with;
        return new Judgement(
                shown.size(),
                shown.stream().mapToLong(JudgedOrigin::predictions).sum(),
                ForecastFigures.mean(shown.stream().map(JudgedOrigin::model).toList()),
                with.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                ForecastFigures.mean(
                                        with.stream().map(o -> o.recency().get()).toList())));
    }
}
