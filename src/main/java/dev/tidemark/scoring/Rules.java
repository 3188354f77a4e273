package dev.tidemark.scoring;

import dev.tidemark.model.CutPoints;
import dev.tidemark.model.ModelParameters;
import dev.tidemark.model.Moments;
import dev.tidemark.model.Versions;
import java.io.Serializable;

/**
 * Everything the fold depends on besides history and event: a value, handed in.
 *
 * @param calendar the zone in which days are counted
 * @param windowDays length of the rolling RFM window in days, over 0
 * @param grid names of the cells
 * @param churn horizon and levels of churn risk
 * @param value margin, discount and currency
 * @param population the models of buying and spending, and the cut points
 * @param orderLines what a second event of an order means
 * @param memory how much is remembered
 * @param privacy consent and erasure
 * @param classes how customers are told apart, beside RFM and churn
 * @param closesAt events from this moment on are ignored and every customer is scored once more as
 *     of it; {@link Moments#NEVER} for a run without an end
 * @param version a name of all of the above but the population, for the scorecard
 */
public record Rules(
        DayCalendar calendar,
        int windowDays,
        RfmGrid grid,
        ChurnRules churn,
        ValueRules value,
        Population population,
        OrderLines orderLines,
        MemoryLimits memory,
        PrivacyRules privacy,
        ClassRules classes,
        long closesAt,
        String version)
        implements Serializable {

    public Rules {
        if (windowDays < 1) {
            throw new IllegalArgumentException("window %d is not over 0".formatted(windowDays));
        }
        if (population.scores() != grid.scores()) {
            throw new IllegalArgumentException(
                    "limits of %d scores are not for a grid of %d"
                            .formatted(population.scores(), grid.scores()));
        }
        DiaryRules diary = classes.diary();
        int memoryDays = dayMemory(windowDays, classes, memory);
        if ((long) diary.activeDays() + diary.periodDays() > memoryDays) {
            throw new IllegalArgumentException(
                    ("active for %d days and a period of %d are together longer than the"
                                    + " %d days for which purchases are remembered: shorten them,"
                                    + " or lengthen the window")
                            .formatted(diary.activeDays(), diary.periodDays(), memoryDays));
        }
        if (memory.latenessDays() > windowDays) {
            throw new IllegalArgumentException(
                    ("lateness of %d days is longer than the window of %d days: shorten the"
                                    + " one, or lengthen the other")
                            .formatted(memory.latenessDays(), windowDays));
        }
    }

    /** The same rules for a run that closes its books at a moment. */
    public Rules closingAt(long moment) {
        return with(population, moment);
    }

    /** The same rules for a population that is known better. */
    public Rules knowing(Population other) {
        return with(other, closesAt);
    }

    /** The same rules with newly fitted parameters. */
    public Rules knowing(ModelParameters parameters) {
        return knowing(population.with(parameters));
    }

    /** The same rules with other cut points. */
    public Rules knowing(CutPoints points) {
        return knowing(population.with(points));
    }

    private Rules with(Population otherPopulation, long otherEnd) {
        return new Rules(
                calendar,
                windowDays,
                grid,
                churn,
                value,
                otherPopulation,
                orderLines,
                memory,
                privacy,
                classes,
                otherEnd,
                version);
    }

    /** What a scorecard of that moment is computed with, if the newest cut points were met. */
    public Versions versionsAt(long now) {
        return versions(now, population.cutsAt(now));
    }

    /** What a scorecard of that moment is computed with, and these cut points. */
    Versions versions(long now, Cuts cuts) {
        return new Versions(version, cuts.version(), population.at(now).version());
    }

    /** What is kept of the version, to see that it is another: 16 bits, never 0. */
    int versionHash() {
        int hash = version.hashCode();
        int folded = (hash ^ hash >>> 16) & 0xFFFF;
        return folded == 0 ? 1 : folded;
    }

    /**
     * How many days purchases are remembered day by day: those of the window, or of a comeback, as
     * long as a late event may still be dated then. The one more is for lateness counted in days of
     * 24 hours where clocks change.
     */
    int dayMemory() {
        return dayMemory(windowDays, classes, memory);
    }

    private static int dayMemory(int windowDays, ClassRules classes, MemoryLimits memory) {
        int days = Math.max(windowDays, classes.lifecycle().wonBackDays());
        return days + memory.latenessDays() + 1;
    }

    /** Whether books are closed at some time. */
    boolean closes() {
        return closesAt != Moments.NEVER;
    }
}
