package dev.tidemark.backtest;

import dev.tidemark.scoring.BuyerFacts;

/** Of whom the figures are. */
public enum Audience {
    /** Everyone who had ever bought. */
    ALL("all", "all customers"),
    /** Those who had bought within the 90 days before: whom it is not too late to keep. */
    ACTIVE("active90", "customers active within 90 days");

    private final String key;
    private final String label;

    Audience(String key, String label) {
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

    boolean has(BuyerFacts facts, int day) {
        return this == ALL || facts.recencyDays(day) <= BacktestPlan.ACTIVE_DAYS;
    }
}
