package dev.tidemark.stats;

/** ln(1 + e^d) and its kin without overflow. */
final class Softplus {
    /** Past this e^d may overflow in what is built from it. */
    private static final double LARGE = 690;

    private Softplus() {}

    /** ln(1 + e^d). */
    static double of(double d) {
        return d > 0
                ? d + StrictMath.log1p(StrictMath.exp(-d))
                : StrictMath.log1p(StrictMath.exp(d));
    }

    /** 1 / (1 + odds·e^growth), also where e^growth is over the largest double. */
    static double share(double odds, double growth) {
        if (growth < LARGE) {
            return 1 / (1 + odds * StrictMath.exp(growth));
        }
        double logOdds = StrictMath.log(odds) + growth;
        return logOdds < LARGE ? 1 / (1 + StrictMath.exp(logOdds)) : StrictMath.exp(-logOdds);
    }
}
