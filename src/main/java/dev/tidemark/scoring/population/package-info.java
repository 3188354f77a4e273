/**
 * The customers as a population: a uniform sample of them, the models fitted to it, and how the
 * predictions of these turned out; and sums over all of them, where these are cut into classes, and
 * what there is of figures by day.
 *
 * <p>Part of room {@code scoring}: plain Java over {@code model} and {@code stats}. Start with
 * {@link dev.tidemark.scoring.population.Statistician} for the one, and with {@link
 * dev.tidemark.scoring.population.Census} for the other.
 */
package dev.tidemark.scoring.population;
