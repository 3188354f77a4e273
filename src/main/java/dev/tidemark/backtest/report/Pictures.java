package dev.tidemark.backtest.report;

import dev.tidemark.backtest.Audience;
import dev.tidemark.backtest.AudienceReport;
import dev.tidemark.backtest.BacktestReport;
import dev.tidemark.backtest.Curves;
import dev.tidemark.backtest.LeadTime;
import dev.tidemark.backtest.OriginReport;
import dev.tidemark.backtest.Rival;
import dev.tidemark.backtest.Tracking;
import dev.tidemark.backtest.ValueOrder;
import dev.tidemark.backtest.report.Plot.Point;
import dev.tidemark.model.ParameterEstimate;
import dev.tidemark.stats.BinaryForecast.Bin;
import java.util.ArrayList;
import java.util.List;

/** The pictures of a report. */
final class Pictures {
    private static final int WIDE = 680;
    private static final int HALF = 460;
    private static final int HEIGHT = 350;

    private Pictures() {}

    static String calibration(Audience audience, AudienceReport figures) {
        Plot plot =
                new Plot(
                                "calibration-" + audience.key(),
                                "Calibration, " + audience.label(),
                                "Observed share of customers without a purchase against the"
                                        + " predicted probability, in ten groups of equally many",
                                HALF,
                                HEIGHT,
                                Axis.shares("predicted probability of no purchase"),
                                Axis.shares("share without a purchase"))
                        .guide(0, 0, 1, 1)
                        .note(0.22, 0.13, "perfect", "start");
        for (Rival rival : List.of(Rival.RECENCY, Rival.MODEL)) {
            if (figures.curves().calibration().containsKey(rival)) {
                List<Point> points = new ArrayList<>();
                for (Bin bin : figures.curves().calibration().get(rival)) {
                    points.add(new Point(bin.predicted(), bin.observed()));
                }
                plot.line(rival == Rival.MODEL ? 0 : 1, rival.label(), points, true);
            }
        }
        return plot.svg();
    }

    static String churners(Audience audience, AudienceReport figures) {
        Plot plot =
                new Plot(
                                "gains-" + audience.key(),
                                "Churners found, " + audience.label(),
                                "Share of all customers who fell silent that is among the share"
                                        + " of highest risk",
                                HALF,
                                HEIGHT,
                                Axis.shares("customers of highest risk"),
                                Axis.shares("of all who fell silent"))
                        .guide(0, 0, 1, 1)
                        .note(0.56, 0.46, "at random", "start");
        int style = 0;
        for (Rival rival : List.of(Rival.MODEL, Rival.RECENCY, Rival.FREQUENCY)) {
            plot = gains(plot, style++, rival.label(), figures.curves().churners().get(rival));
        }
        return plot.svg();
    }

    static String revenue(Audience audience, AudienceReport figures) {
        Plot plot =
                new Plot(
                                "revenue-" + audience.key(),
                                "Revenue found, " + audience.label(),
                                "Share of the revenue of the horizon that came from the share of"
                                        + " customers of highest expected value",
                                HALF,
                                HEIGHT,
                                Axis.shares("customers of highest expected value"),
                                Axis.shares("of all revenue of the horizon"))
                        .guide(0, 0, 1, 1)
                        .note(0.56, 0.46, "at random", "start");
        int style = 0;
        for (ValueOrder order : ValueOrder.values()) {
            plot = gains(plot, style++, order.label(), figures.curves().revenue().get(order));
        }
        return plot.svg();
    }

