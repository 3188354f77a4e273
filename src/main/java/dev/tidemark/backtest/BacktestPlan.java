package dev.tidemark.backtest;

import dev.tidemark.scoring.population.FittingRules;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What is judged, and when. Days are local dates as days since 1970-01-01; an origin is the begin
 * of its day, and what happens on that day already is the future.
 *
 * @param fitting how models are fitted at each origin
 * @param firstDay of the log
 * @param endDay the day after the last one of the log
 * @param horizonDays predictions are of the purchases within so many days, over 0
 * @param everyDays from one origin to the next, over 0
 * @param from the first origin; if empty, two horizons into the log, but not later than half way to
 *     the last possible one
 */
public record BacktestPlan(
        FittingRules fitting,
        int firstDay,
        int endDay,
        int horizonDays,
        int everyDays,
        OptionalInt from) {

    /** Who bought within so many days before an origin is called active. */
    public static final int ACTIVE_DAYS = 90;

    public BacktestPlan {
        if (horizonDays < 1 || everyDays < 1) {
            throw new IllegalArgumentException(
                    "horizon %d and step %d are not over 0".formatted(horizonDays, everyDays));
        }
    }

    /**
     * The days of the origins, in order; at least one.
     *
     * @throws TooLittleHistoryException if there is none after which the log goes on for a horizon
     */
    public List<Integer> origins() {
        if (endDay <= firstDay) {
            throw new TooLittleHistoryException(
                    "the log begins on %s, and is to end on %s before that"
                            .formatted(
                                    LocalDate.ofEpochDay(firstDay),
                                    LocalDate.ofEpochDay(endDay - 1)));
        }
        int last = endDay - horizonDays;
        if (last <= firstDay) {
            throw new TooLittleHistoryException(
                    ("the log goes from %s to %s, %s: there is no day in it with a past and a"
                                    + " horizon of %d days before its end")
                            .formatted(
                                    LocalDate.ofEpochDay(firstDay),
                                    LocalDate.ofEpochDay(endDay - 1),
                                    endDay - firstDay == 1 ? "1 day" : endDay - firstDay + " days",
                                    horizonDays));
        }
        int first = from.orElse(firstDay + Math.min(2 * horizonDays, (last - firstDay + 1) / 2));
        if (first > last || first <= firstDay) {
            throw new TooLittleHistoryException(
                    ("the first origin %s is not after the first day of the log and a horizon of"
                                    + " %d days before its end: it may be from %s to %s")
                            .formatted(
                                    LocalDate.ofEpochDay(first),
                                    horizonDays,
                                    LocalDate.ofEpochDay(firstDay + 1),
                                    LocalDate.ofEpochDay(last)));
        }
        List<Integer> days = new ArrayList<>();
        for (int day = first; day <= last; day += everyDays) {
            days.add(day);
        }
        return days;
    }
}
