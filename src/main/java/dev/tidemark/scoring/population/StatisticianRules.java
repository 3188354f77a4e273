package dev.tidemark.scoring.population;

import dev.tidemark.model.Moments;
import dev.tidemark.scoring.DayCalendar;
import dev.tidemark.scoring.Population;
import dev.tidemark.scoring.Rules;
import java.io.Serializable;

/**
 * What the statistician works by.
 *
 * @param calendar whose days begin
 * @param fitting how models are fitted
 * @param judging how predictions are judged
 * @param population the models that are known beforehand: the configured one at least
 * @param closesAt nothing is done after this moment; {@link Moments#NEVER} for a run without an end
 */
public record StatisticianRules(
        DayCalendar calendar,
        FittingRules fitting,
        JudgingRules judging,
        Population population,
        long closesAt)
        implements Serializable {

    /** Those that go with the rules of scoring. */
    public static StatisticianRules of(Rules rules, FittingRules fitting, JudgingRules judging) {
        return new StatisticianRules(
                rules.calendar(), fitting, judging, rules.population(), rules.closesAt());
    }

    /** Whether there is anything to hear for. */
    public boolean listens() {
        return fitting.fits() || judging.judges();
    }
}
