package dev.tidemark.model;

import java.util.List;

/**
 * How the figures of all customers change by one decision about one of them.
 *
 * @param at when, event time in epoch milliseconds
 * @param before what the customer counted for until then
 * @param after what the customer counts for from then on
 * @param days what changes in figures by day
 */
public record AccountChange(long at, Account before, Account after, List<DayEntry> days) {
    public AccountChange {
        days = List.copyOf(days);
    }

    /** Whether it changes nothing. */
    public boolean isEmpty() {
        return days.isEmpty() && before.equals(after);
    }
}
