package dev.tidemark.model;

import java.util.Objects;

/**
 * One thing that happened to one customer, whatever dialect it arrived in.
 *
 * @param eventId identity of the event; the same id twice is a duplicate
 * @param customerId whom it happened to
 * @param type what happened
 * @param occurredAt when it happened, epoch milliseconds
 * @param orderId the order it belongs to; empty if none was named
 * @param amountMinor money in minor units of the reporting currency, never negative; {@link
 *     #NO_AMOUNT} if none was named
 * @param channel where it happened, such as {@code web} or {@code store}; empty if not said
 */
public record CustomerEvent(
        String eventId,
        String customerId,
        EventType type,
        long occurredAt,
        String orderId,
        long amountMinor,
        String channel) {

    /** Stands for an amount that was not given. */
    public static final long NO_AMOUNT = Long.MIN_VALUE;

    public CustomerEvent {
        Objects.requireNonNull(eventId, "eventId");
        Objects.requireNonNull(customerId, "customerId");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(orderId, "orderId");
        Objects.requireNonNull(channel, "channel");
        if (amountMinor < 0 && amountMinor != NO_AMOUNT) {
            throw new IllegalArgumentException(
                    "amountMinor %d is negative; money that goes back is a refund"
                            .formatted(amountMinor));
        }
    }

    public boolean hasAmount() {
        return amountMinor != NO_AMOUNT;
    }

    public boolean hasOrder() {
        return !orderId.isEmpty();
    }
}
