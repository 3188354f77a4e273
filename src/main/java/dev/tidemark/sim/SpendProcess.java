package dev.tidemark.sim;

/**
 * What customers spend: Gamma-Gamma, in currency units (not minor units).
 *
 * <p>A customer's nu is Gamma(q, rate v); each order of the customer is Gamma(p, rate nu).
 *
 * <p>Source: Fader and Hardie, "The Gamma-Gamma model of monetary value", note 025 (2013).
 *
 * @param p shape of the orders of one customer, above 0
 * @param q shape over customers, above 1, or the mean would be infinite
 * @param v scale over customers, in currency units, above 0
 */
public record SpendProcess(double p, double q, double v) {
    public SpendProcess {
        Checks.positive("p", p);
        Checks.positive("q", q);
        Checks.positive("v", v);
        if (q <= 1) {
            throw new IllegalArgumentException(
                    "q %s is not above 1: the mean spend would be infinite".formatted(q));
        }
    }

    /** Mean spend per order over all customers, in currency units. */
    public double meanSpend() {
        return p * v / (q - 1);
    }
}
