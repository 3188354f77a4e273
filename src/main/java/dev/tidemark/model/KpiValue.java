package dev.tidemark.model;

import java.util.List;

/**
 * The value of one KPI for one combination of labels.
 *
 * @param kpi the KPI's name, such as {@code customers}
 * @param labels the values of its labels, in the order in which the KPI declares them
 * @param value the total
 */
public record KpiValue(String kpi, List<String> labels, long value) {
    public KpiValue {
        labels = List.copyOf(labels);
    }
}
