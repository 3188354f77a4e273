package dev.tidemark.sim;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A purchase in the native JSON form, sound until it is damaged in one way.
 *
 * <p>The JSON is written by hand because a sound writer could not make it, and because this room
 * does not know {@code wire}. All values are plain ASCII without quotes, so nothing needs escaping.
 */
final class BrokenRecord {
    private static final BrokenKind[] KINDS = BrokenKind.values();
    private static final int NOT_IN_UTF8 = 0xFF;

    private BrokenRecord() {}

    static Delivery.Broken draw(
            ShopConfig config, String customerId, String eventId, long at, SeededRandom random) {
        BrokenKind kind = KINDS[(int) random.below(KINDS.length)];
        Map<String, String> fields = soundPurchase(config, customerId, eventId, at, random);
        damageField(kind, fields);
        return new Delivery.Broken(damagedBytes(kind, fields, random), kind);
    }

    /** Field names to JSON values, in the order they are written. */
    private static Map<String, String> soundPurchase(
            ShopConfig config, String customerId, String eventId, long at, SeededRandom random) {
        Map<String, String> fields = new LinkedHashMap<>();
        long amountMinor = 1 + random.below(9_999);
        fields.put("eventId", quoted(eventId));
        fields.put("customerId", quoted(customerId));
        fields.put("type", quoted("purchase"));
        fields.put("occurredAt", quoted(Instant.ofEpochMilli(at).toString()));
        fields.put("orderId", quoted("o" + eventId.substring(1)));
        fields.put(
                "amount", BigDecimal.valueOf(amountMinor, config.fractionDigits()).toPlainString());
        fields.put("currency", quoted(config.currency()));
        fields.put("channel", quoted("web"));
        return fields;
    }

    private static void damageField(BrokenKind kind, Map<String, String> fields) {
        switch (kind) {
            case MISSING_CUSTOMER -> fields.remove("customerId");
            case BLANK_CUSTOMER -> fields.put("customerId", quoted("  "));
            case MISSING_AMOUNT -> fields.remove("amount");
            case CUSTOMER_NOT_TEXT -> fields.put("customerId", "{\"id\":[]}");
            case UNKNOWN_TYPE -> fields.put("type", quoted("teleport"));
            case BAD_TIME -> fields.put("occurredAt", quoted("2025-13-41T25:61:00Z"));
            case LONG_AGO -> fields.put("occurredAt", quoted("0001-01-01T00:00:00Z"));
            case FAR_FUTURE -> fields.put("occurredAt", quoted("9999-12-31T23:59:59Z"));
            case BAD_AMOUNT -> fields.put("amount", quoted("1O.50"));
            case NEGATIVE_AMOUNT -> fields.put("amount", "-" + fields.get("amount"));
            case UNKNOWN_CURRENCY -> fields.put("currency", quoted("QQQ"));
            case EMPTY, TRUNCATED, NOT_UTF8, NOT_AN_OBJECT -> {
                // Damaged as bytes, below.
            }
        }
    }

    private static byte[] damagedBytes(
            BrokenKind kind, Map<String, String> fields, SeededRandom random) {
        String text =
                fields.entrySet().stream()
                        .map(field -> quoted(field.getKey()) + ":" + field.getValue())
                        .collect(Collectors.joining(",", "{", "}"));
        return switch (kind) {
            case EMPTY -> new byte[0];
            // The closing brace is the last byte, so every shorter prefix is unfinished.
            case TRUNCATED -> ascii(text.substring(0, 1 + (int) random.below(text.length() - 1)));
            case NOT_AN_OBJECT -> ascii("[" + text + "]");
            case NOT_UTF8 -> {
                byte[] raw = ascii(text);
                raw[text.indexOf("\"web\"") + 2] = (byte) NOT_IN_UTF8;
                yield raw;
            }
            default -> ascii(text);
        };
    }

    private static String quoted(String value) {
        return '"' + value + '"';
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
