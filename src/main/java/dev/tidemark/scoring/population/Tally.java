package dev.tidemark.scoring.population;

import dev.tidemark.model.AccountChange;
import dev.tidemark.scoring.DayCalendar;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Adds up what decisions change in the sums over all customers, by the day of the decision, until
 * someone takes it to the {@link Census}. Not for several threads.
 */
public final class Tally {
    private final DayCalendar calendar;
    private final TreeMap<Integer, CensusSums> byDay = new TreeMap<>();
    private CensusSums latest;
    private long latestFrom;
    private long latestUntil;

    /** An empty one. */
    public Tally(DayCalendar calendar) {
        this.calendar = calendar;
    }

    /** Adds a change. */
    public void add(AccountChange change) {
        if (change.isEmpty()) {
            return;
        }
        CensusSums sums = sumsAt(change.at());
        sums.replace(change.before(), change.after());
        if (!change.days().isEmpty()) {
            change.days().forEach(sums.days::add);
        }
    }

    /** Nearly always they are of the same day as those before. */
    private CensusSums sumsAt(long moment) {
        if (latest == null || moment < latestFrom || moment >= latestUntil) {
            int day = calendar.dayOf(moment);
            latest = byDay.computeIfAbsent(day, first -> new CensusSums());
            latestFrom = calendar.startOf(day);
            latestUntil = calendar.startOf(day + 1);
        }
        return latest;
    }

    /** Whether nothing was added since it was last taken. */
    public boolean isEmpty() {
        return byDay.isEmpty();
    }

    /**
     * What was added since the last time, the earliest day first; none of a day on which everything
     * cancels. It is empty then.
     */
    public List<TallySheet> take() {
        List<TallySheet> sheets = new ArrayList<>(byDay.size());
        byDay.forEach(
                (day, sums) -> {
                    if (!sums.isEmpty()) {
                        sheets.add(new TallySheet(day, sums));
                    }
                });
        byDay.clear();
        latest = null;
        return sheets;
    }
}
