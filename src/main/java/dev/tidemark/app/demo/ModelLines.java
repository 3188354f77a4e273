package dev.tidemark.app.demo;

import dev.tidemark.kpi.Kpi;
import dev.tidemark.serving.KpiLine;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** What the screen says of the models. */
final class ModelLines {
    private ModelLines() {}

    /** To whom and when they were fitted, and the parameters with their standard errors. */
    static String fit(Map<KpiLine, Long> totals) {
        Long fittedAt = totals.get(new KpiLine(Kpi.MODEL_FITTED_AT_SECONDS, List.of()));
        if (fittedAt == null) {
            return "as configured; not fitted yet";
        }
        StringJoiner parameters = new StringJoiner(", ");
        totals.keySet().stream()
                .filter(line -> line.kpi() == Kpi.MODEL_PARAMETER)
                .map(line -> line.labels().get(0))
                .filter(name -> !name.startsWith("spend_"))
                .sorted(ModelLines::inOrder)
                .forEach(name -> parameters.add(parameter(totals, name)));
        return String.format(
                Locale.ROOT,
                "fitted to %,d customers as of %s: %s",
                totals.getOrDefault(new KpiLine(Kpi.MODEL_CUSTOMERS, List.of()), 0L),
                Instant.ofEpochSecond(fittedAt).atOffset(ZoneOffset.UTC).toLocalDate(),
                parameters);
    }

    /** As the literature has them: r and alpha before a and b. */
    private static int inOrder(String a, String b) {
        List<String> order = List.of("r", "alpha", "a", "b", "s", "beta");
        return Integer.compare(order.indexOf(a), order.indexOf(b));
    }

    private static String parameter(Map<KpiLine, Long> totals, String name) {
        return String.format(
                Locale.ROOT,
                "%s %.2f±%.2f",
                name,
                number(totals, Kpi.MODEL_PARAMETER, name),
                number(totals, Kpi.MODEL_PARAMETER_ERROR, name));
    }

    /** How the predictions of churn turned out, beside those of the plain rule. */
    static String judgement(Map<KpiLine, Long> totals) {
        Long predictions = totals.get(new KpiLine(Kpi.CHURN_JUDGED, List.of()));
        if (predictions == null) {
            return "no prediction of churn has come due yet";
        }
        String rule =
                totals.containsKey(new KpiLine(Kpi.CHURN_BRIER, List.of("recency")))
                        ? String.format(
                                Locale.ROOT,
                                "days of silence alone: %.4f",
                                number(totals, Kpi.CHURN_BRIER, "recency"))
                        : "nothing to compare with yet";
        return String.format(
                Locale.ROOT,
                "%,d predictions of churn: Brier score %.4f (%s), calibration error %.3f",
                predictions,
                number(totals, Kpi.CHURN_BRIER, "model"),
                rule,
                number(totals, Kpi.CHURN_CALIBRATION_ERROR, "model"));
    }

    private static double number(Map<KpiLine, Long> totals, Kpi kpi, String label) {
        long units = totals.getOrDefault(new KpiLine(kpi, List.of(label)), 0L);
        return BigDecimal.valueOf(units, kpi.decimals()).doubleValue();
    }
}
