package dev.tidemark.kpi;

import dev.tidemark.model.KpiValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps the {@link Derived} KPIs in step with the ledger they are made of. */
public final class DerivedKpis {
    private record Line(Derived derived, List<String> labels) {}

    private final Ledger ledger;
    private final BigDecimal margin;
    private final Map<String, List<Derived>> byInput = new HashMap<>();
    private final Map<Line, Long> told = new HashMap<>();

    /**
     * The derived figures of a ledger; none was told yet.
     *
     * @param ledger whose totals they are made of
     * @param margin share of net spend that is profit, over 0 and at most 1
     */
    public DerivedKpis(Ledger ledger, double margin) {
        this.ledger = ledger;
        this.margin = BigDecimal.valueOf(margin);
        for (Derived derived : Derived.all()) {
            derived.numerator().forEach(term -> listen(derived, term.kpi()));
            derived.denominator().forEach(term -> listen(derived, term.kpi()));
        }
    }

    private void listen(Derived derived, Kpi input) {
        byInput.computeIfAbsent(input.wireName(), kpi -> new ArrayList<>()).add(derived);
    }

    /**
     * The derived values that are not what they were when they were last told.
     *
     * @param changed the totals that changed
     */
    public List<KpiValue> changes(List<KpiValue> changed) {
        Set<Line> touched = new LinkedHashSet<>();
        for (KpiValue total : changed) {
            for (Derived derived : byInput.getOrDefault(total.kpi(), List.of())) {
                touched.add(new Line(derived, labels(derived, total)));
            }
        }
        List<KpiValue> changes = new ArrayList<>();
        for (Line line : touched) {
            if (hasDenominator(line)) {
                long units = line.derived().units(kpi -> total(kpi, line.labels()), margin);
                Long before = told.put(line, units);
                if (before == null || before != units) {
                    changes.add(line.derived().kpi().of(units, texts(line.labels())));
                }
            }
        }
        return changes;
    }

    /** What has no labels is of all customers. */
    private static List<String> labels(Derived derived, KpiValue total) {
        boolean same = total.labels().size() == derived.kpi().labels().size();
        return same ? total.labels() : Groups.EVERYONE;
    }

    private boolean hasDenominator(Line line) {
        return line.derived().denominator().stream()
                .anyMatch(
                        term ->
                                applies(term.kpi(), line.labels())
                                        && ledger.has(
                                                term.kpi(), labelsOf(term.kpi(), line.labels())));
    }

    private long total(Kpi kpi, List<String> labels) {
        return applies(kpi, labels) ? ledger.total(kpi, labelsOf(kpi, labels)) : 0;
    }

    private static boolean applies(Kpi kpi, List<String> labels) {
        return !kpi.labels().isEmpty() || labels.equals(Groups.EVERYONE);
    }

    private static String[] labelsOf(Kpi kpi, List<String> labels) {
        return kpi.labels().isEmpty() ? new String[0] : texts(labels);
    }

    private static String[] texts(List<String> labels) {
        return labels.toArray(String[]::new);
    }
}
