package dev.tidemark.scoring.population;

import dev.tidemark.model.ModelParameters;
import dev.tidemark.stats.ModelFamily;
import java.io.Serializable;

/**
 * How models are fitted to the customers.
 *
 * @param family which model of buying
 * @param unitDays days in its unit of time
 * @param priorPrecision weight of the prior: 1 is that of about one customer, 0 is none
 * @param fractionDigits decimal digits of the reporting currency's minor unit
 * @param sampleCustomers size of the sample, over 0
 * @param leastCustomers no fit to fewer
 * @param everyDays days from one fit to the next; 0 for never
 * @param leastChange share of the sample that must have changed since the last fit
 */
public record FittingRules(
        ModelFamily family,
        double unitDays,
        double priorPrecision,
        int fractionDigits,
        int sampleCustomers,
        int leastCustomers,
        int everyDays,
        double leastChange)
        implements Serializable {

    /** Whether models are fitted at all. */
    public boolean fits() {
        return everyDays > 0;
    }

    /** Whether parameters are of this model, in this unit, and wanted. */
    public boolean concerns(ModelParameters parameters) {
        return fits() && isOf(parameters);
    }

    /** Whether parameters are of this model, and in this unit. */
    public boolean isOf(ModelParameters parameters) {
        return parameters.family().equals(family.id()) && parameters.unitDays() == unitDays;
    }
}
