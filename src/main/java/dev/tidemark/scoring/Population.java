package dev.tidemark.scoring;

import dev.tidemark.model.ModelParameters;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is known of all customers together: the models that were in force, each from its moment on.
 * Immutable.
 */
public final class Population implements Serializable {
    private static final long serialVersionUID = 1L;

    /** How many fitted ones are kept, weekly fits of some twenty years; the oldest fall out. */
    public static final int MOST_MODELS = 1000;

    /** The configured one, then the fitted ones by their moment and version. */
    private final BuyingModel[] models;

    private Population(BuyingModel[] models) {
        this.models = models;
    }

    /** Nothing was fitted yet. */
    public static Population configured(BuyingModel model) {
        return new Population(new BuyingModel[] {model});
    }

    /**
     * With newly fitted parameters; those of the same moment and version are replaced.
     *
     * @throws IllegalArgumentException if the parameters are none of their family
     */
    public Population with(ModelParameters parameters) {
        List<BuyingModel> fitted = new ArrayList<>(List.of(models).subList(1, models.length));
        fitted.removeIf(known -> known.version().equals(parameters.version()));
        BuyingModel before = at(parameters.effectiveFrom() - 1);
        fitted.add(BuyingModel.of(parameters, before));
        fitted.sort(
                Comparator.comparingLong(BuyingModel::effectiveFrom)
                        .thenComparing(BuyingModel::version));
        int from = Math.max(0, fitted.size() - MOST_MODELS);
        List<BuyingModel> all = new ArrayList<>(List.of(models[0]));
        all.addAll(fitted.subList(from, fitted.size()));
        return new Population(all.toArray(BuyingModel[]::new));
    }

    /** The newest model in force at a moment, of those that are known. */
    public BuyingModel at(long moment) {
        int i = models.length - 1;
        while (i > 0 && models[i].effectiveFrom() > moment) {
            i--;
        }
        return models[i];
    }

    /** The newest of all. */
    public BuyingModel newest() {
        return models[models.length - 1];
    }
}
