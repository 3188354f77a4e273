package dev.tidemark.model;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How a customer and the business get on.
 *
 * @param engagement from 0 to 100: what the customer did lately, fading by half each half-life
 * @param lastCsat the last answer to how satisfied they are, 1 to 5
 * @param meanCsat the mean of all those answers
 * @param lastNps the last answer to whether they would recommend the business, 0 to 10
 * @param openTickets requests for help that were not resolved
 * @param preferredChannel on which they want to be met, or respond most; empty if not known
 */
public record Relationship(
        int engagement,
        OptionalInt lastCsat,
        OptionalDouble meanCsat,
        OptionalInt lastNps,
        int openTickets,
        String preferredChannel) {

    /** Of someone of whom nothing is known. */
    public static final Relationship NONE =
            new Relationship(
                    0, OptionalInt.empty(), OptionalDouble.empty(), OptionalInt.empty(), 0, "");
}
