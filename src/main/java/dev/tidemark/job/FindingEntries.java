package dev.tidemark.job;

import dev.tidemark.kpi.Kpi;
import dev.tidemark.model.KpiValue;
import dev.tidemark.model.ModelParameters;
import dev.tidemark.model.ParameterEstimate;
import dev.tidemark.scoring.population.Finding;
import dev.tidemark.scoring.population.ForecastFigures;
import dev.tidemark.scoring.population.Judgement;
import java.util.ArrayList;
import java.util.List;

/** What findings enter in the books. */
final class FindingEntries {
    private static final String MODEL = "model";
    private static final String RECENCY = "recency";

    private final Gauges gauges;

    /** Goes on from what was shown before. */
    FindingEntries(Iterable<KpiValue> shown) {
        gauges = new Gauges(shown);
    }

    /** What is shown now, to go on from. */
    List<KpiValue> gauges() {
        return gauges.shown();
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
        gauges.show(Kpi.MODEL_CUSTOMERS.of(parameters.customers()), entries);
        gauges.show(Kpi.MODEL_FITTED_AT_SECONDS.of(parameters.fittedAt() / 1000), entries);
        for (ParameterEstimate estimate : parameters.purchases()) {
            show(estimate, estimate.name(), entries);
        }
        for (ParameterEstimate estimate : parameters.spend()) {
            show(estimate, "spend_" + estimate.name(), entries);
        }
    }

    private void show(ParameterEstimate estimate, String name, List<KpiValue> entries) {
        gauges.show(Kpi.MODEL_PARAMETER, estimate.value(), name, entries);
        gauges.show(Kpi.MODEL_PARAMETER_ERROR, estimate.standardError(), name, entries);
    }

    private void show(Judgement judgement, List<KpiValue> entries) {
        gauges.show(Kpi.CHURN_JUDGED.of(judgement.predictions()), entries);
        show(judgement.model(), MODEL, entries);
        judgement.recency().ifPresent(figures -> show(figures, RECENCY, entries));
        judgement.skill().ifPresent(s -> gauges.show(Kpi.CHURN_SKILL.ofDecimal(s), entries));
    }

    private void show(ForecastFigures figures, String forecast, List<KpiValue> entries) {
        gauges.show(Kpi.CHURN_BRIER, figures.brier(), forecast, entries);
        gauges.show(Kpi.CHURN_CALIBRATION_ERROR, figures.calibrationError(), forecast, entries);
        gauges.show(Kpi.CHURN_AUC, figures.auc(), forecast, entries);
        gauges.show(Kpi.CHURN_BIAS, figures.bias(), forecast, entries);
    }
}
