package dev.tidemark.backtest.report;

import dev.tidemark.backtest.AudienceReport;
import dev.tidemark.backtest.BacktestReport;
import dev.tidemark.backtest.Figure;
import dev.tidemark.backtest.Figures;
import dev.tidemark.backtest.LeadTime;
import dev.tidemark.backtest.OriginReport;
import dev.tidemark.backtest.Rival;
import dev.tidemark.model.ParameterEstimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The tables of a report. */
final class Tables {
    private Tables() {}

    static String churn(AudienceReport figures) {
        List<List<String>> rows = new ArrayList<>();
        figures.churn().forEach((rival, f) -> rows.add(churn(rival, f)));
        return table(
                List.of(
                        "who will fall silent",
                        "AUC",
                        "Brier",
                        "log-loss",
                        "calibration error",
                        "bias",
                        "precision top 10 %",
                        "lift top 10 %"),
                rows);
    }

    private static List<String> churn(Rival rival, Figures f) {
        return List.of(
                rival.label(),
                ranking(f),
                Words.number(f.of(Figure.BRIER), 4),
                logLoss(rival, f),
                Words.number(f.of(Figure.CALIBRATION_ERROR), 3),
                Words.signed(f.of(Figure.BIAS), 3),
                Words.percent(f.of(Figure.PRECISION_TOP_10), 1),
                Words.number(f.of(Figure.LIFT_TOP_10), 2));
    }

    private static String ranking(Figures f) {
        return Words.number(f.of(Figure.AUC), 3) + " ± " + Words.number(f.of(Figure.AUC_ERROR), 3);
    }

    /** A rule that is always sure has one only by where it is cut off. */
    private static String logLoss(Rival rival, Figures f) {
        boolean sure =
                rival == Rival.SILENT_90
                        || rival == Rival.SILENT_180
                        || rival == Rival.OWN_INTERVAL;
        return sure ? "–" : Words.number(f.of(Figure.LOG_LOSS), 3);
    }

    static String orders(AudienceReport figures) {
        List<List<String>> rows = new ArrayList<>();
        figures.orders().forEach((forecast, f) -> rows.add(orders(forecast.label(), f)));
        return table(
                List.of(
                        "how many orders",
                        "expected",
                        "actual",
                        "error in total",
                        "mean absolute error",
                        "root mean square error",
                        "AUC of who buys"),
                rows);
    }

    private static List<String> orders(String label, Figures f) {
        return List.of(
                label,
                Words.number(f.of(Figure.EXPECTED_ORDERS), 0),
                Words.number(f.of(Figure.ACTUAL_ORDERS), 0),
                Words.signed(f.of(Figure.AGGREGATE_ERROR_PERCENT), 1) + " %",
                Words.number(f.of(Figure.MEAN_ABSOLUTE_ERROR), 3),
                Words.number(f.of(Figure.ROOT_MEAN_SQUARE_ERROR), 3),
                Words.number(f.of(Figure.BUYER_AUC), 3));
    }

    static String value(AudienceReport figures) {
        List<List<String>> rows = new ArrayList<>();
        figures.value()
                .forEach(
                        (order, f) ->
                                rows.add(
                                        List.of(
                                                order.label(),
                                                Words.percent(f.of(Figure.REVENUE_TOP_10), 1))));
        return table(List.of("who is worth most", "revenue from the top 10 %"), rows);
    }

    static String flags(AudienceReport figures) {
        Figures f = figures.flags();
        if (!f.has(Figure.RULE_PRECISION)) {
            return "<p>The rule of three own intervals flagged nobody.</p>\n";
        }
        return table(
                List.of("at the same number of flags", "flagged", "really fell silent"),
                List.of(
                        List.of(
                                "The model",
                                Words.percent(f.of(Figure.FLAGGED_SHARE), 1),
                                Words.percent(f.of(Figure.MODEL_PRECISION), 1)),
                        List.of(
                                "Silent over 3 × own interval",
                                Words.percent(f.of(Figure.FLAGGED_SHARE), 1),
                                Words.percent(f.of(Figure.RULE_PRECISION), 1))));
    }

    static String leadTime(LeadTime leadTime) {
        List<String> head = new ArrayList<>(List.of("rule"));
        for (double rate : LeadTime.RATES) {
            head.add(Words.percent(rate, 0) + " wrong: flag above");
            head.add("in time");
            head.add("days");
        }
        List<List<String>> rows = new ArrayList<>();
        for (LeadTime.Rule rule : LeadTime.Rule.values()) {
            List<String> cells = new ArrayList<>(List.of(rule.label()));
            for (LeadTime.Row row : leadTime.rows()) {
                if (row.rule() == rule) {
                    cells.add(threshold(row));
                    cells.add(Words.percent(row.detected(), 0));
                    cells.add(Words.number(row.medianDays(), 0));
                }
            }
            rows.add(cells);
        }
        return table(head, rows);
    }

    private static String threshold(LeadTime.Row row) {
        return switch (row.rule()) {
            case MODEL, NOT_ALIVE -> Words.number(row.threshold(), 3);
            case RECENCY -> Words.number(row.threshold(), 0) + " d";
            case OWN_INTERVAL -> Words.number(row.threshold(), 1) + " ×";
        };
    }

    static String parameters(BacktestReport report) {
        List<String> head = new ArrayList<>(List.of("origin", "customers"));
        OriginReport first = report.origins().get(0);
        first.parameters().purchases().forEach(estimate -> head.add(estimate.name()));
        head.add("fit");
        head.addAll(List.of("spend p", "q", "v"));
        List<List<String>> rows = new ArrayList<>();
        for (OriginReport origin : report.origins()) {
            List<String> cells = new ArrayList<>();
            cells.add(Words.date(origin.day()));
            cells.add(Words.number(origin.parameters().customers(), 0));
            origin.parameters().purchases().forEach(estimate -> cells.add(estimate(estimate)));
            cells.add(origin.parameters().verdict().toLowerCase(Locale.ROOT).replace('_', ' '));
            List<ParameterEstimate> spend = origin.parameters().spend();
            for (int i = 0; i < 3; i++) {
                cells.add(i < spend.size() ? Words.number(spend.get(i).value(), 2) : "–");
            }
            rows.add(cells);
        }
        return table(head, rows);
    }

    private static String estimate(ParameterEstimate estimate) {
        return Words.number(estimate.value(), 3)
                + " ± "
                + Words.number(estimate.standardError(), 3);
    }

    /** The first cell of a row is its head; one of the model stands out. */
    private static String table(List<String> head, List<List<String>> rows) {
        StringBuilder out = new StringBuilder("<div class=\"scroll\"><table>\n<thead><tr>");
        head.forEach(
                cell ->
                        out.append("<th scope=\"col\">")
                                .append(Words.escaped(cell))
                                .append("</th>"));
        out.append("</tr></thead>\n<tbody>\n");
        for (List<String> row : rows) {
            boolean isModel = row.get(0).contains("model");
            out.append(isModel ? "<tr class=\"model\">" : "<tr>");
            for (int i = 0; i < row.size(); i++) {
                out.append(i == 0 ? "<th scope=\"row\">" : "<td>");
                out.append(Words.escaped(row.get(i)));
                out.append(i == 0 ? "</th>" : "</td>");
            }
            out.append("</tr>\n");
        }
        return out.append("</tbody></table></div>\n").toString();
    }
}
