package dev.tidemark.model;

import java.io.Serializable;

/**
 * One parameter of a fitted model.
 *
 * @param name as in the literature, such as {@code alpha}
 * @param value the estimate, in the model's unit of time or the currency's unit
 * @param standardError in the same unit; NaN if the data do not bound the parameter
 */
public record ParameterEstimate(String name, double value, double standardError)
        implements Serializable {}
