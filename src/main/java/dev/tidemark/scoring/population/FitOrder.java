package dev.tidemark.scoring.population;

import dev.tidemark.scoring.BuyerFacts;
import java.util.Arrays;
import java.util.Optional;

/** A fit that is to be made: as of the beginning of which day, and to whom. */
record FitOrder(int day, BuyerFacts[] customers) {
    /** What comes of it; empty if it failed, which must not end the stream. */
    Optional<ModelFitting.Fitted> carryOut(ModelFitting models) {
        try {
            return Optional.of(models.fit(Arrays.asList(customers), day));
        } catch (RuntimeException e) {
            // Whatever it is, it would come again after every restart.
            return Optional.empty();
        }
    }
}
