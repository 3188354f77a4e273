package dev.tidemark.scoring.population;

import dev.tidemark.model.CutPoints;
import dev.tidemark.model.DaySeries;
import dev.tidemark.model.Moments;
import dev.tidemark.scoring.DayCalendar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Knows how everything is spread over all customers, and at the beginning of each day says where
 * the population is cut into classes, and what there is of figures by day.
 *
 * <p>What is found at the beginning of a day rests on what was decided before it, and on nothing
 * else: sheets of later are put aside until time has passed. What comes later than that counts from
 * the next day on. So the same decisions give the same cut points, whoever added them up and in
 * whatever order the sheets come.
 *
 * <p>Every day is passed, one by one. But a day is told of only if it may differ from the one
 * before: if something was decided, or there still are figures of single days. After years in which
 * nothing happened one day costs next to nothing. Not for several threads.
 */
public final class Census {
    /** Stands for no day: nothing was heard yet. */
    static final int NONE = Integer.MIN_VALUE;

    /** Time that is over for everything, or all but. */
    private static final long AFTER_ALL = Moments.NEVER - 1;

    private static final double TOP_FIFTH = 0.2;

    private final CensusRules rules;
    private final DayCalendar calendar;
    private final CensusSums sums;
    private final TreeMap<Integer, CensusSums> waiting;
    private final CutMaking cuts;
    private int nextDay;

    /** With what it knows; {@link CensusNotesCodec} writes that down. */
    Census(
            CensusRules rules,
            int nextDay,
            CensusSums sums,
            TreeMap<Integer, CensusSums> waiting,
            CutMaking cuts) {
        this.rules = rules;
        this.calendar = rules.calendar();
        this.nextDay = nextDay;
        this.sums = sums;
        this.waiting = waiting;
        this.cuts = cuts;
    }

    /** Begins with nobody. */
    public static Census beginning(CensusRules rules) {
        return new Census(rules, NONE, new CensusSums(), new TreeMap<>(), new CutMaking(rules));
    }

    /**
     * Takes up the work where it was left.
     *
     * @throws IllegalArgumentException if the notes are damaged, or of a newer release
     */
    public static Census resuming(CensusRules rules, CensusNotes notes) {
        return CensusNotesCodec.decode(notes.bytes(), rules);
    }

    /** Everything that is needed to take the work up again. */
    public CensusNotes notes() {
        return new CensusNotes(CensusNotesCodec.encode(this));
    }

    /** The cut points that were made last. */
    public Optional<CutPoints> newest() {
        return cuts.newest();
    }

    int nextDay() {
        return nextDay;
    }

    CensusSums sums() {
        return sums;
    }

    Map<Integer, CensusSums> waiting() {
        return waiting;
    }

    int cutDay() {
        return cuts.cutDay();
    }

    /**
     * Hears what some decisions of a day change. If that day is closed, it counts as of the last
     * one.
     */
    public void hear(TallySheet sheet) {
        int day = nextDay == NONE ? sheet.day() : Math.max(sheet.day(), nextDay - 1);
        CensusSums put = waiting.computeIfAbsent(day, d -> new CensusSums());
        put.addAll(sheet.sums());
        if (put.isEmpty()) {
            waiting.remove(day);
        }
    }

    /**
     * Time has passed: nothing will be heard any more of what was decided up to this moment, or it
     * is late.
     *
     * @param moment {@link Moments#NEVER} at the end of everything: then the last day that was
     *     heard of still begins, and is not closed
     * @return what was found out, in order
     */
    public List<CensusFinding> passTo(long moment) {
        List<CensusFinding> found = new ArrayList<>();
        long until = Math.min(rules.closesAt(), moment);
        if (until >= AFTER_ALL) {
            if (waiting.isEmpty()) {
                return found;
            }
            until = calendar.startOf(waiting.lastKey()) - 1;
        }
        // While the first day is not over, there may yet be an earlier one.
        if (nextDay == NONE && !waiting.isEmpty() && isOver(waiting.firstKey(), until)) {
            nextDay = waiting.firstKey() + 1;
        }
        while (nextDay != NONE && isOver(nextDay - 1, until)) {
            begin(nextDay, found);
            nextDay++;
        }
        return found;
    }

    private boolean isOver(int day, long until) {
        return calendar.startOf(day + 1) - 1 <= until;
    }

    private void begin(int day, List<CensusFinding> found) {
        Optional<CensusSums> change = Optional.ofNullable(waiting.remove(day - 1));
        if (change.isPresent()) {
            sums.addAll(change.get());
            cuts.forgetCut();
        }
        int keptFrom = day - rules.keptDays();
        sums.days.pruneBefore(keptFrom);
        if (change.isPresent() || sums.days.reaches(keptFrom)) {
            found.add(new CensusFinding.DayClosed(figures(day)));
        }
        cuts.make(day, sums).map(CensusFinding.CutsMade::new).ifPresent(found::add);
    }

    private DayFigures figures(int day) {
        int start = day - rules.periodDays() - 1;
        BuyerSums among = sums.among(rules.cuts().counted());
        return new DayFigures(
                day,
                window(day, rules.periodDays()),
                window(day, rules.windowDays()),
                sums.days.asOf(DaySeries.ACTIVE_CHANGE, start),
                sums.days.asOf(DaySeries.LOST_CHANGE, start),
                among.spend.topShare(TOP_FIFTH),
                new DayFigures.Spread(
                        sums.clv.quantile(0.1), sums.clv.quantile(0.5), sums.clv.quantile(0.9)),
                sums.customers,
                sums.buyers());
    }

    private DayFigures.Window window(int day, int days) {
        int first = day - days;
        int last = day - 1;
        return new DayFigures.Window(
                days,
                sums.days.total(DaySeries.REVENUE_MINOR, first, last),
                sums.days.total(DaySeries.ORDERS, first, last),
                sums.days.total(DaySeries.NEW_CUSTOMERS, first, last),
                sums.days.total(DaySeries.CAMPAIGN_COST_MINOR, first, last));
    }
}
