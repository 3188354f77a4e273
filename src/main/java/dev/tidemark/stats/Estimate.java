package dev.tidemark.stats;

/**
 * A parameter as it was found.
 *
 * @param name as in the literature
 * @param value the estimate
 * @param standardError the same unit as the value; NaN if the data do not bound the parameter
 */
public record Estimate(String name, double value, double standardError) {}
