package dev.tidemark.app.config;

import dev.tidemark.stats.ModelFamily;
import java.util.List;

/** The options of the models: which, and how they are fitted and judged. */
public final class ModelOptions {
    private static final OptionList LIST = new OptionList();

    public static final Option<ModelFamily> FAMILY =
            LIST.add(
                    "model.family",
                    "mbg-nbd",
                    "mbg-nbd, bg-nbd, pareto-nbd, or mbg-cnbd-2 to mbg-cnbd-100",
                    "The model of buying; the last are for regular buyers.",
                    ModelFamily::parse);
    public static final Option<double[]> PARAMETERS =
            LIST.add(
                    "model.parameters",
                    "",
                    "nothing, or four numbers over 0, in the order of the model",
                    "Parameters in force until the first fit; nothing stands for those of the"
                            + " music shop CDNOW.",
                    text ->
                            text.isBlank()
                                    ? new double[0]
                                    : Parsers.positiveNumbers(4).apply(text));
    public static final Option<Double> UNIT_DAYS =
            LIST.add(
                    "model.unit-days",
                    "7",
                    "a number over 0",
                    "Days in the time unit of the parameters: 7 for weeks.",
                    Parsers.number(v -> v > 0));
    public static final Option<double[]> GAMMA_GAMMA =
            LIST.add(
                    "model.gamma-gamma",
                    "6.249572,3.744225,15.443521",
                    "three numbers over 0, the second over 1: p, q, v",
                    "Parameters of the spend model in force until the first fit, in currency"
                            + " units; the default is of CDNOW.",
                    ModelOptions::gammaGamma);
    public static final Option<Integer> REFIT_DAYS =
            LIST.add(
                    "model.refit-days",
                    "7",
                    "a whole number from 0 to 365; 0 for never",
                    "The models are fitted to the customers again after so many days.",
                    Parsers.wholeNumber(0, 365));
    public static final Option<Double> REFIT_CHANGE =
            LIST.add(
                    "model.refit-change",
                    "0.01",
                    "a number from 0 to 1",
                    "No fit if a smaller share of the sample has changed since the last one.",
                    Parsers.number(v -> v >= 0 && v <= 1));
    public static final Option<Integer> LEAST_CUSTOMERS =
            LIST.add(
                    "model.least-customers",
                    "500",
                    "a whole number from 10 to model.sample",
                    "No fit to fewer buyers than this.",
                    Parsers.wholeNumber(10, 1_000_000));
    public static final Option<Integer> SAMPLE =
            LIST.add(
                    "model.sample",
                    "20000",
                    "a whole number from 10 to 1000000",
                    "Customers, drawn by a hash of their id, to whom the models are fitted and by"
                            + " whom they are judged.",
                    Parsers.wholeNumber(10, 1_000_000));
    public static final Option<Double> PRIOR =
            LIST.add(
                    "model.prior",
                    "1",
                    "a number from 0; 0 for none",
                    "Weight of the prior in a fit; 1 counts as much as one observation.",
                    Parsers.number(v -> v >= 0 && v <= 1e6));
    public static final Option<Integer> JUDGE_DAYS =
            LIST.add(
                    "judge.every-days",
                    "14",
                    "a whole number from 0 to 365; 0 for never",
                    "Predictions of churn are kept every so many days, and judged when their"
                            + " horizon has passed.",
                    Parsers.wholeNumber(0, 365));
    public static final Option<Integer> JUDGE_ROLLING =
            LIST.add(
                    "judge.rolling",
                    "4",
                    "a whole number from 1 to 100",
                    "The figures of the judgement are means over so many of the last ones.",
                    Parsers.wholeNumber(1, 100));

    private ModelOptions() {}

    static List<Option<?>> all() {
        return LIST.all();
    }

    private static double[] gammaGamma(String text) {
        double[] values = Parsers.positiveNumbers(3).apply(text);
        if (values[1] <= 1) {
            throw new IllegalArgumentException("q");
        }
        return values;
    }
}
