package dev.tidemark.serving;

import dev.tidemark.model.KpiValue;
import dev.tidemark.wire.KpiJson;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** What a compacted topic of KPIs comes to: the last value under each key. */
final class KpiTotals {
    /**
     * More lines than all classes, reasons and causes make together. Past it somebody writes to the
     * topic who should not, and each line would be a time series for ever.
     */
    static final int MAX_LINES = 10_000;

    private final Map<String, KpiLine> lines = new HashMap<>();
    private final Map<KpiLine, Long> totals = new HashMap<>();

    /**
     * Takes a record in; without a value it takes its key away.
     *
     * @throws IllegalArgumentException if the record is no KPI this release can show
     */
    void take(byte[] keyBytes, byte[] valueBytes) {
        if (keyBytes == null) {
            throw new IllegalArgumentException("a record without a key");
        }
        String key = new String(keyBytes, StandardCharsets.UTF_8);
        if (valueBytes == null) {
            totals.remove(lines.remove(key));
            return;
        }
        KpiValue value = KpiJson.read(valueBytes);
        KpiLine line = KpiLine.of(value);
        if (!KpiJson.key(value).equals(key)) {
            throw new IllegalArgumentException("the key is not the key of the value");
        }
        if (totals.size() >= MAX_LINES && !totals.containsKey(line)) {
            throw new IllegalArgumentException("more than %d lines".formatted(MAX_LINES));
        }
        lines.put(key, line);
        totals.put(line, value.value());
    }

    Map<KpiLine, Long> totals() {
        return Map.copyOf(totals);
    }
}
