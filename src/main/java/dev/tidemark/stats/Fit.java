package dev.tidemark.stats;

import java.util.List;

/**
 * A model fitted to customers, and how well it is determined.
 *
 * @param model the model with the parameters found
 * @param estimates its parameters with their standard errors, from the observed information
 * @param logLikelihood that of the data alone, without the prior
 * @param rows how many different customers
 * @param weight how many customers
 * @param steps how many the search took
 * @param verdict what may be thought of it
 */
public record Fit<M>(
        M model,
        List<Estimate> estimates,
        double logLikelihood,
        int rows,
        double weight,
        int steps,
        Verdict verdict) {

    public Fit {
        estimates = List.copyOf(estimates);
    }
}
