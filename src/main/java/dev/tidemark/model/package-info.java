/**
 * What is said at the borders: events in; scorecards, transitions, rejections and KPIs out.
 *
 * <p>Records of plain Java, no behaviour beyond their own invariants, and no knowledge of their own
 * wire form: the bytes are made in {@code wire}. May use {@code java.*} only. Start with {@link
 * dev.tidemark.model.CustomerEvent} and {@link dev.tidemark.model.Scorecard}.
 *
 * <p>Conventions: money is a {@code long} in minor units of the reporting currency; time is event
 * time in epoch milliseconds; an absent text is the empty string; a moment that never comes is
 * {@link dev.tidemark.model.Moments#NEVER}.
 */
package dev.tidemark.model;
