package dev.tidemark.kpi;

/** What a KPI counts in. */
public enum Unit {
    ANSWERS("answers"),
    CUSTOMERS("customers"),
    ENTRIES("entries"),
    EVENTS("events"),
    FITS("fits"),
    /** Money, of the reporting currency. */
    MINOR_UNITS("minor units"),
    /** That of the parameter in question. */
    MODEL("of the model"),
    MOMENTS("moments"),
    MOVES("moves"),
    ORDERS("orders"),
    POINTS("points"),
    PREDICTIONS("predictions"),
    /** A number without a unit; a share is from 0 to 1. */
    RATIO("ratio"),
    RECORDS("records"),
    SCORECARDS("scorecards"),
    SECONDS("epoch seconds");

    private final String text;

    Unit(String text) {
        this.text = text;
    }

    /** The unit in words, in the plural. */
    public String text() {
        return text;
    }
}
