package dev.tidemark.backtest.report;

import dev.tidemark.backtest.AudienceReport;
import dev.tidemark.backtest.BacktestReport;
import dev.tidemark.backtest.Figure;
import dev.tidemark.backtest.Figures;
import dev.tidemark.backtest.Rival;
import java.util.Locale;
import java.util.Map;

/** The report in a few lines for the terminal. */
public final class TextReport {
    private static final int COLUMNS = 96;

    private TextReport() {}

    /** The lines, each ended. */
    public static String of(BacktestReport report) {
        StringBuilder out = new StringBuilder();
        int origins = report.origins().size();
        report.means()
                .forEach(
                        (audience, figures) -> {
                            line(
                                    out,
                                    "Mean over %s, %s: %s, of whom %s fell silent for %d days",
                                    origins == 1 ? "one origin" : origins + " origins",
                                    audience.label(),
                                    Words.number(figures.size().of(Figure.CUSTOMERS), 0),
                                    Words.percent(figures.size().of(Figure.CHURN_RATE), 1),
                                    report.plan().horizonDays());
                            rivals(out, figures);
                            line(out, "");
                        });
        String level = report.trust().level().label().toUpperCase(Locale.ROOT);
        wrapped(out, level + ". " + report.trust().summary());
        return out.toString();
    }

    private static void rivals(StringBuilder out, AudienceReport figures) {
        line(
                out,
                "  %-29s %6s %7s %7s %7s %10s %5s",
                "",
                "AUC",
                "Brier",
                "calib.",
                "bias",
                "prec. 10 %",
                "lift");
        for (Map.Entry<Rival, Figures> rival : figures.churn().entrySet()) {
            Figures f = rival.getValue();
            line(
                    out,
                    "  %-29s %6s %7s %7s %7s %10s %5s",
                    rival.getKey().label(),
                    Words.number(f.of(Figure.AUC), 3),
                    Words.number(f.of(Figure.BRIER), 4),
                    Words.number(f.of(Figure.CALIBRATION_ERROR), 3),
                    Words.signed(f.of(Figure.BIAS), 3),
                    Words.percent(f.of(Figure.PRECISION_TOP_10), 1),
                    Words.number(f.of(Figure.LIFT_TOP_10), 2));
        }
    }

    private static void wrapped(StringBuilder out, String text) {
        int column = 0;
        for (String word : text.split(" ")) {
            if (column > 0 && column + 1 + word.length() > COLUMNS) {
                out.append('\n');
                column = 0;
            }
            out.append(column > 0 ? " " : "").append(word);
            column += (column > 0 ? 1 : 0) + word.length();
        }
        out.append('\n');
    }

    private static void line(StringBuilder out, String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
