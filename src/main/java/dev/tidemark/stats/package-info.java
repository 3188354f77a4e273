/**
 * Pure mathematics: models of buying and spending. Primitives in, primitives out.
 *
 * <p>This room does not know what a customer is. It may use {@code java.*} only. It calls {@link
 * java.lang.StrictMath}, whose results are the same on every machine, so that a score computed
 * twice is the same to the last bit wherever it is computed. Start with {@link
 * dev.tidemark.stats.PurchaseModel} and {@link dev.tidemark.stats.MbgNbd}; fits with {@link
 * dev.tidemark.stats.ModelFamily}.
 */
package dev.tidemark.stats;
