/**
 * Judges the models: takes origins through a finished log, lets model and plain rules predict from
 * the past alone, and holds that against what then happened.
 *
 * <p>May use {@code scoring}, {@code stats} and {@code model}: the very fold and the very fitting
 * code of the stream, without the machinery that runs them. It reads no file and writes none; the
 * report is a value that {@code app} writes down. Start with {@link
 * dev.tidemark.backtest.Backtest}.
 */
package dev.tidemark.backtest;
