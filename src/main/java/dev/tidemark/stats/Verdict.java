package dev.tidemark.stats;

/** What may be thought of a fit. */
public enum Verdict {
    /** A maximum was found, and the data bound every parameter. */
    CONVERGED("the parameters are determined by the data"),

    /**
     * Very different dropout parameters describe these customers as well: too few of them have gone
     * silent for long, or nobody seems ever to go. Forecasts over a short horizon may be good, but
     * the probability of being alive and forecasts far ahead are the prior's as much as the data's.
     */
    DROPOUT_NOT_IDENTIFIED("the data do not tell how customers drop out"),

    /** No maximum was found in the steps allowed. Do not use the parameters. */
    NOT_CONVERGED("no maximum was found");

    private final String sentence;

    Verdict(String sentence) {
        this.sentence = sentence;
    }

    /** The verdict in plain words. */
    public String sentence() {
        return sentence;
    }
}
