package dev.tidemark.backtest;

import dev.tidemark.model.ModelParameters;
import dev.tidemark.model.ParameterEstimate;
import dev.tidemark.stats.BinaryForecast.Bin;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A report as a tree of maps, lists, texts and numbers, in which the keys of {@code report.json}
 * are fixed. Dates are written as 1997-09-30, shares and probabilities as fractions of 1. A figure
 * that could not be computed is not there.
 */
public final class ReportTree {
    private ReportTree() {}

    /** The tree, always in the same order. */
    public static Map<String, Object> of(BacktestReport report) {
        BacktestPlan plan = report.plan();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("reportVersion", 1);
        tree.put("trust", trust(report.trust()));
        tree.put("log", log(report));
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("model", plan.fitting().family().id());
        settings.put("unitDays", plan.fitting().unitDays());
        settings.put("priorPrecision", plan.fitting().priorPrecision());
        settings.put("sampleCustomers", plan.fitting().sampleCustomers());
        settings.put("horizonDays", plan.horizonDays());
        settings.put("everyDays", plan.everyDays());
        settings.put("activeDays", BacktestPlan.ACTIVE_DAYS);
        tree.put("settings", settings);
        Map<String, Object> means = new LinkedHashMap<>();
        report.means().forEach((audience, mean) -> means.put(audience.key(), audience(mean, true)));
        tree.put("means", means);
        tree.put("leadTime", leadTime(report.leadTime()));
        tree.put("tracking", tracking(report.tracking()));
        tree.put("origins", report.origins().stream().map(ReportTree::origin).toList());
        return tree;
    }

    private static Map<String, Object> trust(Trust trust) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("level", trust.level().name());
        tree.put("summary", trust.summary());
        List<Object> findings = new ArrayList<>();
        for (Trust.Finding finding : trust.findings()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("key", finding.key());
            one.put("level", finding.level().name());
            one.put("sentence", finding.sentence());
            one.put("rule", finding.rule());
            findings.add(one);
        }
        tree.put("findings", findings);
        return tree;
    }

    private static Map<String, Object> log(BacktestReport report) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("firstDay", date(report.plan().firstDay()));
        tree.put("lastDay", date(report.plan().endDay() - 1));
        tree.put("events", report.events());
        tree.put("buyers", report.buyers());
        return tree;
    }

    private static Map<String, Object> origin(OriginReport origin) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("day", date(origin.day()));
        tree.put("parametersInForce", origin.inForce());
        tree.put("parameters", parameters(origin.parameters()));
        origin.audiences()
                .forEach((audience, figures) -> tree.put(audience.key(), audience(figures, false)));
        return tree;
    }

    private static Map<String, Object> parameters(ModelParameters parameters) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("customers", parameters.customers());
        tree.put("verdict", parameters.verdict());
        tree.put("logLikelihood", parameters.logLikelihood());
        tree.put("purchases", estimates(parameters.purchases()));
        tree.put("spenders", parameters.spenders());
        tree.put("spend", estimates(parameters.spend()));
        return tree;
    }

    private static Map<String, Object> estimates(List<ParameterEstimate> estimates) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (ParameterEstimate estimate : estimates) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("value", estimate.value());
            put(one, "standardError", estimate.standardError());
            tree.put(estimate.name(), one);
        }
        return tree;
    }

    private static Map<String, Object> audience(AudienceReport report, boolean withCurves) {
        Map<String, Object> tree = figures(report.size());
        Map<String, Object> churn = new LinkedHashMap<>();
        report.churn().forEach((rival, figures) -> churn.put(rival.key(), figures(figures)));
        tree.put("churn", churn);
        Map<String, Object> orders = new LinkedHashMap<>();
        report.orders().forEach((by, figures) -> orders.put(by.key(), figures(figures)));
        tree.put("orders", orders);
        Map<String, Object> value = new LinkedHashMap<>();
        report.value().forEach((by, figures) -> value.put(by.key(), figures(figures)));
        tree.put("value", value);
        tree.put("flags", figures(report.flags()));
        if (withCurves) {
            tree.put("curves", curves(report.curves()));
        }
        return tree;
    }

    private static Map<String, Object> figures(Figures figures) {
        Map<String, Object> tree = new LinkedHashMap<>();
        figures.forEach((figure, value) -> put(tree, figure.key(), value));
        return tree;
    }

    private static Map<String, Object> curves(Curves curves) {
        Map<String, Object> calibration = new LinkedHashMap<>();
        curves.calibration()
                .forEach(
                        (rival, bins) ->
                                calibration.put(
                                        rival.key(), bins.stream().map(ReportTree::bin).toList()));
        Map<String, Object> churners = new LinkedHashMap<>();
        curves.churners().forEach((rival, gains) -> churners.put(rival.key(), gains));
        Map<String, Object> revenue = new LinkedHashMap<>();
        curves.revenue().forEach((order, gains) -> revenue.put(order.key(), gains));
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("calibration", calibration);
        tree.put("churnersByTwentieths", churners);
        tree.put("revenueByTwentieths", revenue);
        return tree;
    }

    private static Map<String, Object> bin(Bin bin) {
        Map<String, Object> tree = new LinkedHashMap<>();
        put(tree, "count", bin.count());
        put(tree, "predicted", bin.predicted());
        put(tree, "observed", bin.observed());
        return tree;
    }

    private static Map<String, Object> leadTime(LeadTime leadTime) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("gapsThatEnded", leadTime.returned());
        tree.put("silentGaps", leadTime.silent());
        List<Object> rows = new ArrayList<>();
        for (LeadTime.Row row : leadTime.rows()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("rule", row.rule().key());
            one.put("falseAlarmRate", row.rate());
            one.put("threshold", row.threshold());
            one.put("detectedShare", row.detected());
            put(one, "medianDaysToFlag", row.medianDays());
            rows.add(one);
        }
        tree.put("rows", rows);
        return tree;
    }

    private static Map<String, Object> tracking(Tracking tracking) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("fittedDay", date(tracking.fittedDay()));
        tree.put("customers", tracking.customers());
        put(tree, "forecastErrorPercent", tracking.forecastErrorPercent());
        List<Object> weeks = new ArrayList<>();
        for (Tracking.Week week : tracking.weeks()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("lastDay", date(week.endDay() - 1));
            one.put("actual", week.actual());
            one.put("expected", week.expected());
            weeks.add(one);
        }
        tree.put("weeks", weeks);
        return tree;
    }

    private static void put(Map<String, Object> tree, String key, double value) {
        if (Double.isFinite(value)) {
            tree.put(key, value);
        }
    }

    private static String date(int day) {
        return LocalDate.ofEpochDay(day).toString();
    }
}
