package dev.tidemark.serving;

import dev.tidemark.kpi.Kpi;
import dev.tidemark.model.KpiValue;
import java.math.BigDecimal;
import java.util.List;

/**
 * One line of the ledger: a KPI for one combination of labels.
 *
 * @param kpi which KPI
 * @param labels the values of its labels, in the order in which the KPI declares them
 */
public record KpiLine(Kpi kpi, List<String> labels) {
    /** So long may the value of a label be, in characters. */
    static final int MAX_LABEL_LENGTH = Kpi.LONGEST_LABEL;

    /**
     * @throws IllegalArgumentException if the labels are not those of the KPI, or one is blank or
     *     too long to be the name of a class
     */
    public KpiLine {
        labels = List.copyOf(labels);
        if (labels.size() != kpi.labels().size()) {
            throw new IllegalArgumentException(
                    "%s has the labels %s, got %d values"
                            .formatted(kpi.wireName(), kpi.labels(), labels.size()));
        }
        for (String label : labels) {
            if (label.isBlank() || label.length() > MAX_LABEL_LENGTH) {
                throw new IllegalArgumentException(
                        "%s has a label of %d characters; 1 to %d that are not blank are allowed"
                                .formatted(kpi.wireName(), label.length(), MAX_LABEL_LENGTH));
            }
        }
    }

    /** What a total of this line says as a number. */
    public double number(long total) {
        return BigDecimal.valueOf(total, kpi.decimals()).doubleValue();
    }

    /**
     * The line that a value belongs to.
     *
     * @throws IllegalArgumentException if this release does not know the KPI, or the labels or the
     *     decimals are not its own
     */
    public static KpiLine of(KpiValue value) {
        Kpi kpi =
                Kpi.ofWireName(value.kpi())
                        .orElseThrow(() -> new IllegalArgumentException("not a known KPI"));
        if (value.decimals() != kpi.decimals()) {
            throw new IllegalArgumentException(
                    "%s has %d decimals, got %d"
                            .formatted(kpi.wireName(), kpi.decimals(), value.decimals()));
        }
        return new KpiLine(kpi, value.labels());
    }
}
