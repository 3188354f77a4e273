package dev.tidemark.model;

import java.util.Objects;

/**
 * Says that a customer was erased.
 *
 * @param eventId the event that asked for it
 * @param customerId whom it asked to erase; only its keyed hash leaves the house
 * @param requestedAt when it was asked for, event time in epoch milliseconds
 * @param wasKnown whether there was anything to erase
 * @param rememberedUntil until then events of the customer are ignored, so that a late one does not
 *     raise the dead; epoch milliseconds
 */
public record ErasureReceipt(
        String eventId,
        String customerId,
        long requestedAt,
        boolean wasKnown,
        long rememberedUntil) {
    public ErasureReceipt {
        Objects.requireNonNull(eventId, "eventId");
        Objects.requireNonNull(customerId, "customerId");
    }
}
