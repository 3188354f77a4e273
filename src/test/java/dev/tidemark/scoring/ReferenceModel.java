package dev.tidemark.scoring;

/**
 * The published formulas of MBG/NBD and gamma-gamma, typed in as they stand in the papers (Batislam
 * et al. 2007, appendix A; Fader and Hardie, note 025), with the plain power series of ₂F₁.
 */
final class ReferenceModel {
    private static final double R = SampleRules.BUYING[0];
    private static final double ALPHA = SampleRules.BUYING[1];
    private static final double A = SampleRules.BUYING[2];
    private static final double B = SampleRules.BUYING[3];
    private static final double P = SampleRules.SPENDING[0];
    private static final double Q = SampleRules.SPENDING[1];
    private static final double V = SampleRules.SPENDING[2];

    private final int x;
    private final double tx;
    private final double age;

    /** A customer's figures, in days. */
    ReferenceModel(int x, double txDays, double ageDays) {
        this.x = x;
        this.tx = txDays / 7;
        this.age = ageDays / 7;
    }

    double alive() {
        return 1 / (1 + A / (B + x) * Math.pow((ALPHA + age) / (ALPHA + tx), R + x));
    }

    double noPurchase(double horizonDays) {
        double stays = Math.pow((ALPHA + age) / (ALPHA + age + horizonDays / 7), R + x);
        return 1 - alive() * (1 - stays);
    }

    double expectedPurchases(double horizonDays) {
        double t = horizonDays / 7;
        double z = t / (ALPHA + age + t);
        double power = Math.pow((ALPHA + age) / (ALPHA + age + t), R + x);
        double f = hypergeometric(R + x, B + x + 1, A + B + x, z);
        return alive() * (A + B + x) / (A - 1) * (1 - power * f);
    }

    /** Expected net spend in dollars on a purchase day. */
    double meanSpend(double meanRepeatSpend) {
        return P * (V + x * meanRepeatSpend) / (P * x + Q - 1);
    }

    /** Months of 30.4375 days, discounted by one percent each. */
    double discountedPurchases() {
        double sum = 0;
        for (int month = 1; month <= 12; month++) {
            double gained =
                    expectedPurchases(month * 30.4375) - expectedPurchases((month - 1) * 30.4375);
            sum += gained / Math.pow(1.01, month);
        }
        return sum;
    }

    private static double hypergeometric(double a, double b, double c, double z) {
        double term = 1;
        double sum = 1;
        for (int k = 0; term > 1e-17 * sum; k++) {
            term *= (a + k) * (b + k) / ((c + k) * (k + 1)) * z;
            sum += term;
        }
        return sum;
    }
}
