package dev.tidemark.scoring;

import dev.tidemark.model.CutPoints;
import dev.tidemark.model.ModelParameters;
import dev.tidemark.model.Moments;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is known of all customers together: the models, and the cut points, that were in force, each
 * from its moment on. Immutable.
 */
public final class Population implements Serializable {
    private static final long serialVersionUID = 1L;

    /** How many fitted ones are kept, weekly fits of some twenty years; the oldest fall out. */
    public static final int MOST_MODELS = 1000;

    /** How many published cut points are kept; the oldest fall out. */
    public static final int MOST_CUTS = 1000;

    /** The configured one, then the fitted ones by their moment and version. */
    private final BuyingModel[] models;

    /** The configured ones, then those that were published, by their moment and version. */
    private final Cuts[] cuts;

    private Population(BuyingModel[] models, Cuts[] cuts) {
        this.models = models;
        this.cuts = cuts;
    }

    /**
     * Nothing was fitted or counted yet.
     *
     * @param fixed in force until others are known
     */
    public static Population configured(BuyingModel model, CutPoints fixed) {
        return new Population(new BuyingModel[] {model}, new Cuts[] {Cuts.of(fixed)});
    }

    /** With other cut points; those of the same version are replaced. */
    public Population with(CutPoints points) {
        List<Cuts> published = new ArrayList<>(List.of(cuts).subList(1, cuts.length));
        published.removeIf(known -> known.version().equals(points.version()));
        published.add(Cuts.of(points));
        published.sort(Comparator.comparingLong(Cuts::effectiveFrom).thenComparing(Cuts::version));
        int from = Math.max(0, published.size() - MOST_CUTS);
        List<Cuts> all = new ArrayList<>(List.of(cuts[0]));
        all.addAll(published.subList(from, published.size()));
        return new Population(models, all.toArray(Cuts[]::new));
    }

    /** How many values each score has. */
    int scores() {
        return cuts[0].limits().scores();
    }

    /** The newest cut points in force at a moment, of those that are known, as published. */
    public CutPoints cutPointsAt(long moment) {
        return cutsAt(moment).points();
    }

    /** The newest cut points in force at a moment, of those that are known. */
    Cuts cutsAt(long moment) {
        int i = cuts.length - 1;
        while (i > 0 && cuts[i].effectiveFrom() > moment) {
            i--;
        }
        return cuts[i];
    }

    /** From when on the next cut points after a moment are in force. */
    long nextCutsAfter(long moment) {
        long next = Moments.NEVER;
        for (int i = cuts.length - 1; i > 0 && cuts[i].effectiveFrom() > moment; i--) {
            next = cuts[i].effectiveFrom();
        }
        return next;
    }

    /** How many fitted models and published cut points are known. */
    public int published() {
        return models.length - 1 + cuts.length - 1;
    }

    /** From when on the newest cut points of all are in force. */
    public long newestCutsFrom() {
        return cuts[cuts.length - 1].effectiveFrom();
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
        return new Population(all.toArray(BuyingModel[]::new), cuts);
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
