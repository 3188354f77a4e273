package dev.tidemark.scoring.population;

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

    /** The time of the latest; the beginning of all time if there is none. */
    long latest() {
        return reports.stream().mapToLong(BuyerReport::asOf).max().orElse(Long.MIN_VALUE);
    }
}
