/**
 * A shop that does not exist, whose customers really follow a known process: for the demo, for load
 * and for tests.
 *
 * <p>Delivery <i>n</i> is a function of (configuration, n) alone, on every machine: there is no
 * clock here, randomness comes from {@link dev.tidemark.sim.SeededRandom} only, and arithmetic
 * whose result may differ between machines goes through {@code StrictMath}. Every random number
 * belongs to (seed, customer, purpose, number), so a customer buys the same whoever else is there.
 * May use {@code java.*} and {@code model}.
 *
 * <p>The customers follow MBG/NBD (when they buy) and Gamma-Gamma (what they spend), so a model
 * fitted to the events can be checked against {@link dev.tidemark.sim.ShopConfig}, and a score
 * against {@link dev.tidemark.sim.TrueCustomer}. Start with {@link dev.tidemark.sim.Shop}, then
 * {@code Shopper}.
 */
package dev.tidemark.sim;
