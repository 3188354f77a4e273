package dev.tidemark.backtest;

/** A number of the report; its key is stable. */
public enum Figure {
    /** Customers that were judged. */
    CUSTOMERS("customers"),
    /** The share that bought nothing within the horizon. */
    CHURN_RATE("churnRate"),
    /** Area under the ROC curve: 0.5 is chance, 1 is perfect. */
    AUC("auc"),
    /** Its standard error at one origin (Hanley and McNeil 1982). */
    AUC_ERROR("aucStandardError"),
    /** Mean squared error of the probability; lower is better. */
    BRIER("brier"),
    /**
     * The rival's Brier score less the model's of the same origins: over 0, the model is better.
     */
    BRIER_OVER_MODEL("brierOverModel"),
    /** Mean −ln of the probability of what happened; lower is better. */
    LOG_LOSS("logLoss"),
    /** Expected calibration error over ten bins of equally many, mean over origins. */
    CALIBRATION_ERROR("calibrationError"),
    /** The same of the curve that is pooled over all origins, in which chance has evened out. */
    POOLED_CALIBRATION_ERROR("pooledCalibrationError"),
    /** Mean probability less the share that it happened to. */
    BIAS("bias"),
    /** Share of true alarms among the tenth of highest risk. */
    PRECISION_TOP_10("precisionTop10"),
    /** The same over that among all. */
    LIFT_TOP_10("liftTop10"),
    /** Purchases expected within the horizon, summed over customers. */
    EXPECTED_ORDERS("expectedOrders"),
    /** Purchases that there were. */
    ACTUAL_ORDERS("actualOrders"),
    /** Expected over actual orders less 1, in percent. */
    AGGREGATE_ERROR_PERCENT("aggregateErrorPercent"),
    /** Mean absolute error per customer, in purchases. */
    MEAN_ABSOLUTE_ERROR("meanAbsoluteError"),
    /** Root of the mean squared error per customer, in purchases. */
    ROOT_MEAN_SQUARE_ERROR("rootMeanSquareError"),
    /** Pearson's correlation of expected and actual purchases. */
    CORRELATION("correlation"),
    /** How well the expected purchases put those who bought above those who did not. */
    BUYER_AUC("buyerAuc"),
    /** Share of all revenue of the horizon that came from the tenth of highest value. */
    REVENUE_TOP_10("revenueTop10"),
    /** Share of customers that the rule of three own intervals flags. */
    FLAGGED_SHARE("flaggedShare"),
    /** Share of true alarms among them. */
    RULE_PRECISION("rulePrecision"),
    /** Share of true alarms among as many of the model's highest risks. */
    MODEL_PRECISION("modelPrecision");

    private final String key;

    Figure(String key) {
        this.key = key;
    }

    /** Its key in {@code report.json}. */
    public String key() {
        return key;
    }
}
