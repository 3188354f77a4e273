package dev.tidemark.scoring.population;

import dev.tidemark.scoring.BuyerFacts;
import java.util.Arrays;
import java.util.Optional;

/**
 * How the predictions of an origin turned out, of those customers of whom it is still known.
 *
 * @param day the day of the predictions
 * @param model what the model said of each
 * @param rule what the plain rule said of each; an empty array if there was none
 * @param silence how long each had been silent, and whether they went on to be
 */
record Outcomes(int day, double[] model, double[] rule, SilenceRecord silence) {

    /**
     * What became of the predictions by the end of their horizon. A customer has bought within it
     * if the last purchase day is not before it; nothing later is known yet.
     */
    static Outcomes of(Origin origin, CustomerSample sample) {
        int known = 0;
        int[] at = new int[origin.size()];
        boolean[] churned = new boolean[origin.size()];
        for (int i = 0; i < origin.size(); i++) {
            Optional<BuyerFacts> facts = sample.of(origin.customers()[i]);
            if (facts.isPresent()) {
                churned[known] = facts.get().lastDay() < origin.day();
                at[known++] = i;
            }
        }
        int[] chosen = Arrays.copyOf(at, known);
        return new Outcomes(
                origin.day(),
                Arrays.stream(chosen).mapToDouble(k -> origin.model()[k]).toArray(),
                origin.hasRule()
                        ? Arrays.stream(chosen).mapToDouble(k -> origin.rule()[k]).toArray()
                        : new double[0],
                new SilenceRecord(
                        Arrays.stream(chosen).map(k -> origin.recencyDays()[k]).toArray(),
                        Arrays.copyOf(churned, known)));
    }

    int size() {
        return model.length;
    }

    JudgedOrigin judged() {
        boolean[] churned = silence.churned();
        return new JudgedOrigin(
                day,
                size(),
                ForecastFigures.of(model, churned),
                rule.length > 0
                        ? Optional.of(ForecastFigures.of(rule, silence.scores(), churned))
                        : Optional.empty());
    }
}
