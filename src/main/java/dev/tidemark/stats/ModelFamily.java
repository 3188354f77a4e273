package dev.tidemark.stats;

import java.io.Serializable;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A kind of model of buying, without its parameters: what is chosen in a configuration.
 *
 * @param kind which model
 * @param stages k of {@code MBG_CNBD}, from 1 to 100; 1 for the others
 */
public record ModelFamily(Kind kind, int stages) implements Serializable {
    /** The models there are. */
    public enum Kind {
        /** {@link MbgNbd}. */
        MBG_NBD,
        /** {@link BgNbd}. */
        BG_NBD,
        /** {@link ParetoNbd}. */
        PARETO_NBD,
        /** {@link MbgCnbdK}. */
        MBG_CNBD
    }

    private static final Pattern REGULAR = Pattern.compile("mbg-cnbd-([2-9]|[1-9][0-9]{1,2})");

    public ModelFamily {
        if (kind != Kind.MBG_CNBD && stages != 1) {
            throw new IllegalArgumentException("%s has no %d stages".formatted(kind, stages));
        }
        Domain.stages(stages);
    }

    /**
     * The family of this name.
     *
     * @param id {@code mbg-nbd}, {@code bg-nbd}, {@code pareto-nbd}, or {@code mbg-cnbd-2} and so
     *     on up to 100
     * @throws IllegalArgumentException if there is none of this name
     */
    public static ModelFamily parse(String id) {
        Matcher regular = REGULAR.matcher(id);
        if (regular.matches()) {
            return new ModelFamily(Kind.MBG_CNBD, Integer.parseInt(regular.group(1)));
        }
        return switch (id) {
            case "mbg-nbd" -> new ModelFamily(Kind.MBG_NBD, 1);
            case "bg-nbd" -> new ModelFamily(Kind.BG_NBD, 1);
            case "pareto-nbd" -> new ModelFamily(Kind.PARETO_NBD, 1);
            default ->
                    throw new IllegalArgumentException(
                            "%s is not mbg-nbd, bg-nbd, pareto-nbd or mbg-cnbd-2 (to 100)"
                                    .formatted(id));
        };
    }

    /** The name that {@link #parse} reads. */
    public String id() {
        return switch (kind) {
            case MBG_NBD -> "mbg-nbd";
            case BG_NBD -> "bg-nbd";
            case PARETO_NBD -> "pareto-nbd";
            case MBG_CNBD -> "mbg-cnbd-" + stages;
        };
    }

    /** The names of the parameters, in their order. */
    public List<String> parameterNames() {
        return kind == Kind.PARETO_NBD ? ParetoNbd.PARAMETERS : MbgNbd.PARAMETERS;
    }

    /**
     * The model with these parameters.
     *
     * @param p as many as there are names
     * @throws IllegalArgumentException if there are not, or one is not a finite number over 0
     */
    public PurchaseModel model(double... p) {
        if (p.length != parameterNames().size()) {
            throw new IllegalArgumentException(
                    "%d parameters, not %s".formatted(p.length, parameterNames()));
        }
        return switch (kind) {
            case MBG_NBD -> MbgNbd.of(p[0], p[1], p[2], p[3]);
            case BG_NBD -> BgNbd.of(p[0], p[1], p[2], p[3]);
            case PARETO_NBD -> ParetoNbd.of(p[0], p[1], p[2], p[3]);
            case MBG_CNBD -> MbgCnbdK.of(stages, p[0], p[1], p[2], p[3]);
        };
    }

    /**
     * A model to begin with: the estimates on the 2,357 customers of the CDNOW sample, a music
     * shop, over their first 39 weeks; for regular buyers, of whom it has few, the medians of the
     * prior.
     *
     * @param unitDays days in the unit of time: 7 for weeks
     */
    public PurchaseModel ofCdnow(double unitDays) {
        double weeks = 7 / Domain.positive("days of the unit", unitDays);
        return switch (kind) {
            case MBG_NBD ->
                    model(
                            0.5248431607851914,
                            6.18308529706437 * weeks,
                            0.8913593908282588,
                            1.6140022368301037);
            case BG_NBD -> model(0.2425945, 4.413602 * weeks, 0.792922, 2.425907);
            case PARETO_NBD -> model(0.553277, 10.577683 * weeks, 0.606240, 11.668735 * weeks);
            case MBG_CNBD -> model(defaultPrior(unitDays).medians());
        };
    }

    /**
     * The weak prior of the model.
     *
     * @param unitDays days in the unit of time of the rows: 7 for weeks
     */
    public ParameterPrior defaultPrior(double unitDays) {
        Domain.positive("days of the unit", unitDays);
        return switch (kind) {
            case MBG_NBD -> MbgNbd.defaultPrior(unitDays);
            case BG_NBD -> BgNbd.defaultPrior(unitDays);
            case PARETO_NBD -> ParetoNbd.defaultPrior(unitDays);
            case MBG_CNBD -> MbgCnbdK.defaultPrior(stages, unitDays);
        };
    }

    /**
     * Fits the model by maximum likelihood, with a prior.
     *
     * @throws IllegalArgumentException if there are no rows, or the prior is not of as many
     *     parameters
     */
    public Fit<? extends PurchaseModel> fit(PurchaseRows rows, ParameterPrior prior) {
        return switch (kind) {
            case MBG_NBD -> MbgNbd.fit(rows, prior);
            case BG_NBD -> BgNbd.fit(rows, prior);
            case PARETO_NBD -> ParetoNbd.fit(rows, prior);
            case MBG_CNBD -> MbgCnbdK.fit(stages, rows, prior);
        };
    }

    @Override
    public String toString() {
        return id();
    }
}
