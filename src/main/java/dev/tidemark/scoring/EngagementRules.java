package dev.tidemark.scoring;

import java.io.Serializable;

/** Interim. */
public record EngagementRules() implements Serializable {
    public static EngagementRules standard() {
        return new EngagementRules();
    }
}
