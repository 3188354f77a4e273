package dev.tidemark.model;

/**
 * The risk that the customer does not buy again.
 *
 * @param probability probability of no purchase within the horizon, 0 to 1
 * @param pAlive probability that the customer still is one, 0 to 1
 * @param level the probability in three steps, with hysteresis
 * @param since since when the level holds, epoch milliseconds
 */
public record ChurnRisk(double probability, double pAlive, ChurnLevel level, long since) {}
