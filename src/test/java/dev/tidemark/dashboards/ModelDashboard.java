package dev.tidemark.dashboards;

import static dev.tidemark.dashboards.Ask.mean;
import static dev.tidemark.dashboards.Ask.meanBy;
import static dev.tidemark.dashboards.Ask.scoring;
import static dev.tidemark.dashboards.Ask.total;

/** For those who answer for the probabilities: what was fitted, and how good it is. */
final class ModelDashboard {
    private static final String MODEL = "forecast=\"model\"";

    private ModelDashboard() {}

    static DashboardSource source() {
        return new DashboardSource(
                        "tidemark-model",
                        "Tidemark: model",
                        "The models of buying and spending, judged by what customers then did.",
                        "{__name__=~\"tidemark_build_info|flink_taskmanager_Status_JVM_CPU_Load\"}")
                .row("Now", now())
                .row("Judged by what happened", judged())
                .row("Parameters in force, with their standard errors", parameters())
                .row("Fits", fits());
    }

    private static Panel[] now() {
        return new Panel[] {
            Panel.stat(
                            "Skill",
                            "percentunit",
                            "How much lower the Brier score of the model is than that of plain"
                                    + " inactivity. Under 0 do not trust the probabilities.")
                    .ask("skill", "min(max by (job) (" + Ask.of("tidemark_churn_skill") + "))")
                    .redUnder(0, "TidemarkModelWorseThanRecency")
                    .untilThen("not judged yet")
                    .decimals(1),
            score("Brier score", "tidemark_churn_brier", "Mean squared error; 0 is best."),
            score(
                    "Calibration error",
                    "tidemark_churn_calibration_error",
                    "Mean gap between predicted and actual share."),
            score("AUC", "tidemark_churn_auc", "Of ranking by risk: 1 is perfect, 0.5 is chance."),
            Panel.stat(
                            "Age of the model",
                            "s",
                            "Event time since the moment that the parameters in force describe."
                                    + " Empty while the configured ones are in force.")
                    .ask("model", "max(" + scoring("modelAgeSeconds") + ")")
                    .redFrom(28 * 86_400, "TidemarkModelOld")
                    .untilThen("as configured"),
            Panel.stat(
                            "Age of the cut points",
                            "s",
                            "Event time since the moment when the cut points in force were"
                                    + " counted. Empty while the configured ones are in force.")
                    .ask("cut points", "max(" + scoring("cutPointsAgeSeconds") + ")")
                    .untilThen("as configured"),
        };
    }

    private static Panel score(String title, String metric, String description) {
        return Panel.stat(title, "none", description)
                .ask(title, mean(metric, MODEL))
                .untilThen("not judged yet")
                .decimals(3);
    }

    private static Panel[] judged() {
        return new Panel[] {
            against(
                            "Brier score, model and plain rule",
                            "tidemark_churn_brier",
                            "Mean squared error of the predictions of churn, lower is better. The"
                                    + " model should lie under recency, the plain rule of"
                                    + " inactivity.")
                    .fromZero(),
            Panel.lines(
                            "Skill",
                            "percentunit",
                            "1 less the Brier score of the model over that of the plain rule.")
                    .ask("skill", "min(max by (job) (" + Ask.of("tidemark_churn_skill") + "))")
                    .redUnder(0, "TidemarkModelWorseThanRecency"),
            against(
                            "Calibration error",
                            "tidemark_churn_calibration_error",
                            "Mean gap between the predicted and the actual share of churn in"
                                    + " classes of risk: 0.05 means that probabilities are off by 5"
                                    + " points.")
                    .fromZero(),
            against(
                            "AUC",
                            "tidemark_churn_auc",
                            "How well customers are ranked by their risk: 1 is perfect, and 0.5,"
                                    + " the red line, is chance.")
                    .thresholds("red", "green", 0.5)
                    .range(0.4, 1),
            against(
                    "Bias",
                    "tidemark_churn_bias",
                    "Mean prediction less the actual share. Over 0 the predictions are too gloomy,"
                            + " under 0 too hopeful."),
            Panel.lines(
                            "Predictions judged",
                            "locale",
                            "Predictions in the figures of the judgement: those of the last"
                                    + " origins whose horizon has passed. Under the line all of"
                                    + " them are mostly chance.")
                    .ask("judged", total("tidemark_churn_judged"))
                    .redUnder(500, "TidemarkModelWorseThanRecency")
                    .fromZero(),
        };
    }

