package dev.tidemark.scoring.population;

/**
 * What a census knows when it is left.
 *
 * @param bytes in a published format: {@code docs/state-format.md}
 */
public record CensusNotes(byte[] bytes) {}
