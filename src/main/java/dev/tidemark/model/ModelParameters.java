package dev.tidemark.model;

import java.util.List;
import java.util.Objects;

/**
 * The parameters of the models of buying and of spending, fitted to a sample of the customers.
 *
 * @param version names these parameters on every scorecard that was made with them
 * @param family which model of buying, such as {@code mbg-nbd}
 * @param unitDays days in the unit of time of the parameters
 * @param fittedAt they describe the customers as of this moment, event time in epoch milliseconds
 * @param effectiveFrom in force for what happens from this moment on, event time
 * @param purchases the model of buying, in the order of its parameters
 * @param customers to how many customers it was fitted
 * @param logLikelihood of the data alone, without the prior
 * @param verdict what may be thought of the fit, such as {@code CONVERGED}
 * @param spend the model of spending: p, q and v; empty if there were too few repeat buyers, and
 *     then the one before stays in force
 * @param spenders to how many repeat buyers it was fitted
 * @param spendLogLikelihood of their mean spend
 */
public record ModelParameters(
        String version,
        String family,
        double unitDays,
        long fittedAt,
        long effectiveFrom,
        List<ParameterEstimate> purchases,
        long customers,
        double logLikelihood,
        String verdict,
        List<ParameterEstimate> spend,
        long spenders,
        double spendLogLikelihood)
        implements PopulationNotice {

    public ModelParameters {
        Objects.requireNonNull(version, "version");
        purchases = List.copyOf(purchases);
        spend = List.copyOf(spend);
    }
}
