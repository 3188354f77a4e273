package dev.tidemark.scoring;

import dev.tidemark.model.PurchaseHistory;

/**
 * What the rules make of a customer's purchases: scores, and at each moment an {@link Outlook}.
 *
 * <p>Days and model units: a purchase day counts as at its end, so the age T runs from the end of
 * the first purchase day, continuously; the gap t_x is whole days.
 */
final class Appraisal {
    private final Rules rules;
    private final BuyingModel model;
    private final Purchases purchases;
    private final long firstDayEnd;
    private final int repeats;
    private final int gapDays;

    /** Reads the purchases; there must be at least one purchase day. */
    Appraisal(Rules rules, BuyingModel model, Purchases purchases) {
        this.rules = rules;
        this.model = model;
        this.purchases = purchases;
        this.firstDayEnd = rules.calendar().startOf(purchases.firstDay + 1);
        this.repeats = purchases.repeats();
        this.gapDays = purchases.lastDay - purchases.firstDay;
    }

    /** What is to be expected at a moment. */
    Outlook at(long now) {
        return new Outlook(
                rules,
                model,
                purchases,
                gapDays / model.unitDays(),
                ageDays(now) / model.unitDays());
    }

    PurchaseHistory history(long now) {
        return new PurchaseHistory(
                purchases.firstDay,
                purchases.lastDay,
                repeats,
                gapDays,
                ageDays(now),
                purchases.meanRepeatNet());
    }

    /** T = max(t_x, now − end of the first day). */
    private double ageDays(long now) {
        return Math.max(gapDays, (double) (now - firstDayEnd) / DayCalendar.DAY_MILLIS);
    }
}
