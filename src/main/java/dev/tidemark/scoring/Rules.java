package dev.tidemark.scoring;

import dev.tidemark.model.Moments;
import dev.tidemark.model.Versions;
import dev.tidemark.stats.GammaGamma;
import dev.tidemark.stats.MbgNbd;
import java.io.Serializable;

/**
 * Everything the fold depends on besides history and event: a value, handed in.
 *
 * @param calendar the zone in which days are counted
 * @param windowDays length of the rolling RFM window in days, over 0
 * @param limits fixed limits of the r, f and m scores
 * @param grid names of the 125 cells
 * @param churn horizon and levels of churn risk
 * @param value margin, discount and currency
 * @param purchases the model of buying
 * @param unitDays days in the time unit of that model: 7 if it was estimated in weeks
 * @param spend the model of spend per purchase day, in currency units
 * @param orderLines what a second event of an order means
 * @param memory how much is remembered
 * @param privacy consent and erasure
 * @param closesAt events from this moment on are ignored and every customer is scored once more as
 *     of it; {@link Moments#NEVER} for a run without an end
 * @param versions names of all of the above, for the scorecard
 */
public record Rules(
        DayCalendar calendar,
        int windowDays,
        RfmLimits limits,
        RfmGrid grid,
        ChurnRules churn,
        ValueRules value,
        MbgNbd purchases,
        double unitDays,
        GammaGamma spend,
        OrderLines orderLines,
        MemoryLimits memory,
        PrivacyRules privacy,
        long closesAt,
        Versions versions)
        implements Serializable {

    public Rules {
        if (windowDays < 1) {
            throw new IllegalArgumentException("window %d is not over 0".formatted(windowDays));
        }
        if (memory.latenessDays() > windowDays) {
            throw new IllegalArgumentException(
                    "lateness of %d days is longer than the window of %d days"
                            .formatted(memory.latenessDays(), windowDays));
        }
    }

    /** The same rules for a run that closes its books at a moment. */
    public Rules closingAt(long moment) {
        return new Rules(
                calendar,
                windowDays,
                limits,
                grid,
                churn,
                value,
                purchases,
                unitDays,
                spend,
                orderLines,
                memory,
                privacy,
                moment,
                versions);
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
