package dev.tidemark.model;

import java.util.List;
import java.util.Map;

/**
 * How the figures of all customers change by one decision about one of them.
 *
 * @param at when, event time in epoch milliseconds
 * @param before what the customer counted for until then
 * @param after what the customer counts for from then on
 * @param days what changes in figures by day
 * @param campaigns by how much the net revenue that is due to each campaign changes
 */
public record AccountChange(
        long at, Account before, Account after, List<DayEntry> days, Map<String, Long> campaigns) {
    public AccountChange {
        days = List.copyOf(days);
        campaigns = Map.copyOf(campaigns);
    }

    /** One that no campaign has brought about. */
    public AccountChange(long at, Account before, Account after, List<DayEntry> days) {
        this(at, before, after, days, Map.of());
    }

    /** Whether it changes nothing. */
    public boolean isEmpty() {
        return days.isEmpty() && campaigns.isEmpty() && before.equals(after);
    }
}