    private static Plot gains(Plot plot, int style, String name, List<Double> shares) {
        if (shares == null) {
            return plot;
        }
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < shares.size(); i++) {
            points.add(new Point((double) i / Curves.SHARES, shares.get(i)));
        }
        return plot.line(style, name, points, false);
    }

    static String cumulative(Tracking tracking) {
        List<Point> actual = new ArrayList<>();
        List<Point> expected = new ArrayList<>();
        double most = 1;
        for (Tracking.Week week : tracking.weeks()) {
            actual.add(new Point(week.endDay(), week.actual()));
            expected.add(new Point(week.endDay(), week.expected()));
            most = Math.max(most, Math.max(week.actual(), week.expected()));
        }
        return tracked(tracking, "cumulative", "repeat purchases to date", actual, expected, most);
    }

    static String weekly(Tracking tracking) {
        List<Point> actual = new ArrayList<>();
        List<Point> expected = new ArrayList<>();
        double most = 1;
        double actualBefore = 0;
        double expectedBefore = 0;
        for (Tracking.Week week : tracking.weeks()) {
            double bought = week.actual() - actualBefore;
            double thought = week.expected() - expectedBefore;
            actual.add(new Point(week.endDay(), bought));
            expected.add(new Point(week.endDay(), thought));
            most = Math.max(most, Math.max(bought, thought));
            actualBefore = week.actual();
            expectedBefore = week.expected();
        }
        return tracked(tracking, "weekly", "repeat purchases per week", actual, expected, most);
    }

    private static String tracked(
            Tracking tracking,
            String id,
            String what,
            List<Point> actual,
            List<Point> expected,
            double most) {
        int first = (int) actual.get(0).x() - 7;
        int last = (int) actual.get(actual.size() - 1).x();
        Axis y = Axis.numbers(what, 0, most);
        return new Plot(
                        "tracking-" + id,
                        "Tracking, " + id,
                        what + ", actual and expected, by week",
                        WIDE,
                        HEIGHT,
                        Axis.days("end of week", first, last),
                        y)
                .guide(tracking.fittedDay(), y.from(), tracking.fittedDay(), y.to())
                .note(tracking.fittedDay(), y.to() * 0.03, " forecast from here on", "start")
                .line(1, "actual", actual, false)
                .line(0, "expected by the model", expected, false)
                .svg();
    }

    static String leadTime(LeadTime leadTime) {
        Plot plot =
                new Plot(
                        "lead-time",
                        "Lead time",
                        "Share of the lasting silences that each rule flags in time, against its"
                                + " rate of false alarms",
                        WIDE,
                        HEIGHT,
                        new Axis(
                                "share of customers who came back that were flagged by mistake",
                                0,
                                0.25,
                                LeadTime.RATES.stream()
                                        .map(rate -> new Axis.Tick(rate, Words.percent(rate, 0)))
                                        .toList()),
                        Axis.shares("of lasting silences flagged in time"));
        int style = 0;
        for (LeadTime.Rule rule : LeadTime.Rule.values()) {
            List<Point> points =
                    leadTime.rows().stream()
                            .filter(row -> row.rule() == rule)
                            .map(row -> new Point(row.rate(), row.detected()))
                            .toList();
            plot.line(style++, rule.label(), points, true);
        }
        return plot.svg();
    }

    /** One picture for each parameter of the model of buying. */
    static List<String> parameters(BacktestReport report) {
        List<OriginReport> origins = report.origins();
        List<String> pictures = new ArrayList<>();
        int count = origins.get(0).parameters().purchases().size();
        for (int i = 0; i < count; i++) {
            pictures.add(parameter(origins, i));
        }
        return pictures;
    }

    private static String parameter(List<OriginReport> origins, int i) {
        String name = origins.get(0).parameters().purchases().get(i).name();
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        List<Point> points = new ArrayList<>();
        for (OriginReport origin : origins) {
            ParameterEstimate estimate = origin.parameters().purchases().get(i);
            double value = estimate.value();
            double two = 2 * estimate.standardError();
            // An error that is larger than the value would leave nothing else to be seen.
            double error = Double.isFinite(two) ? Math.min(two, value) : value;
            points.add(new Point(origin.day(), value, error));
            least = Math.min(least, value - error);
            most = Math.max(most, value + error);
        }
        return new Plot(
                        "parameter-" + name,
                        "Parameter " + name,
                        "Estimate of " + name + " at each origin with two standard errors",
                        HALF,
                        240,
                        Axis.days(
                                "origin",
                                origins.get(0).day(),
                                origins.get(origins.size() - 1).day()),
                        Axis.numbers(name, least, most))
                .line(0, name + " ± 2 standard errors", points, true)
                .svg();
    }
}
