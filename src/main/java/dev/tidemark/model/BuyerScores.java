package dev.tidemark.model;

/**
 * The scores of a customer who has bought at least once.
 *
 * @param rfm recency, frequency and monetary value over the rolling window
 * @param value money: so far, and expected
 * @param churn the risk that the customer does not come back
 * @param history the figures from which the model speaks
 */
public record BuyerScores(
        RfmScores rfm, CustomerValue value, ChurnRisk churn, PurchaseHistory history) {}
