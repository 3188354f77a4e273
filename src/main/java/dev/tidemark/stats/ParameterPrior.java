package dev.tidemark.stats;

/**
 * What is believed of a model's parameters before data: each is log-normal, independent of the
 * others, with the same precision λ. A fit makes the log-likelihood less λ/2·Σ(ln θ − ln median)²
 * as large as it can.
 *
 * <p>Real logs of a year or so often do not tell how customers drop out: without a prior a runs to
 * 0 or b to 1e13, and expectations become rubbish. A precision of 1, that of a single observation,
 * holds them at under 0.02 % of the log-likelihood.
 */
public final class ParameterPrior {
    /** None: plain maximum likelihood. */
    private static final double FLAT = 0;

    private final double[] medians;
    private final double precision;

    private ParameterPrior(double[] medians, double precision) {
        this.medians = medians;
        this.precision = precision;
    }

    /**
     * A prior.
     *
     * @param precision λ, over 0
     * @param medians of the parameters in their order and unit, each over 0
     * @throws IllegalArgumentException if one is out of its range
     */
    public static ParameterPrior of(double precision, double... medians) {
        for (double median : medians) {
            Domain.positive("median", median);
        }
        return new ParameterPrior(medians.clone(), Domain.positive("precision", precision));
    }

    /**
     * No prior: the medians are only where the search starts.
     *
     * @throws IllegalArgumentException if one is not over 0
     */
    public static ParameterPrior flat(double... start) {
        return new ParameterPrior(of(1, start).medians, FLAT);
    }

    /** The same without its pull: plain maximum likelihood. */
    public ParameterPrior flattened() {
        return flat(medians);
    }

    /** The same with another pull; 0 for none. */
    public ParameterPrior weighing(double otherPrecision) {
        return otherPrecision == FLAT ? flattened() : of(otherPrecision, medians);
    }

    /** The medians, in the order of the parameters. */
    double[] medians() {
        return medians.clone();
    }

    int size() {
        return medians.length;
    }

    double median(int i) {
        return medians[i];
    }

    double precision() {
        return precision;
    }
}
