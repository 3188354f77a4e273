package dev.tidemark.scoring;

import dev.tidemark.model.ModelParameters;
import dev.tidemark.model.Moments;
import dev.tidemark.model.Versions;
import java.io.Serializable;

/**
 * Everything the fold depends on besides history and event: a value, handed in.
 *
 * @param calendar the zone in which days are counted
 * @param windowDays length of the rolling RFM window in days, over 0
 * @param limits fixed limits of the r, f and m scores, as many scores as the grid has
 * @param grid names of the cells of r, f and m
 * @param churn horizon and levels of churn risk
 * @param value margin, discount and currency
 * @param population the models of buying and spending
 * @param orderLines what a second event of an order means
 * @param memory how much is remembered
 * @param privacy consent and erasure
 * @param closesAt events from this moment on are ignored and every customer is scored once more as
 *     of it; {@link Moments#NEVER} for a run without an end
 * @param version a name of all of the above but the population, for the scorecard
 */
public record Rules(
        DayCalendar calendar,
        int windowDays,
        RfmLimits limits,
        RfmGrid grid,
        ChurnRules churn,
        ValueRules value,
        Population population,
        OrderLines orderLines,
        MemoryLimits memory,
        PrivacyRules privacy,
        long closesAt,
        String version)
        implements Serializable {

    private static final String FIXED_CUT_POINTS = "fixed";

    public Rules {
        if (windowDays < 1) {
            throw new IllegalArgumentException("window %d is not over 0".formatted(windowDays));
        }
        if (limits.scores() != grid.scores()) {
            throw new IllegalArgumentException(
                    "limits of %d scores are not for a grid of %d"
                            .formatted(limits.scores(), grid.scores()));
        }
        if (memory.latenessDays() > windowDays) {
            throw new IllegalArgumentException(
                    "lateness of %d days is longer than the window of %d days"
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

    private Rules with(Population otherPopulation, long otherEnd) {
        return new Rules(
                calendar,
                windowDays,
                limits,
                grid,
                churn,
                value,
                otherPopulation,
                orderLines,
                memory,
                privacy,
                otherEnd,
                version);
    }

    /** What a scorecard of that moment is computed with. */
    public Versions versionsAt(long now) {
        return new Versions(version, FIXED_CUT_POINTS, population.at(now).version());
    }

    /**
     * How many days purchases are remembered day by day: as long as a late event may still be dated
     * then. The one more is for lateness counted in days of 24 hours where clocks change.
     */
    int dayMemory() {
        return windowDays + memory.latenessDays() + 1;
    }

    /** Whether books are closed at some time. */
    boolean closes() {
        return closesAt != Moments.NEVER;
    }
}
