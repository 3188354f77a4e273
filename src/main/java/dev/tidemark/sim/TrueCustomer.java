package dev.tidemark.sim;

import dev.tidemark.model.Moments;

/**
 * What is really so about one customer, which no score can see.
 *
 * @param customerId as in the events
 * @param buys false for a prospect, who signs up and never buys
 * @param lambdaPerWeek purchases per week while not dropped out; 0 for a prospect
 * @param dropoutProbability probability of dropping out after each purchase; 1 for a prospect
 * @param meanSpend mean of the customer's orders in currency units; 0 for a prospect
 * @param signUpAt event time in epoch milliseconds
 * @param firstPurchaseAt on the day of the sign-up; {@link Moments#NEVER} for a prospect
 * @param diesAt the customer's last purchase, after which there is silence (but for refunds); for a
 *     prospect the moment interest ends; {@link Moments#NEVER} if the shop closes first
 */
public record TrueCustomer(
        String customerId,
        boolean buys,
        double lambdaPerWeek,
        double dropoutProbability,
        double meanSpend,
        long signUpAt,
        long firstPurchaseAt,
        long diesAt) {}
