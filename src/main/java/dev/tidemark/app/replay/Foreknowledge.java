package dev.tidemark.app.replay;

import dev.tidemark.model.CutPoints;
import dev.tidemark.model.ModelParameters;
import dev.tidemark.model.PopulationNotice;
import dev.tidemark.scoring.Rules;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known of all customers of a log before it is scored.
 *
 * @param rules with the models and cut points that will be in force, each from its moment on
 * @param notices the same, as they are told of
 */
record Foreknowledge(Rules rules, List<PopulationNotice> notices) {
    Foreknowledge {
        notices = List.copyOf(notices);
    }

    /** Nothing is known that was not configured. */
    static Foreknowledge none(Rules rules) {
        return new Foreknowledge(rules, List.of());
    }

    /**
     * One thing more.
     *
     * @throws IllegalArgumentException if it cannot be scored by
     */
    Foreknowledge with(ModelParameters parameters) {
        return with(parameters, rules.knowing(parameters));
    }

    /**
     * One thing more.
     *
     * @throws IllegalArgumentException if it cannot be scored by
     */
    Foreknowledge with(CutPoints cuts) {
        return with(cuts, rules.knowing(cuts));
    }

    private Foreknowledge with(PopulationNotice notice, Rules better) {
        List<PopulationNotice> more = new ArrayList<>(notices);
        more.add(notice);
        return new Foreknowledge(better, more);
    }

    /** The same for a run that closes its books at a moment. */
    Foreknowledge closingAt(long moment) {
        return new Foreknowledge(rules.closingAt(moment), notices);
    }
}
