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
 * @param joins whether customers may have been kept before anybody listened: state of a release
 *     without a statistician, or of a time when none was wanted
 */
public record StatisticianRules(
        DayCalendar calendar,
        FittingRules fitting,
        JudgingRules judging,
        Population population,
        long closesAt,
        boolean joins)
        implements Serializable {

    /** Those of a run that begins with nobody. */
    public StatisticianRules(
            DayCalendar calendar,
            FittingRules fitting,
            JudgingRules judging,
            Population population,
            long closesAt) {
        this(calendar, fitting, judging, population, closesAt, false);
    }

    /** Those that go with the rules of scoring. */
    public static StatisticianRules of(Rules rules, FittingRules fitting, JudgingRules judging) {
        return new StatisticianRules(
                rules.calendar(), fitting, judging, rules.population(), rules.closesAt());
    }

    /** The same for a run that begins with the customers of another. */
    public StatisticianRules joining() {
        return new StatisticianRules(calendar, fitting, judging, population, closesAt, true);
    }

    /** Whether there is anything to hear for. */
    public boolean listens() {
        return fitting.fits() || judging.judges();
    }
}
