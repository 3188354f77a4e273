package dev.tidemark.scoring.population;

import dev.tidemark.stats.BinaryForecast;
import dev.tidemark.stats.Ranking;
import java.util.Collection;
import java.util.function.ToDoubleFunction;

/**
 * How good probabilities were, against what happened.
 *
 * @param brier mean squared difference, 0 to 1; 0 is perfect
 * @param calibrationError mean difference between predicted and observed rate over ten groups of
 *     equal size, 0 to 1
 * @param auc probability that one to whom it happened had the higher probability than one to whom
 *     it did not; 0.5 is chance; NaN if it happened to all or none
 * @param bias mean prediction less the rate at which it happened, −1 to 1
 */
public record ForecastFigures(double brier, double calibrationError, double auc, double bias) {
    private static final int BINS = 10;

    static ForecastFigures of(double[] probability, boolean[] happened) {
        return of(probability, probability, happened);
    }

    /** Those of probabilities that were made from a score, which ranks more finely than they do. */
    static ForecastFigures of(double[] probability, double[] score, boolean[] happened) {
        BinaryForecast forecast = new BinaryForecast(probability, happened);
        return new ForecastFigures(
                forecast.brier(),
                forecast.calibrationError(BINS),
                Ranking.auc(score, happened),
                forecast.bias());
    }

    static ForecastFigures mean(Collection<ForecastFigures> of) {
        return new ForecastFigures(
                mean(of, ForecastFigures::brier),
                mean(of, ForecastFigures::calibrationError),
                mean(of, ForecastFigures::auc),
                mean(of, ForecastFigures::bias));
    }

    /** Over those that have the figure; NaN if none has. */
    private static double mean(
            Collection<ForecastFigures> of, ToDoubleFunction<ForecastFigures> figure) {
        return of.stream()
                .mapToDouble(figure)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }
}
