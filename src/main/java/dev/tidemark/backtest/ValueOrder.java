package dev.tidemark.backtest;

/** A way to put customers in order of the revenue that they will bring within the horizon. */
public enum ValueOrder {
    /** Expected purchases times expected mean spend, of the models. */
    MODEL("model", "The model"),
    /** Past rate of purchases times past mean spend. */
    RATE_TIMES_MEAN("rateTimesMean", "Past rate × mean spend"),
    /** Net spend so far. */
    PAST_SPEND("pastSpend", "Spend so far"),
    /** What they really brought: no order can be better. */
    PERFECT("perfect", "Perfect foresight");

    private final String key;
    private final String label;

    ValueOrder(String key, String label) {
        this.key = key;
        this.label = label;
    }

    /** Its key in {@code report.json}. */
    public String key() {
        return key;
    }

    /** Its name for people. */
    public String label() {
        return label;
    }
}
