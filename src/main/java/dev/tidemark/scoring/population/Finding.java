package dev.tidemark.scoring.population;

import dev.tidemark.model.ModelParameters;
import dev.tidemark.model.SampleShare;

/** What the statistician finds out. */
public sealed interface Finding {
    /** New parameters are in force. */
    record Fitted(ModelParameters parameters) implements Finding {}

    /**
     * No parameters were found; the ones before stay in force.
     *
     * @param day as of the beginning of which it was tried
     * @param verdict in one word
     * @param reason in words, for the log
     */
    record NotFitted(int day, String verdict, String reason) implements Finding {
        /** The verdict of a fit that could not be made at all. */
        public static final String FAILED = "FAILED";
    }

    /** The sample became a smaller share of all customers. */
    record Narrowed(SampleShare share) implements Finding {}

    /**
     * Predictions of churn were judged.
     *
     * @param newly how many origins
     */
    record Judged(int newly, Judgement judgement) implements Finding {}
}
