package dev.tidemark.app;

import dev.tidemark.kpi.Kpi;
import dev.tidemark.model.CutPoints;
import dev.tidemark.model.KpiValue;
import dev.tidemark.model.ModelParameters;
import dev.tidemark.scoring.population.CensusFinding;
import dev.tidemark.scoring.population.Finding;
import dev.tidemark.scoring.population.ForecastFigures;
import dev.tidemark.wire.PopulationJson;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a list of findings must come to, in the books and on the population's topic. */
final class FoundOut {
    private FoundOut() {}

    /** The published models, as text. */
    static TreeSet<String> models(List<Finding> findings) {
        TreeSet<String> models = new TreeSet<>();
        for (Finding finding : findings) {
            if (finding instanceof Finding.Fitted fitted) {
                models.add(TopicContents.text(PopulationJson.write(fitted.parameters())));
            }
        }
        return models;
    }

    /** Those on a topic; shares of the sample are of no consequence for what is scored. */
    static TreeSet<String> models(Iterable<ConsumerRecord<byte[], byte[]>> records) {
        TreeSet<String> models = new TreeSet<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (PopulationJson.read(record.value()) instanceof ModelParameters) {
                models.add(TopicContents.text(record.value()));
            }
        }
        return models;
    }

    /** The published cut points, as text. */
    static TreeSet<String> cuts(Collection<CensusFinding> findings) {
        TreeSet<String> cuts = new TreeSet<>();
        for (CensusFinding finding : findings) {
            if (finding instanceof CensusFinding.CutsMade made) {
                cuts.add(TopicContents.text(PopulationJson.write(made.cuts())));
            }
        }
        return cuts;
    }

    /** Those on a topic. */
    static TreeSet<String> cuts(Iterable<ConsumerRecord<byte[], byte[]>> records) {
        TreeSet<String> cuts = new TreeSet<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (PopulationJson.read(record.value()) instanceof CutPoints) {
                cuts.add(TopicContents.text(record.value()));
            }
        }
        return cuts;
    }

    /** The figures at the end. */
    static List<KpiValue> figures(List<Finding> findings) {
        Map<String, KpiValue> figures = new TreeMap<>();
        for (Finding finding : findings) {
            if (finding instanceof Finding.Fitted fitted) {
                count(figures, Kpi.MODEL_FITS.of(1, fitted.parameters().verdict()));
                parameters(figures, fitted.parameters());
            } else if (finding instanceof Finding.NotFitted not) {
                count(figures, Kpi.MODEL_FITS.of(1, not.verdict()));
            } else if (finding instanceof Finding.Judged judged) {
                count(figures, Kpi.CHURN_ORIGINS_JUDGED.of(judged.newly()));
                judgement(figures, judged);
            }
        }
        return List.copyOf(figures.values());
    }

    private static void parameters(Map<String, KpiValue> figures, ModelParameters model) {
        set(figures, Kpi.MODEL_CUSTOMERS.of(model.customers()));
        set(figures, Kpi.MODEL_FITTED_AT_SECONDS.of(model.fittedAt() / 1000));
        model.purchases().forEach(p -> parameter(figures, p.name(), p.value(), p.standardError()));
        model.spend()
                .forEach(
                        p -> parameter(figures, "spend_" + p.name(), p.value(), p.standardError()));
    }

    private static void parameter(
            Map<String, KpiValue> figures, String name, double value, double error) {
        set(figures, Kpi.MODEL_PARAMETER.ofDecimal(value, name));
        if (!Double.isNaN(error)) {
            set(figures, Kpi.MODEL_PARAMETER_ERROR.ofDecimal(error, name));
        }
    }

    private static void judgement(Map<String, KpiValue> figures, Finding.Judged judged) {
        set(figures, Kpi.CHURN_JUDGED.of(judged.judgement().predictions()));
        forecast(figures, "model", judged.judgement().model());
        if (judged.judgement().recency().isPresent()) {
            ForecastFigures rule = judged.judgement().recency().get();
            forecast(figures, "recency", rule);
            double skill = 1 - judged.judgement().model().brier() / rule.brier();
            set(figures, Kpi.CHURN_SKILL.ofDecimal(skill));
        }
    }

    private static void forecast(
            Map<String, KpiValue> figures, String name, ForecastFigures forecast) {
        set(figures, Kpi.CHURN_BRIER, forecast.brier(), name);
        set(figures, Kpi.CHURN_CALIBRATION_ERROR, forecast.calibrationError(), name);
        set(figures, Kpi.CHURN_AUC, forecast.auc(), name);
        set(figures, Kpi.CHURN_BIAS, forecast.bias(), name);
    }

    /** What has no value, such as the rank of those who all were lost, is not shown. */
    private static void set(Map<String, KpiValue> figures, Kpi kpi, double value, String forecast) {
        if (Double.isFinite(value)) {
            set(figures, kpi.ofDecimal(value, forecast));
        }
    }

    private static void set(Map<String, KpiValue> figures, KpiValue figure) {
        figures.put(figure.kpi() + figure.labels(), figure);
    }

    private static void count(Map<String, KpiValue> figures, KpiValue one) {
        figures.merge(
                one.kpi() + one.labels(),
                one,
                (a, b) -> new KpiValue(a.kpi(), a.labels(), a.value() + b.value()));
    }
}
