package dev.tidemark.job;

import dev.tidemark.kpi.Kpi;
import dev.tidemark.model.KpiValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Figures that are replaced as a whole. The ledger only adds: each is entered as the difference to
 * what it was, which is remembered here.
 */
final class Gauges {
    private record Line(String kpi, List<String> labels, int decimals) {
        KpiValue of(long value) {
            return new KpiValue(kpi, labels, value, decimals);
        }
    }

    private final Map<Line, Long> shown = new HashMap<>();

    /** Goes on from what was shown before. */
    Gauges(Iterable<KpiValue> before) {
        before.forEach(gauge -> shown.put(line(gauge), gauge.value()));
    }

    private static Line line(KpiValue value) {
        return new Line(value.kpi(), value.labels(), value.decimals());
    }

    /** What is shown now, to go on from. */
    List<KpiValue> shown() {
        return shown.entrySet().stream().map(e -> e.getKey().of(e.getValue())).toList();
    }

    /** Shows a figure; one that has no value is not shown: the one before stays. */
    void show(Kpi kpi, double value, String label, List<KpiValue> entries) {
        if (Double.isFinite(value)) {
            show(kpi.ofDecimal(value, label), entries);
        }
    }

    /** Shows a figure, and notes what it takes to make it so. */
    void show(KpiValue gauge, List<KpiValue> entries) {
        Long before = shown.put(line(gauge), gauge.value());
        if (before == null || before != gauge.value()) {
            long change = gauge.value() - (before == null ? 0 : before);
            entries.add(line(gauge).of(change));
        }
    }
}
