package dev.tidemark.stats;

/** The logarithm of a likelihood over all rows, as a function of a model's parameters. */
interface Likelihood {
    /**
     * The sum over rows.
     *
     * @param parameters all over 0
     * @param gradient is set to the derivatives by the parameters
     */
    double sum(double[] parameters, double[] gradient);
}