    private static Panel against(String title, String metric, String description) {
        return Panel.lines(title, "none", description)
                .ask("{{forecast}}", meanBy("forecast", metric))
                .line("model", "blue")
                .line("recency", "orange")
                .decimals(3);
    }

    private static Panel[] parameters() {
        return new Panel[] {
            parameter("r", "Buying: r", "Shape of how rates of buying are spread."),
            parameter("alpha", "Buying: alpha", "Scale of the rates of buying, in weeks."),
            parameter("a", "Dropout: a", "First parameter of the chance to leave after an order."),
            parameter("b", "Dropout: b", "Second parameter of the chance to leave after an order."),
            parameter("spend_p", "Spending: p", "Shape of the amounts of one customer."),
            parameter("spend_q", "Spending: q", "Shape of how mean amounts are spread."),
            parameter("spend_v", "Spending: v", "Scale of mean amounts, in currency units."),
            Panel.lines(
                            "Relative standard errors",
                            "percentunit",
                            "Standard error of each parameter over the parameter. Near 100 % or"
                                    + " above, the data hardly bound it; one without any has no"
                                    + " line.")
                    .ask(
                            "{{parameter}}",
                            "avg by (parameter) (max by (job, parameter) ("
                                    + Ask.of("tidemark_model_parameter_error")
                                    + ") / max by (job, parameter) ("
                                    + Ask.of("tidemark_model_parameter")
                                    + "))")
                    .fromZero()
                    .size(6, 7),
        };
    }

    private static Panel parameter(String parameter, String title, String description) {
        String matcher = "parameter=\"" + parameter + "\"";
        String value = mean("tidemark_model_parameter", matcher);
        String error = mean("tidemark_model_parameter_error", matcher);
        return Panel.lines(
                        title,
                        "none",
                        description + " The band is two standard errors to each side.")
                .ask(parameter, value)
                .ask("upper", value + " + 2 * " + error)
                .ask("lower", value + " - 2 * " + error)
                .band("upper", "lower")
                .decimals(2)
                .size(6, 7);
    }

    private static Panel[] fits() {
        return new Panel[] {
            Panel.stat(
                            "Fitted at",
                            "dateTimeAsIso",
                            "The moment, in event time, that the parameters in force describe.")
                    .ask(
                            "fitted at",
                            "min(max by (job) ("
                                    + Ask.of("tidemark_model_fitted_at_seconds")
                                    + ")) * 1000")
                    .untilThen("as configured")
                    .size(6, 4),
            Panel.lines(
                            "Fits an hour, by verdict",
                            "locale",
                            "Fits in an hour of ours, by what may be thought of them. Only what"
                                    + " converged comes into force.")
                    .ask("{{verdict}}", verdicts())
                    .fromZero()
                    .size(9, 8),
            Panel.lines(
                            "Age of model and cut points",
                            "s",
                            "Event time since the moments that they describe. A line that only"
                                    + " rises: nothing new has come into force.")
                    .ask("model", "max(" + scoring("modelAgeSeconds") + ")")
                    .ask("cut points", "max(" + scoring("cutPointsAgeSeconds") + ")")
                    .redFrom(28 * 86_400, "TidemarkModelOld")
                    .fromZero()
                    .size(9, 8),
            Panel.stat(
                            "Fitted to",
                            "locale",
                            "How many buyers of the sample the parameters in force were fitted to.")
                    .ask("customers", total("tidemark_model_customers"))
                    .untilThen("as configured")
                    .size(6, 4),
        };
    }

    private static String verdicts() {
        return Ask.rateBy("verdict", "tidemark_model_fits_total") + " * 3600";
    }
}
