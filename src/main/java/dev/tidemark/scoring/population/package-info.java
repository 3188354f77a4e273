/**
 * The customers as a population: a uniform sample of them, the models fitted to it, and how the
 * predictions of these turned out.
 *
 * <p>Part of room {@code scoring}: plain Java over {@code model} and {@code stats}. Start with
 * {@link dev.tidemark.scoring.population.Statistician}.
 */
package dev.tidemark.scoring.population;
