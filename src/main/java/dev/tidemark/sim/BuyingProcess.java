package dev.tidemark.sim;

/**
 * When customers buy: MBG/NBD, time in weeks.
 *
 * <p>A customer's rate of buying is Gamma(r, rate alpha) per week and the probability of dropping
 * out is Beta(a, b), independent of each other. After every purchase, the first included, the
 * customer drops out with that probability; otherwise the next gap is exponential with that rate.
 *
 * <p>Source: Batislam, Denizel, Filiztekin, "Empirical validation and comparison of models for
 * customer base analysis", IJRM 24 (2007).
 *
 * @param r shape of the buying rate, above 0
 * @param alphaWeeks rate parameter of the buying rate, in weeks, above 0
 * @param a first shape of the dropout probability, above 0
 * @param b second shape of the dropout probability, above 0
 */
public record BuyingProcess(double r, double alphaWeeks, double a, double b) {
    public BuyingProcess {
        Checks.positive("r", r);
        Checks.positive("alphaWeeks", alphaWeeks);
        Checks.positive("a", a);
        Checks.positive("b", b);
    }

    /** Mean purchases per week of a customer who has not dropped out. */
    public double meanPurchasesPerWeek() {
        return r / alphaWeeks;
    }

    /** Mean probability of dropping out after a purchase, which is the share of one-time buyers. */
    public double meanDropoutProbability() {
        return a / (a + b);
    }
}
