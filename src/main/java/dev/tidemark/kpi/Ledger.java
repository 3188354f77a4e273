package dev.tidemark.kpi;

import dev.tidemark.model.KpiValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Totals by KPI and labels. Entries are added; an entry below zero takes away. */
public final class Ledger {
    private record Line(String kpi, List<String> labels, int decimals) {}

    private final Map<Line, Long> totals = new HashMap<>();
    private final Set<Line> changed = new HashSet<>();

    /** Adds an entry to its total. */
    public void add(KpiValue entry) {
        Line line = new Line(entry.kpi(), entry.labels(), entry.decimals());
        totals.merge(line, entry.value(), Long::sum);
        changed.add(line);
    }

    /**
     * The total of a KPI for these labels, in the units of its digits; 0 if nothing was ever added.
     */
    public long total(Kpi kpi, String... labels) {
        Line line = new Line(kpi.wireName(), List.of(labels), kpi.decimals());
        return totals.getOrDefault(line, 0L);
    }

    /** Whether anything was ever added to that total. */
    boolean has(Kpi kpi, String... labels) {
        return totals.containsKey(new Line(kpi.wireName(), List.of(labels), kpi.decimals()));
    }

    /** How many totals there are. */
    public int size() {
        return totals.size();
    }

    /** All totals, by KPI and labels in order. */
    public List<KpiValue> totals() {
        return inOrder(totals.keySet());
    }

    /** The totals that changed since the last call, in order. */
    public List<KpiValue> takeChanged() {
        List<KpiValue> values = inOrder(changed);
        changed.clear();
        return values;
    }

    /** All totals, in order; then the ledger is empty. */
    public List<KpiValue> takeAll() {
        List<KpiValue> values = totals();
        totals.clear();
        changed.clear();
        return values;
    }

    private List<KpiValue> inOrder(Set<Line> lines) {
        List<KpiValue> values = new ArrayList<>(lines.size());
        for (Line line : lines) {
            values.add(new KpiValue(line.kpi(), line.labels(), totals.get(line), line.decimals()));
        }
        values.sort(
                Comparator.comparing(KpiValue::kpi)
                        .thenComparing(KpiValue::labels, Ledger::compareLabels));
        return values;
    }

    private static int compareLabels(List<String> a, List<String> b) {
        return Arrays.compare(a.toArray(new String[0]), b.toArray(new String[0]));
    }
}
