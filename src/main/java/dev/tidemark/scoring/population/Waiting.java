package dev.tidemark.scoring.population;

import dev.tidemark.model.Moments;
import dev.tidemark.scoring.DayCalendar;
import java.util.ArrayList;
import java.util.List;

/** Reports of what happened after the next day begins, in the order in which they came. */
final class Waiting {
    private List<BuyerReport> reports = new ArrayList<>();

    void add(BuyerReport report) {
        reports.add(report);
    }

    List<BuyerReport> reports() {
        return reports;
    }

    /** Takes out those of before a moment. */
    List<BuyerReport> before(long moment) {
        if (reports.isEmpty()) {
            return List.of();
        }
        List<BuyerReport> due = new ArrayList<>();
        List<BuyerReport> left = new ArrayList<>();
        for (BuyerReport report : reports) {
            (report.asOf() < moment ? due : left).add(report);
        }
        reports = left;
        return due;
    }

    /** The day of the first that tells of a buyer; {@link Schedule#NONE} if none does. */
    int firstDay(DayCalendar calendar) {
        return reports.stream()
                .filter(report -> report.facts().isPresent())
                .mapToLong(BuyerReport::asOf)
                .min()
                .stream()
                .mapToInt(calendar::dayOf)
                .findFirst()
                .orElse(Schedule.NONE);
    }

    /** All that has passed when the latest happened; nothing if there is none. */
    long beforeLatest() {
        return reports.stream()
                .mapToLong(report -> report.asOf() - 1)
                .max()
                .orElse(Moments.BEFORE_ALL);
    }
}
