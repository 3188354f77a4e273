package dev.tidemark.scoring;

import dev.tidemark.model.IgnoreReason;
import dev.tidemark.model.Scorecard;
import dev.tidemark.model.Transition;
import java.util.List;

/** What the fold answers. */
public sealed interface Decision {
    /**
     * The customer was scored.
     *
     * @param history the memory to keep
     * @param outcomes in order; several if deadlines had passed before the event, none if a
     *     deadline was looked at too early
     */
    record Scored(CustomerHistory history, List<Outcome> outcomes) implements Decision {}

    /** The event changes nothing; the memory stays as it was. */
    record Ignored(IgnoreReason reason) implements Decision {}

    /** One scorecard and the transitions that it shows. */
    record Outcome(Scorecard scorecard, List<Transition> transitions) {}
}
