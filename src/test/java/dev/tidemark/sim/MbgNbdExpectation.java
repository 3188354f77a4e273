package dev.tidemark.sim;

/** What the literature expects of MBG/NBD customers, for tests; time in weeks. */
final class MbgNbdExpectation {
    private static final int STEPS = 200_000;

    private MbgNbdExpectation() {}

    /**
     * E[X(t)], the mean number of repeat purchases within t of the first one. Source: Batislam et
     * al. 2007; b/(a−1)·[1 − (α/(α+t))^r · 2F1(r, b+1; a+b; t/(α+t))], for a other than 1.
     */
    static double meanRepeats(BuyingProcess law, double weeks) {
        double alpha = law.alphaWeeks();
        double z = weeks / (alpha + weeks);
        double f = gauss2F1(law.r(), law.b() + 1, law.a() + law.b(), z);
        return law.b() / (law.a() - 1) * (1 - Math.pow(1 - z, law.r()) * f);
    }

    /**
     * The same from first principles: a customer of rate λ and dropout p has made (1−p)/p · (1 −
     * e^(−λpt)) repeats on average; λ is averaged in closed form, p by the midpoint rule after p =
     * u^(1/a), which takes the singularity at 0 away.
     */
    static double meanRepeatsByQuadrature(BuyingProcess law, double weeks) {
        double sum = 0;
        double weight = 0;
        for (int i = 0; i < STEPS; i++) {
            double p = Math.pow((i + 0.5) / STEPS, 1 / law.a());
            double density = Math.pow(1 - p, law.b() - 1);
            double silent = law.r() * Math.log1p(p * weeks / law.alphaWeeks());
            sum += density * (1 - p) / p * -Math.expm1(-silent);
            weight += density;
        }
        return sum / weight;
    }

    /** P(X(t) = 0): dropped out at once, or alive and not yet back. */
    static double probabilityOfNoRepeat(BuyingProcess law, double weeks) {
        double dropout = law.meanDropoutProbability();
        double notYet = Math.pow(law.alphaWeeks() / (law.alphaWeeks() + weeks), law.r());
        return dropout + (1 - dropout) * notYet;
    }

    private static double gauss2F1(double a, double b, double c, double z) {
        double term = 1;
        double sum = 1;
        for (int k = 0; Math.abs(term) > 1e-16 * Math.abs(sum) || k < 10; k++) {
            term *= (a + k) * (b + k) / ((c + k) * (k + 1)) * z;
            sum += term;
        }
        return sum;
    }
}
