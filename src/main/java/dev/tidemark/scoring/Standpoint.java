package dev.tidemark.scoring;

import dev.tidemark.model.ChurnLevel;
import dev.tidemark.model.Relationship;

/**
 * What the decision tables look at: one customer at one moment.
 *
 * @param today the day of the moment
 * @param intends whether there was a cart or a checkout lately
 * @param buys whether there is a purchase that stands
 * @param sinceFirst days since the first purchase day, at least 0
 * @param recency days since the last purchase day, at least 0
 * @param wonBackDay the day on which a customer who had lapsed came back, lately; {@link
 *     Purchases#NO_DAY} if there is none
 * @param f the f score
 * @param m the m score
 * @param spendMinor net spend in the window
 * @param expectedMinor expected net spend of the next 12 months
 * @param churn the level of churn risk; null of one who has not bought
 * @param refers whether the customer brought another one lately
 * @param relationship how customer and business get on
 * @param lost whether the customer has lost spend in the window since the last decision
 * @param tookBack whether an order was taken back since, or a part of one
 * @param before where the customer stood
 */
record Standpoint(
        int today,
        boolean intends,
        boolean buys,
        int sinceFirst,
        int recency,
        int wonBackDay,
        int f,
        int m,
        long spendMinor,
        long expectedMinor,
        ChurnLevel churn,
        boolean refers,
        Relationship relationship,
        boolean lost,
        boolean tookBack,
        Places before) {}
