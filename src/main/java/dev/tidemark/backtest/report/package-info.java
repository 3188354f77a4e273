/**
 * The report of a backtest for people: a page that needs nothing but a browser, and a few lines for
 * the terminal. The same report gives the same bytes.
 *
 * <p>Part of room {@code backtest}. Start with {@link dev.tidemark.backtest.report.HtmlReport}.
 */
package dev.tidemark.backtest.report;
