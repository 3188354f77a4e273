package dev.tidemark.scoring.population;

import dev.tidemark.model.Account;
import dev.tidemark.stats.AmountHistogram;

/**
 * All that the census adds up over accounts, or how it changes. What was added and taken back
 * leaves nothing; in which order, and in how many parts, makes no difference.
 */
final class CensusSums {
    /** Customers who are known, buyers or not. */
    long customers;

    /** Those with orders in the window. */
    final BuyerSums recent = new BuyerSums();

    /** Those who have bought, but not in the window. */
    final BuyerSums lapsed = new BuyerSums();

    /** Expected spend of all buyers. */
    final AmountHistogram expected = new AmountHistogram();

    /** Lifetime value of all buyers. */
    final AmountHistogram clv = new AmountHistogram();

    final DayBook days = new DayBook();

    /** Someone's account is another one now. */
    void replace(Account before, Account after) {
        customers += (after.known() ? 1 : 0) - (before.known() ? 1 : 0);
        boolean wasBuyer = before.isBuyer();
        boolean isBuyer = after.isBuyer();
        if (wasBuyer && isBuyer) {
            replaceBuyer(before, after);
        } else if (wasBuyer) {
            add(before, -1);
        } else if (isBuyer) {
            add(after, 1);
        }
    }

    /** Only what differs is looked up: this is done for every event. */
    private void replaceBuyer(Account before, Account after) {
        BuyerSums from = of(before);
        BuyerSums to = of(after);
        if (from == to) {
            to.replace(before, after);
        } else {
            from.add(before, -1);
            to.add(after, 1);
        }
        replace(expected, before.expectedSpendMinor(), after.expectedSpendMinor());
        replace(clv, before.clvMinor(), after.clvMinor());
    }

    static void replace(AmountHistogram in, long before, long after) {
        if (before != after) {
            in.add(counted(before), -1);
            in.add(counted(after), 1);
        }
    }

    private void add(Account buyer, int times) {
        of(buyer).add(buyer, times);
        expected.add(counted(buyer.expectedSpendMinor()), times);
        clv.add(counted(buyer.clvMinor()), times);
    }

    /** None of the amounts is below 0; if one were, it must count for the same in and out. */
    static long counted(long amountMinor) {
        return Math.max(0, amountMinor);
    }

    private BuyerSums of(Account buyer) {
        return buyer.orders() > 0 ? recent : lapsed;
    }

    void addAll(CensusSums other) {
        customers += other.customers;
        recent.addAll(other.recent);
        lapsed.addAll(other.lapsed);
        expected.addAll(other.expected);
        clv.addAll(other.clv);
        days.addAll(other.days);
    }

    boolean isEmpty() {
        return customers == 0
                && recent.isEmpty()
                && lapsed.isEmpty()
                && expected.isEmpty()
                && clv.isEmpty()
                && days.isEmpty();
    }

    /** The buyers among whom scores are relative. */
    BuyerSums among(Counted counted) {
        if (counted == Counted.WINDOW) {
            return recent;
        }
        BuyerSums all = new BuyerSums();
        all.addAll(recent);
        all.addAll(lapsed);
        return all;
    }

    long buyers() {
        return recent.buyers() + lapsed.buyers();
    }
}
