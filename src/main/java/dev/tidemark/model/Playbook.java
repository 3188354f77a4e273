package dev.tidemark.model;

import java.io.Serializable;
import java.util.Set;

/** Interim. */
public record Playbook() implements Serializable {
    public CrmPlaces.Advice advice(
            Quadrant q, Tier t, LifecycleStage s, String preferred, Set<String> out) {
        return CrmPlaces.Advice.NONE;
    }
}
