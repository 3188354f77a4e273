package dev.tidemark.scoring;

import dev.tidemark.model.CrmPlaces;
import dev.tidemark.model.Dimension;
import dev.tidemark.model.Placement;
import dev.tidemark.model.Scorecard;
import dev.tidemark.model.Transition;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** In which class of each dimension a customer stands, by a scorecard or by transitions alone. */
final class ClassLabels {
    private ClassLabels() {}

    /** The labels on a scorecard; a dimension without a class has none. */
    static Map<Dimension, String> of(Scorecard card) {
        Map<Dimension, String> labels = new EnumMap<>(Dimension.class);
        CrmPlaces crm = card.crm().orElseThrow();
        labels.put(Dimension.RFM, card.segment().label());
        card.buyer().ifPresent(b -> labels.put(Dimension.CHURN, b.churn().level().label()));
        labels.put(Dimension.MATRIX, crm.matrix().label());
        crm.abc().map(Placement::label).ifPresent(abc -> labels.put(Dimension.ABC, abc));
        labels.put(Dimension.TIER, crm.tier().label());
        labels.put(Dimension.LIFECYCLE, crm.lifecycle().label());
        return labels;
    }

    /**
     * Where transitions of one customer lead.
     *
     * @throws AssertionError if one does not start where the one before led
     */
    static Map<Dimension, String> after(List<Transition> transitions) {
        Map<Dimension, String> labels = new EnumMap<>(Dimension.class);
        for (Transition t : transitions) {
            String before =
                    t.to().isEmpty()
                            ? labels.remove(t.dimension())
                            : labels.put(t.dimension(), t.to());
            if (!t.from().equals(before == null ? "" : before) || t.from().equals(t.to())) {
                throw new AssertionError("from " + before + " leads " + t);
            }
        }
        return labels;
    }
}
