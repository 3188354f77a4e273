package dev.tidemark.scoring.population;

import dev.tidemark.model.ModelParameters;
import java.util.Optional;

/**
 * What a statistician knows when it is left.
 *
 * @param bytes in a published format: {@code docs/state-format.md}
 * @param newest the parameters that were fitted last, which have a form of their own
 */
public record StatisticianNotes(byte[] bytes, Optional<ModelParameters> newest) {}
