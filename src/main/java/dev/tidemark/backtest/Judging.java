package dev.tidemark.backtest;

import dev.tidemark.stats.BinaryForecast;
import dev.tidemark.stats.Correlation;
import dev.tidemark.stats.EmpiricalRisk;
import dev.tidemark.stats.Ranking;
import dev.tidemark.stats.TopShare;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/** Holds the predictions for one audience of a cohort against what its members then did. */
final class Judging {
    private static final double TOP = 0.1;

    private final Cohort cohort;
    private final Predictions predictions;
    private final Map<Rival, EmpiricalRisk> learned;
    private final int[] members;
    private final boolean[] silent;

    private Judging(
            Cohort cohort,
            Predictions predictions,
            Map<Rival, EmpiricalRisk> learned,
            int[] members) {
        this.cohort = cohort;
        this.predictions = predictions;
        this.learned = learned;
        this.members = members;
        this.silent = silent(cohort, members);
    }

    /**
     * Judges.
     *
     * @param cohort settled
     * @param learned risks by the scores of plain rules, of this audience, as known on its day
     * @return empty if nobody of the audience is left
     */
    static Optional<AudienceReport> judge(
            Cohort cohort,
            Audience audience,
            Predictions predictions,
            Map<Rival, EmpiricalRisk> learned) {
        int[] members = members(cohort, audience);
        return members.length == 0
                ? Optional.empty()
                : Optional.of(new Judging(cohort, predictions, learned, members).report());
    }

    /** What can be learned for the plain rules from a cohort that is settled. */
    static Map<Rival, EmpiricalRisk> learn(Cohort cohort, Audience audience) {
        Map<Rival, EmpiricalRisk> learned = new EnumMap<>(Rival.class);
        int[] members = members(cohort, audience);
        for (Rival rival : Rival.values()) {
            if (rival.kind() == Rival.Kind.LEARNED && members.length > 0) {
                double[] scores = column(members, i -> rival.score(cohort.facts(i), cohort.day()));
                learned.put(rival, EmpiricalRisk.learn(scores, silent(cohort, members)));
            }
        }
        return learned;
    }

    private static int[] members(Cohort cohort, Audience audience) {
        int[] members = new int[cohort.size()];
        int n = 0;
        for (int i = 0; i < cohort.size(); i++) {
            if (cohort.outcome(i).known() && audience.has(cohort.facts(i), cohort.day())) {
                members[n++] = i;
            }
        }
        return Arrays.copyOf(members, n);
    }

    private static boolean[] silent(Cohort cohort, int[] members) {
        boolean[] silent = new boolean[members.length];
        for (int i = 0; i < members.length; i++) {
            silent[i] = cohort.outcome(members[i]).purchases() == 0;
        }
        return silent;
    }

    private static double[] column(int[] members, IntToDoubleFunction value) {
        double[] column = new double[members.length];
        for (int i = 0; i < members.length; i++) {
            column[i] = value.applyAsDouble(members[i]);
        }
        return column;
    }

    private double[] column(double[] of) {
        return column(members, i -> of[i]);
    }

    private AudienceReport report() {
        Map<Rival, List<BinaryForecast.Bin>> calibration = new EnumMap<>(Rival.class);
        Map<Rival, List<Double>> churners = new EnumMap<>(Rival.class);
        Map<ValueOrder, List<Double>> revenue = new EnumMap<>(ValueOrder.class);
        Map<Rival, Figures> churn = new EnumMap<>(Rival.class);
        for (Rival rival : Rival.values()) {
            double[] scores = scores(rival);
            Optional<BinaryForecast> forecast = forecast(rival, scores);
            churn.put(rival, churn(scores, forecast));
            churners.put(rival, gains(scores));
            forecast.ifPresent(f -> calibration.put(rival, f.calibrationCurve(Curves.BINS)));
        }
        double modelBrier = churn.get(Rival.MODEL).of(Figure.BRIER);
        churn.replaceAll(
                (rival, figures) ->
                        figures.with(
                                Figure.BRIER_OVER_MODEL, figures.of(Figure.BRIER) - modelBrier));
        Map<ValueOrder, Figures> value = new EnumMap<>(ValueOrder.class);
        double[] money = column(members, i -> cohort.outcome(i).netMinor());
        for (ValueOrder order : ValueOrder.values()) {
            TopShare top = TopShare.of(values(order), money);
            value.put(order, Figures.none().with(Figure.REVENUE_TOP_10, top.captured(TOP)));
            revenue.put(order, shares(top));
        }
        return new AudienceReport(
                size(),
                churn,
                orders(),
                value,
                flags(),
                new Curves(calibration, churners, revenue));
    }

    private Figures size() {
        int left = 0;
        for (boolean one : silent) {
            left += one ? 1 : 0;
        }
        return Figures.none()
                .with(Figure.CUSTOMERS, members.length)
                .with(Figure.CHURN_RATE, (double) left / members.length);
    }

