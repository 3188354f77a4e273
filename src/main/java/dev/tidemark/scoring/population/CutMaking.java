package dev.tidemark.scoring.population;

import dev.tidemark.model.CutPoints;
import java.util.Optional;

/**
 * Makes versions of the cut points when they are due, and remembers the newest.
 *
 * <p>On its days a version is made if any limit is another; between them if one has moved far. The
 * days are counted from the last on which that was so, or could have been.
 */
final class CutMaking {
    /** Stands for no day. */
    static final int NONE = Integer.MIN_VALUE;

    private final CensusRules rules;
    private int cutDay;
    private Optional<CutPoints> newest;
    private Optional<PopulationCut> cut = Optional.empty();

    CutMaking(CensusRules rules) {
        this(rules, NONE, Optional.empty());
    }

    CutMaking(CensusRules rules, int cutDay, Optional<CutPoints> newest) {
        this.rules = rules;
        this.cutDay = cutDay;
        this.newest = newest;
    }

    int cutDay() {
        return cutDay;
    }

    Optional<CutPoints> newest() {
        return newest;
    }

    /** The sums are others: where they were cut is no longer true. */
    void forgetCut() {
        cut = Optional.empty();
    }

    /** The version that is due at the beginning of a day, if one is. */
    Optional<CutPoints> make(int day, CensusSums sums) {
        CutSchedule schedule = rules.schedule();
        if (!schedule.cuts()) {
            return Optional.empty();
        }
        if (cut.isEmpty() && buyers(sums) >= schedule.leastCustomers()) {
            cut = Optional.of(PopulationCut.of(sums, rules.cuts()));
        }
        return cut.flatMap(found -> version(day, found));
    }

    private long buyers(CensusSums sums) {
        return rules.cuts().counted() == Counted.WINDOW ? sums.recent.buyers() : sums.buyers();
    }

    private Optional<CutPoints> version(int day, PopulationCut found) {
        CutLimits limits = found.limits(day - 1);
        Optional<CutLimits> before = newest.map(CutLimits::of);
        if (before.isPresent() && !isDue(day, limits, before.get())) {
            return Optional.empty();
        }
        cutDay = day;
        if (before.isPresent() && limits.equals(before.get())) {
            return Optional.empty();
        }
        long effectiveFrom = rules.calendar().startOf(day) + rules.schedule().leadMillis();
        newest = Optional.of(found.version(day, limits, effectiveFrom));
        return newest;
    }

    private boolean isDue(int day, CutLimits limits, CutLimits before) {
        CutSchedule schedule = rules.schedule();
        return (long) day - cutDay >= schedule.everyDays()
                || limits.haveMovedFrom(before, schedule.tolerance());
    }
}
