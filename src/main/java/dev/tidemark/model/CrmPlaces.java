package dev.tidemark.model;

import java.util.List;
import java.util.Optional;

/**
 * Where a customer stands in the CRM dimensions, and what to do about it.
 *
 * @param matrix a {@link Quadrant}
 * @param abc an {@link AbcClass}; empty for one who has not bought
 * @param tier a {@link Tier}
 * @param lifecycle a {@link LifecycleStage}
 * @param nextAction the dimension that the next step belongs to
 * @param nextActionRule the row of the decision table that says so
 * @param advice what the playbook recommends
 */
public record CrmPlaces(
        Placement matrix,
        Optional<Placement> abc,
        Placement tier,
        Placement lifecycle,
        NextAction nextAction,
        String nextActionRule,
        Advice advice) {

    /**
     * What the playbook recommends.
     *
     * @param strategy what to offer, the most important first
     * @param channels how to reach the customer, the best first
     * @param serviceLevel how well to serve; empty if the playbook says nothing
     */
    public record Advice(List<String> strategy, List<String> channels, String serviceLevel) {
        public static final Advice NONE = new Advice(List.of(), List.of(), "");

        public Advice {
            strategy = List.copyOf(strategy);
            channels = List.copyOf(channels);
        }
    }
}
