package dev.tidemark.scoring.population;

import dev.tidemark.model.CutPoints;
import dev.tidemark.model.Moments;
import dev.tidemark.scoring.DayCalendar;
import java.io.Serializable;

/**
 * What the census works by.
 *
 * @param calendar whose days begin
 * @param windowDays days of the window of the scores
 * @param periodDays days of the period of which churn is told
 * @param activeDays for how many days a purchase makes a customer active
 * @param cuts where the population is cut
 * @param schedule when
 * @param closesAt nothing is done after this moment; {@link Moments#NEVER} for a run without an end
 */
public record CensusRules(
        DayCalendar calendar,
        int windowDays,
        int periodDays,
        int activeDays,
        CutRules cuts,
        CutSchedule schedule,
        long closesAt)
        implements Serializable {

    public CensusRules {
        if (windowDays < 1 || periodDays < 1 || activeDays < 1) {
            throw new IllegalArgumentException(
                    "a window of %d days, a period of %d, active for %d"
                            .formatted(windowDays, periodDays, activeDays));
        }
    }

    /** Whether cut points are made at all. */
    public boolean isLive() {
        return schedule.cuts();
    }

    /** Whether cut points are wanted, and of as many scores. */
    public boolean concerns(CutPoints points) {
        return isLive()
                && points.orders().size() == cuts.scores() - 1
                && points.abcMinor().size() == 2;
    }

    /**
     * For how many days figures are kept by day: longer than any is needed, so that there is
     * something to go on with if the windows are configured longer.
     */
    int keptDays() {
        return windowDays + periodDays + activeDays;
    }
}
