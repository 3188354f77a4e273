package dev.tidemark.job;

import dev.tidemark.kpi.Kpi;
import dev.tidemark.model.KpiValue;
import dev.tidemark.model.ModelParameters;
import dev.tidemark.model.ParameterEstimate;
import dev.tidemark.scoring.population.Finding;
import dev.tidemark.scoring.population.ForecastFigures;
import dev.tidemark.scoring.population.Judgement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What findings enter in the books. The ledger only adds: a figure that is replaced is entered as
 * the difference to what it was, which is remembered here.
 */
final class FindingEntries {
    private static final String MODEL = "model";
    private static final String RECENCY = "recency";

    private record Line(String kpi, List<String> labels, int decimals) {
        KpiValue of(long value) {
            return new KpiValue(kpi, labels, value, decimals);
        }
    }

    private final Map<Line, Long> shown = new HashMap<>();

    /** Goes on from what was shown before. */
    FindingEntries(Iterable<KpiValue> gauges) {
        gauges.forEach(gauge -> shown.put(line(gauge), gauge.value()));
    }

    private static Line line(KpiValue value) {
        return new Line(value.kpi(), value.labels(), value.decimals());
    }

    /** What is shown now, to go on from. */
    List<KpiValue> gauges() {
        return shown.entrySet().stream().map(e -> e.getKey().of(e.getValue())).toList();
    }

    List<KpiValue> of(Finding finding) {
        List<KpiValue> entries = new ArrayList<>();
        if (finding instanceof Finding.Fitted fitted) {
            entries.add(Kpi.MODEL_FITS.of(1, fitted.parameters().verdict()));
            show(fitted.parameters(), entries);
        } else if (finding instanceof Finding.NotFitted not) {
            entries.add(Kpi.MODEL_FITS.of(1, not.verdict()));
        } else if (finding instanceof Finding.Judged judged) {
            entries.add(Kpi.CHURN_ORIGINS_JUDGED.of(judged.newly()));
            show(judged.judgement(), entries);
        }
        return entries;
    }

    private void show(ModelParameters parameters, List<KpiValue> entries) {
        show(Kpi.MODEL_CUSTOMERS.of(parameters.customers()), entries);
        show(Kpi.MODEL_FITTED_AT_SECONDS.of(parameters.fittedAt() / 1000), entries);
        for (ParameterEstimate estimate : parameters.purchases()) {
            show(estimate, estimate.name(), entries);
        }
        for (ParameterEstimate estimate : parameters.spend()) {
            show(estimate, "spend_" + estimate.name(), entries);
        }
    }

    private void show(ParameterEstimate estimate, String name, List<KpiValue> entries) {
        show(Kpi.MODEL_PARAMETER, estimate.value(), name, entries);
        show(Kpi.MODEL_PARAMETER_ERROR, estimate.standardError(), name, entries);
    }

    private void show(Judgement judgement, List<KpiValue> entries) {
        show(Kpi.CHURN_JUDGED.of(judgement.predictions()), entries);
        show(judgement.model(), MODEL, entries);
        judgement.recency().ifPresent(figures -> show(figures, RECENCY, entries));
        judgement.skill().ifPresent(s -> show(Kpi.CHURN_SKILL.ofDecimal(s), entries));
    }

    private void show(ForecastFigures figures, String forecast, List<KpiValue> entries) {
        show(Kpi.CHURN_BRIER, figures.brier(), forecast, entries);
        show(Kpi.CHURN_CALIBRATION_ERROR, figures.calibrationError(), forecast, entries);
        show(Kpi.CHURN_AUC, figures.auc(), forecast, entries);
        show(Kpi.CHURN_BIAS, figures.bias(), forecast, entries);
    }

    /** A figure that has no value is not shown: the one before stays. */
    private void show(Kpi kpi, double value, String label, List<KpiValue> entries) {
        if (Double.isFinite(value)) {
            show(kpi.ofDecimal(value, label), entries);
        }
    }

    private void show(KpiValue gauge, List<KpiValue> entries) {
        Long before = shown.put(line(gauge), gauge.value());
        if (before == null || before != gauge.value()) {
            long change = gauge.value() - (before == null ? 0 : before);
            entries.add(line(gauge).of(change));
        }
    }
}
