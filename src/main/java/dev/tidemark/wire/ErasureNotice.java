package dev.tidemark.wire;

import dev.tidemark.model.ErasureReceipt;
import java.util.Objects;

/**
 * What is said outside of an erasure: all of the receipt but the customer's id.
 *
 * @param eventId the event that asked for it
 * @param customerHash keyed hash of the customer's id; empty if there is no secret to make one
 * @param requestedAt when it was asked for, event time in epoch milliseconds
 * @param wasKnown whether there was anything to erase
 * @param rememberedUntil until then events of the customer are ignored, epoch milliseconds
 */
public record ErasureNotice(
        String eventId,
        String customerHash,
        long requestedAt,
        boolean wasKnown,
        long rememberedUntil) {
    /** The label of its hash, which sets it apart from others made with the same secret. */
    public static final String HASH_LABEL = "tidemark.erasures.v1";

    public ErasureNotice {
        Objects.requireNonNull(eventId, "eventId");
        Objects.requireNonNull(customerHash, "customerHash");
    }

    /** Without a secret: who asked for the erasure knows it by its event. */
    public static ErasureNotice of(ErasureReceipt receipt) {
        return of(receipt, "");
    }

    /**
     * With the hash by which those who hold the secret find the customer again.
     *
     * @param hash made with {@link #HASH_LABEL}
     */
    public static ErasureNotice of(ErasureReceipt receipt, KeyedHash hash) {
        return of(receipt, hash.of(receipt.customerId()));
    }

    private static ErasureNotice of(ErasureReceipt receipt, String customerHash) {
        return new ErasureNotice(
                receipt.eventId(),
                customerHash,
                receipt.requestedAt(),
                receipt.wasKnown(),
                receipt.rememberedUntil());
    }

    /** The key of its record: the hash, or else the event's id. */
    public String key() {
        return customerHash.isEmpty() ? eventId : customerHash;
    }
}
