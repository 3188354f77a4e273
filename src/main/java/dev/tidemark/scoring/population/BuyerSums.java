package dev.tidemark.scoring.population;

import dev.tidemark.model.Account;
import dev.tidemark.stats.AmountHistogram;
import dev.tidemark.stats.KeyedSums;

/** How recency, frequency and money are spread over some buyers. */
final class BuyerSums {
    /** Buyers by the day of the last purchase: time moves recency by itself. */
    final KeyedSums lastDays = new KeyedSums();

    /** Buyers by their orders in the window. */
    final KeyedSums orders = new KeyedSums();

    /** Spend in the window. */
    final AmountHistogram spend = new AmountHistogram();

    void add(Account buyer, int times) {
        lastDays.add(buyer.lastDay(), times);
        orders.add(buyer.orders(), times);
        spend.add(CensusSums.counted(buyer.spendMinor()), times);
    }

    /** The same buyer, of whom most has not changed. */
    void replace(Account before, Account after) {
        if (before.lastDay() != after.lastDay()) {
            lastDays.add(before.lastDay(), -1);
            lastDays.add(after.lastDay(), 1);
        }
        if (before.orders() != after.orders()) {
            orders.add(before.orders(), -1);
            orders.add(after.orders(), 1);
        }
        CensusSums.replace(spend, before.spendMinor(), after.spendMinor());
    }

    void addAll(BuyerSums other) {
        lastDays.addAll(other.lastDays);
        orders.addAll(other.orders);
        spend.addAll(other.spend);
    }

    long buyers() {
        return lastDays.total();
    }

    boolean isEmpty() {
        return lastDays.isEmpty() && orders.isEmpty() && spend.isEmpty();
    }
}
