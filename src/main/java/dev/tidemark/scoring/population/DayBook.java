package dev.tidemark.scoring.population;

import dev.tidemark.model.DayEntry;
import dev.tidemark.model.DaySeries;
import dev.tidemark.stats.KeyedSums;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Figures by day. Of some, the changes from day to day are kept: their sum up to a day is the
 * figure of that day, however long ago it changed.
 */
final class DayBook {
    /** Stands for all days that were too long ago to be kept one by one. */
    static final int LONG_AGO = Integer.MIN_VALUE;

    private static final Set<DaySeries> RUNNING =
            EnumSet.of(DaySeries.ACTIVE_CHANGE, DaySeries.LOST_CHANGE);

    private final Map<DaySeries, KeyedSums> series = new EnumMap<>(DaySeries.class);

    DayBook() {
        for (DaySeries each : DaySeries.values()) {
            series.put(each, new KeyedSums());
        }
    }

    void add(DayEntry entry) {
        of(entry.series()).add(entry.day(), entry.delta());
    }

    void addAll(DayBook other) {
        other.series.forEach((each, sums) -> of(each).addAll(sums));
    }

    KeyedSums of(DaySeries each) {
        return series.get(each);
    }

    /** The sum of the days from a first to a last one. */
    long total(DaySeries each, int firstDay, int lastDay) {
        return of(each).total(firstDay, lastDay);
    }

    /** The figure of a day of one of which the changes are kept. */
    long asOf(DaySeries each, int day) {
        return of(each).total(LONG_AGO, day);
    }

    /** Forgets days one by one; what they add up to is kept where it is needed. */
    void pruneBefore(int day) {
        series.forEach(
                (each, sums) -> {
                    if (RUNNING.contains(each)) {
                        sums.foldBefore(day, LONG_AGO);
                    } else {
                        sums.dropBefore(day);
                    }
                });
    }

    /** Whether there is something of that day, or later. */
    boolean reaches(int day) {
        return series.values().stream().anyMatch(sums -> sums.lastKey().orElse(LONG_AGO) >= day);
    }

    boolean isEmpty() {
        return series.values().stream().allMatch(KeyedSums::isEmpty);
    }
}
