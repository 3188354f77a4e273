package dev.tidemark.stats;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** What the fits of the models of buying have in common. */
final class PurchaseFit {
    /** Customers who drop out more rarely than this are not seen to drop out at all. */
    private static final double LEAST_DROPOUT = 0.01;

    private PurchaseFit() {}

    /**
     * Fits four parameters, of which the last two describe dropout.
     *
     * @param dropout how much of it there is: the mean probability, or rate over the time observed
     */
    static <M> Fit<M> find(
            PurchaseRows rows,
            ParameterPrior prior,
            Likelihood likelihood,
            List<String> names,
            Function<double[], M> model,
            ToDoubleFunction<double[]> dropout) {
        check(rows.size(), prior, names.size());
        MaximumLikelihood.Maximum maximum =
                MaximumLikelihood.find(likelihood, prior, rows.totalWeight());
        double[] parameters = maximum.parameters();
        boolean identified =
                maximum.bounds(2)
                        && maximum.bounds(3)
                        && dropout.applyAsDouble(parameters) >= LEAST_DROPOUT;
        return new Fit<>(
                model.apply(parameters),
                maximum.estimates(names),
                maximum.logLikelihood(),
                rows.size(),
                rows.totalWeight(),
                maximum.steps(),
                maximum.verdict(identified));
    }

    static void check(int rows, ParameterPrior prior, int parameters) {
        if (rows == 0) {
            throw new IllegalArgumentException("there are no rows to fit a model to");
        }
        if (prior.size() != parameters) {
            throw new IllegalArgumentException(
                    "a prior of %d parameters, not %d".formatted(prior.size(), parameters));
        }
    }

    static double meanDropout(double[] parameters) {
        return parameters[2] / (parameters[2] + parameters[3]);
    }
}
