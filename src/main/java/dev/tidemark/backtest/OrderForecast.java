package dev.tidemark.backtest;

/** A way to tell how many purchases a customer will make within the horizon. */
public enum OrderForecast {
    /** E[Y(H)] of the model. */
    MODEL("model", "The model"),
    /** As many per day as there were since the first: x / T · H. */
    RATE("rate", "Past rate goes on"),
    /** None: a mean absolute error alone does not show that this is no forecast. */
    ZERO("zero", "Nobody buys");

    private final String key;
    private final String label;

    OrderForecast(String key, String label) {
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
