package dev.tidemark.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.model.KpiValue;

/** The value of a KPI as JSON, described in {@code docs/topics.md}. */
public final class KpiJson {
    private KpiJson() {}

    /** The bytes of a KPI value. */
    public static byte[] write(KpiValue kpi) {
        return JsonText.object(
                json -> {
                    json.writeStringField("kpi", kpi.kpi());
                    JsonText.texts(json, "labels", kpi.labels());
                    json.writeNumberField("value", kpi.value());
                });
    }

    /** The key under which a compacted topic keeps the latest value. */
    public static String key(KpiValue kpi) {
        return kpi.labels().isEmpty()
                ? kpi.kpi()
                : kpi.kpi() + "|" + String.join("|", kpi.labels());
    }

    /**
     * Reads a KPI value back.
     *
     * @throws IllegalArgumentException if the bytes are not a KPI value
     */
    public static KpiValue read(byte[] bytes) {
        JsonNode node = JsonText.tree(bytes);
        JsonNode kpi = node.path("kpi");
        JsonNode labels = node.path("labels");
        JsonNode value = node.path("value");
        boolean whole =
                kpi.isTextual()
                        && labels.isArray()
                        && labels.valueStream().allMatch(JsonNode::isTextual)
                        && value.isIntegralNumber()
                        && value.canConvertToLong();
        if (!whole) {
            throw new IllegalArgumentException("not a KPI value");
        }
        return new KpiValue(kpi.textValue(), JsonText.texts(labels), value.longValue());
    }
}
