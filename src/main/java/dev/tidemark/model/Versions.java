package dev.tidemark.model;

import java.io.Serializable;

/**
 * What a scorecard was computed with.
 *
 * @param rules digest of the configured rules
 * @param cutPoints where the limits of the r, f and m scores come from, such as {@code fixed}
 * @param model where the model's parameters come from: {@code configured:} and a digest until they
 *     are fitted
 */
public record Versions(String rules, String cutPoints, String model) implements Serializable {}
