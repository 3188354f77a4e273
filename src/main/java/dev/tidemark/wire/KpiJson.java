package dev.tidemark.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.model.KpiValue;
import java.math.BigDecimal;

/** The value of a KPI as JSON, described in {@code docs/topics.md}. */
public final class KpiJson {
    private KpiJson() {}

    /** The bytes of a KPI value. */
    public static byte[] write(KpiValue kpi) {
        return JsonText.object(
                json -> {
                    json.writeStringField("kpi", kpi.kpi());
                    JsonText.texts(json, "labels", kpi.labels());
                    json.writeFieldName("value");
                    // All its digits, zeros too: by them a reader knows in what the total counts.
                    json.writeNumber(kpi.number().toPlainString());
                });
    }

    /**
     * The key under which a compacted topic keeps the latest value: the name and the labels, each
     * after a bar. A bar or backslash within one has a backslash before it, so that no two KPIs
     * share a key.
     */
    public static String key(KpiValue kpi) {
        StringBuilder key = new StringBuilder(escaped(kpi.kpi()));
        for (String label : kpi.labels()) {
            key.append('|').append(escaped(label));
        }
        return key.toString();
    }

    private static String escaped(String part) {
        return part.replace("\\", "\\\\").replace("|", "\\|");
    }

    /**
     * Reads a KPI value back. How many decimals it has is told by the number itself, not by the
     * registry: so the values of a newer release can be read too.
     *
     * @throws IllegalArgumentException if the bytes are not a KPI value
     */
    public static KpiValue read(byte[] bytes) {
        JsonNode node = JsonText.exactTree(bytes);
        BigDecimal number = JsonText.decimal(node, "value");
        return new KpiValue(
                JsonText.string(node, "kpi"),
                JsonText.texts(node, "labels"),
                units(number),
                number.scale());
    }

    private static long units(BigDecimal number) {
        try {
            return number.unscaledValue().longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("value has too many digits", e);
        }
    }
}
