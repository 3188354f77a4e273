package dev.tidemark.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.model.ErasureReceipt;

/**
 * Erasures as JSON: the notice, which is described in {@code docs/topics.md}, and the receipt that
 * names the customer and travels only between the operators of the job.
 */
public final class ErasureJson {
    private ErasureJson() {}

    /** The bytes of what is said outside. */
    public static byte[] write(ErasureNotice notice) {
        return JsonText.object(
                json -> {
                    json.writeStringField("eventId", notice.eventId());
                    JsonText.text(json, "customerHash", notice.customerHash());
                    JsonText.moment(json, "requestedAt", notice.requestedAt());
                    json.writeBooleanField("wasKnown", notice.wasKnown());
                    JsonText.moment(json, "rememberedUntil", notice.rememberedUntil());
                });
    }

    /**
     * Reads a notice back.
     *
     * @throws IllegalArgumentException if the bytes are not a notice
     */
    public static ErasureNotice read(byte[] bytes) {
        JsonNode node = JsonText.tree(bytes);
        return new ErasureNotice(
                JsonText.string(node, "eventId"),
                JsonText.text(node, "customerHash"),
                JsonText.moment(node, "requestedAt"),
                JsonText.bool(node, "wasKnown"),
                JsonText.moment(node, "rememberedUntil"));
    }

    /** The bytes of a receipt, with the customer's id: not for any topic or file. */
    public static byte[] writeReceipt(ErasureReceipt receipt) {
        return JsonText.object(
                json -> {
                    json.writeStringField("eventId", receipt.eventId());
                    json.writeStringField("customerId", receipt.customerId());
                    JsonText.moment(json, "requestedAt", receipt.requestedAt());
                    json.writeBooleanField("wasKnown", receipt.wasKnown());
                    JsonText.moment(json, "rememberedUntil", receipt.rememberedUntil());
                });
    }

    /**
     * Reads a receipt back.
     *
     * @throws IllegalArgumentException if the bytes are not a receipt
     */
    public static ErasureReceipt readReceipt(byte[] bytes) {
        JsonNode node = JsonText.tree(bytes);
        return new ErasureReceipt(
                JsonText.string(node, "eventId"),
                JsonText.string(node, "customerId"),
                JsonText.moment(node, "requestedAt"),
                JsonText.bool(node, "wasKnown"),
                JsonText.moment(node, "rememberedUntil"));
    }
}
