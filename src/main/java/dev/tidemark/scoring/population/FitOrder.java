package dev.tidemark.scoring.population;

import dev.tidemark.scoring.BuyerFacts;
import java.util.Arrays;

/** A fit that is to be made: as of the beginning of which day, and to whom. */
record FitOrder(int day, BuyerFacts[] customers) {
    /** What comes of it, if only that it failed: that must not end the stream. */
    Finding carryOut(ModelFitting models) {
        try {
            ModelFitting.Fitted fitted = models.fit(Arrays.asList(customers), day);
            return fitted.isUsable()
                    ? new Finding.Fitted(fitted.parameters())
                    : new Finding.NotFitted(
                            day, fitted.buying().verdict().name(), "there is no maximum");
        } catch (RuntimeException | StackOverflowError e) {
            // Whatever it is, it would come again after every restart.
            return new Finding.NotFitted(day, Finding.NotFitted.FAILED, e.toString());
        }
    }
}