    private double[] scores(Rival rival) {
        return switch (rival) {
            case MODEL -> column(predictions.noPurchase);
            case NOT_ALIVE -> column(predictions.notAlive);
            default -> column(members, i -> rival.score(cohort.facts(i), cohort.day()));
        };
    }

    private Optional<BinaryForecast> forecast(Rival rival, double[] scores) {
        if (rival.kind() != Rival.Kind.LEARNED) {
            return Optional.of(new BinaryForecast(scores, silent));
        }
        if (!learned.containsKey(rival)) {
            return Optional.empty();
        }
        double[] risks = new double[scores.length];
        for (int i = 0; i < risks.length; i++) {
            risks[i] = learned.get(rival).of(scores[i]);
        }
        return Optional.of(new BinaryForecast(risks, silent));
    }

    /** The ranking is by the score itself: what is learned from it has steps. */
    private Figures churn(double[] scores, Optional<BinaryForecast> forecast) {
        Ranking ranking = Ranking.of(scores, silent);
        double precision = Ranking.precisionAtTop(scores, silent, TOP);
        Figures figures =
                Figures.none()
                        .with(Figure.AUC, ranking.auc())
                        .with(Figure.AUC_ERROR, ranking.standardError())
                        .with(Figure.PRECISION_TOP_10, precision)
                        .with(Figure.LIFT_TOP_10, precision / size().of(Figure.CHURN_RATE));
        return forecast.map(
                        f ->
                                figures.with(Figure.BRIER, f.brier())
                                        .with(Figure.LOG_LOSS, f.logLoss())
                                        .with(
                                                Figure.CALIBRATION_ERROR,
                                                f.calibrationError(Curves.BINS))
                                        .with(Figure.BIAS, f.bias()))
                .orElse(figures);
    }

    private List<Double> gains(double[] scores) {
        double[] ones = new double[silent.length];
        for (int i = 0; i < ones.length; i++) {
            ones[i] = silent[i] ? 1 : 0;
        }
        return shares(TopShare.of(scores, ones));
    }

    /** Nothing to be drawn where there is nothing to be had. */
    private static List<Double> shares(TopShare top) {
        List<Double> shares = new ArrayList<>();
        for (int i = 0; i <= Curves.SHARES; i++) {
            double share = top.captured((double) i / Curves.SHARES);
            if (!Double.isFinite(share)) {
                return List.of();
            }
            shares.add(share);
        }
        return shares;
    }

    private double[] values(ValueOrder order) {
        return switch (order) {
            case MODEL -> column(predictions.value);
            case RATE_TIMES_MEAN -> column(predictions.rateTimesMean);
            case PAST_SPEND -> column(members, i -> cohort.snapshot(i).netMinor());
            case PERFECT -> column(members, i -> cohort.outcome(i).netMinor());
        };
    }

    private Map<OrderForecast, Figures> orders() {
        Map<OrderForecast, Figures> figures = new EnumMap<>(OrderForecast.class);
        figures.put(OrderForecast.MODEL, orders(column(predictions.orders)));
        figures.put(OrderForecast.RATE, orders(column(predictions.rate)));
        figures.put(OrderForecast.ZERO, orders(new double[members.length]));
        return figures;
    }

    private Figures orders(double[] expected) {
        double[] actual = column(members, i -> cohort.outcome(i).purchases());
        boolean[] bought = new boolean[actual.length];
        double sumExpected = 0;
        double sumActual = 0;
        double absolute = 0;
        double squared = 0;
        for (int i = 0; i < actual.length; i++) {
            double error = expected[i] - actual[i];
            bought[i] = actual[i] > 0;
            sumExpected += expected[i];
            sumActual += actual[i];
            absolute += Math.abs(error);
            squared += error * error;
        }
        double off = sumActual == 0 ? Double.NaN : 100 * (sumExpected / sumActual - 1);
        return Figures.none()
                .with(Figure.EXPECTED_ORDERS, sumExpected)
                .with(Figure.ACTUAL_ORDERS, sumActual)
                .with(Figure.AGGREGATE_ERROR_PERCENT, off)
                .with(Figure.MEAN_ABSOLUTE_ERROR, absolute / actual.length)
                .with(Figure.ROOT_MEAN_SQUARE_ERROR, Math.sqrt(squared / actual.length))
                .with(Figure.CORRELATION, Correlation.pearson(expected, actual))
                .with(Figure.BUYER_AUC, Ranking.auc(expected, bought));
    }

    private Figures flags() {
        double[] rule = scores(Rival.OWN_INTERVAL);
        double flagged = 0;
        double hits = 0;
        for (int i = 0; i < rule.length; i++) {
            flagged += rule[i];
            hits += silent[i] ? rule[i] : 0;
        }
        double share = flagged / rule.length;
        Figures figures = Figures.none().with(Figure.FLAGGED_SHARE, share);
        return flagged == 0
                ? figures
                : figures.with(Figure.RULE_PRECISION, hits / flagged)
                        .with(
                                Figure.MODEL_PRECISION,
                                Ranking.precisionAtTop(scores(Rival.MODEL), silent, share));
    }
}
