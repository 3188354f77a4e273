package dev.tidemark.scoring;

import dev.tidemark.model.ModelParameters;
import dev.tidemark.model.Moments;
import dev.tidemark.model.ParameterEstimate;
import dev.tidemark.stats.GammaGamma;
import dev.tidemark.stats.ModelFamily;
import dev.tidemark.stats.PurchaseModel;
import java.io.Serializable;
import java.util.List;

/**
 * A model of buying and one of spending, in force from some moment on.
 *
 * @param version names it on scorecards
 * @param effectiveFrom it is in force for what happens from this moment on
 * @param purchases the model of buying
 * @param unitDays days in its unit of time: 7 if it was estimated in weeks
 * @param spend the model of spend per purchase day, in currency units
 */
public record BuyingModel(
        String version,
        long effectiveFrom,
        PurchaseModel purchases,
        double unitDays,
        GammaGamma spend)
        implements Serializable {

    /** The one in force until the first fit. */
    public static BuyingModel configured(
            String version, PurchaseModel purchases, double unitDays, GammaGamma spend) {
        return new BuyingModel(version, Moments.BEFORE_ALL, purchases, unitDays, spend);
    }

    /**
     * The one with these parameters; where they say nothing of spending, that of the one before
     * stays.
     *
     * @throws IllegalArgumentException if they are none of their family
     */
    public static BuyingModel of(ModelParameters parameters, BuyingModel before) {
        return new BuyingModel(
                parameters.version(),
                parameters.effectiveFrom(),
                ModelFamily.parse(parameters.family()).model(values(parameters.purchases())),
                parameters.unitDays(),
                parameters.spend().isEmpty() ? before.spend : spend(parameters.spend()));
    }

    private static GammaGamma spend(List<ParameterEstimate> estimates) {
        double[] p = values(estimates);
        if (p.length != 3) {
            throw new IllegalArgumentException(p.length + " parameters of spending, not 3");
        }
        return GammaGamma.of(p[0], p[1], p[2]);
    }

    private static double[] values(List<ParameterEstimate> estimates) {
        return estimates.stream().mapToDouble(ParameterEstimate::value).toArray();
    }
}
