package dev.tidemark.model;

import java.util.Objects;

/**
 * One thing that happened to one customer, whatever dialect it arrived in.
 *
 * @param eventId identity of the event; the same id twice is a duplicate
 * @param customerId whom it happened to; empty for, and only for, {@link EventType#CAMPAIGN_COST}
 * @param type what happened
 * @param occurredAt when it happened, epoch milliseconds
 * @param orderId the order it belongs to; empty if none was named
 * @param amountMinor money in minor units of the reporting currency, never negative; {@link
 *     #NO_AMOUNT} if none was named
 * @param channel where it happened, such as {@code web} or {@code store}; empty if not said
 * @param detail what only this type of event says
 */
public record CustomerEvent(
        String eventId,
        String customerId,
        EventType type,
        long occurredAt,
        String orderId,
        long amountMinor,
        String channel,
        EventDetail detail) {

    /** Stands for an amount that was not given. */
    public static final long NO_AMOUNT = Long.MIN_VALUE;

    public CustomerEvent {
        Objects.requireNonNull(eventId, "eventId");
        Objects.requireNonNull(customerId, "customerId");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(orderId, "orderId");
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(detail, "detail");
        if (customerId.isEmpty() != (type == EventType.CAMPAIGN_COST)) {
            throw new IllegalArgumentException("only the cost of a campaign has no customer");
        }
        if ((type == EventType.MERGE) != (detail instanceof EventDetail.Merge)) {
            throw new IllegalArgumentException("a merge, and nothing else, names another customer");
        }
        if (amountMinor < 0 && amountMinor != NO_AMOUNT) {
            throw new IllegalArgumentException(
                    "amountMinor %d is negative; money that goes back is a refund"
                            .formatted(amountMinor));
        }
    }

    /** An event that says nothing more. */
    public CustomerEvent(
            String eventId,
            String customerId,
            EventType type,
            long occurredAt,
            String orderId,
            long amountMinor,
            String channel) {
        this(
                eventId,
                customerId,
                type,
                occurredAt,
                orderId,
                amountMinor,
                channel,
                EventDetail.NONE);
    }

    /** The same event under another customer's id. */
    public CustomerEvent of(String otherCustomerId) {
        return new CustomerEvent(
                eventId, otherCustomerId, type, occurredAt, orderId, amountMinor, channel, detail);
    }

    /** The same event with other details. */
    public CustomerEvent with(EventDetail otherDetail) {
        return new CustomerEvent(
                eventId, customerId, type, occurredAt, orderId, amountMinor, channel, otherDetail);
    }

    public boolean hasAmount() {
        return amountMinor != NO_AMOUNT;
    }

    public boolean hasOrder() {
        return !orderId.isEmpty();
    }
}
