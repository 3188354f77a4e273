package dev.tidemark.scoring.population;

import java.util.Optional;

/**
 * How well churn was predicted, over the last judged origins. Each figure is the mean over the
 * origins, and of the same origins for model and rule.
 *
 * @param origins how many
 * @param predictions how many in all of them
 * @param model the figures of the model in force when the predictions were made
 * @param recency those of the plain rule of inactivity: the rate at which customers who had been
 *     silent as long went on to be silent, one horizon before; empty until there is such a rate
 */
public record Judgement(
        int origins, long predictions, ForecastFigures model, Optional<ForecastFigures> recency) {

    /**
     * 1 less the model's Brier score over that of the plain rule: what the model is worth. Under 0
     * the model is worse than plain inactivity; empty while there is no rule to compare it to.
     */
    public Optional<Double> skill() {
        return recency.filter(rule -> rule.brier() > 0)
                .map(rule -> 1 - model.brier() / rule.brier());
    }
}
