package dev.tidemark.scoring;

import dev.tidemark.model.AbcClass;
import dev.tidemark.model.ChurnLevel;
import dev.tidemark.model.Dimension;
import dev.tidemark.model.LifecycleStage;
import dev.tidemark.model.Quadrant;
import dev.tidemark.model.RfmSegment;
import dev.tidemark.model.Tier;

/** Where a customer stands in every dimension. Immutable. */
record Places(
        Place<RfmSegment> rfm,
        Place<ChurnLevel> churn,
        Place<Quadrant> matrix,
        Place<AbcClass> abc,
        Place<Tier> tier,
        Place<LifecycleStage> lifecycle) {

    static final Places NONE =
            new Places(
                    Place.none(),
                    Place.none(),
                    Place.none(),
                    Place.none(),
                    Place.none(),
                    Place.none());

    /** Those of RFM and churn, and none in the dimensions of the CRM. */
    static Places of(Place<RfmSegment> rfm, Place<ChurnLevel> churn) {
        return new Places(rfm, churn, NONE.matrix, NONE.abc, NONE.tier, NONE.lifecycle);
    }

    /** In the order of dimensions; each of the class of its own. */
    @SuppressWarnings("unchecked")
    static Places of(Place<?>[] all) {
        return new Places(
                (Place<RfmSegment>) all[Dimension.RFM.ordinal()],
                (Place<ChurnLevel>) all[Dimension.CHURN.ordinal()],
                (Place<Quadrant>) all[Dimension.MATRIX.ordinal()],
                (Place<AbcClass>) all[Dimension.ABC.ordinal()],
                (Place<Tier>) all[Dimension.TIER.ordinal()],
                (Place<LifecycleStage>) all[Dimension.LIFECYCLE.ordinal()]);
    }

    /** In the order of dimensions. */
    Place<?>[] all() {
        return new Place<?>[] {rfm, churn, matrix, abc, tier, lifecycle};
    }

    Place<?> in(Dimension dimension) {
        return switch (dimension) {
            case RFM -> rfm;
            case CHURN -> churn;
            case MATRIX -> matrix;
            case ABC -> abc;
            case TIER -> tier;
            case LIFECYCLE -> lifecycle;
        };
    }

    /** The name of the class in a dimension; empty if there is none. */
    String label(Dimension dimension) {
        return switch (dimension) {
            case RFM -> rfm.current() == null ? "" : rfm.current().label();
            case CHURN -> churn.current() == null ? "" : churn.current().label();
            case MATRIX -> matrix.current() == null ? "" : matrix.current().label();
            case ABC -> abc.current() == null ? "" : abc.current().label();
            case TIER -> tier.current() == null ? "" : tier.current().label();
            case LIFECYCLE -> lifecycle.current() == null ? "" : lifecycle.current().label();
        };
    }

    /** Whether the customer moved back into a class of the dimension that they only just left. */
    boolean isBack(Dimension dimension, Places earlier, long within) {
        return switch (dimension) {
            case RFM -> rfm.isBack(earlier.rfm, within);
            case CHURN -> churn.isBack(earlier.churn, within);
            case MATRIX -> matrix.isBack(earlier.matrix, within);
            case ABC -> abc.isBack(earlier.abc, within);
            case TIER -> tier.isBack(earlier.tier, within);
            case LIFECYCLE -> lifecycle.isBack(earlier.lifecycle, within);
        };
    }

    /** Without the classes before that are of no use any more. */
    Places forgetting(long now, long within) {
        return new Places(
                rfm.forgetting(now, within),
                churn.forgetting(now, within),
                matrix.forgetting(now, within),
                abc.forgetting(now, within),
                tier.forgetting(now, within),
                lifecycle.forgetting(now, within));
    }

    /** Whether they are the very places, so that the customer did not move. */
    boolean areSame(Places others) {
        return rfm == others.rfm
                && churn == others.churn
                && matrix == others.matrix
                && abc == others.abc
                && tier == others.tier
                && lifecycle == others.lifecycle;
    }

    /** When the customer last moved in any dimension, epoch milliseconds. */
    long lastMove() {
        long last = Math.max(rfm.since(), churn.since());
        last = Math.max(last, Math.max(matrix.since(), abc.since()));
        return Math.max(last, Math.max(tier.since(), lifecycle.since()));
    }
}
