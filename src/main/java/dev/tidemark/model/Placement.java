package dev.tidemark.model;

/**
 * In which class of a dimension a customer stands.
 *
 * @param label the class
 * @param since since when, epoch milliseconds
 * @param rule the row of the decision table that put the customer there, as {@code docs/scoring.md}
 *     names it
 */
public record Placement(String label, long since, String rule) {}
