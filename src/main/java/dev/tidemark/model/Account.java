package dev.tidemark.model;

import java.util.List;

/**
 * What one customer counts for in the figures of all customers together, as of the customer's last
 * decision. All such figures are sums over accounts: a change of a customer takes the old account
 * out and puts the new one in, so that refunds, merges and erasures correct them.
 *
 * @param known whether there is such a customer
 * @param quadrant of the CRM matrix; of no meaning if not known
 * @param groups the customer's values of the configured profile attributes, in their order; empty
 *     where a value is not known, {@link #NOT_TOLD} where it was not asked for
 * @param firstDay day of the first purchase, days since 1970-01-01; {@link #NO_DAY} of one who has
 *     not bought
 * @param lastDay day of the last purchase; likewise
 * @param orders orders in the window
 * @param spendMinor net spend in the window, at least 0
 * @param revenueMinor net spend of all time, of any sign
 * @param expectedSpendMinor expected net spend of the next 12 months
 * @param clvMinor discounted customer lifetime value
 * @param atRisk whether the churn risk is high
 * @param engagement 0 to 100
 * @param nps the last answer, 0 to 10; -1 if there is none
 * @param csat the last answer, 1 to 5; -1 if there is none
 * @param acquisitionCostMinor what it cost to win the customer
 */
public record Account(
        boolean known,
        Quadrant quadrant,
        List<String> groups,
        int firstDay,
        int lastDay,
        int orders,
        long spendMinor,
        long revenueMinor,
        long expectedSpendMinor,
        long clvMinor,
        boolean atRisk,
        int engagement,
        int nps,
        int csat,
        long acquisitionCostMinor) {

    /** Stands for no day. */
    public static final int NO_DAY = Integer.MIN_VALUE;

    /** Among the groups: customers were not told apart by that attribute, and count in no group. */
    public static final String NOT_TOLD = "\0";

    /** Of someone who is not there: counts for nothing. */
    public static final Account NONE =
            new Account(
                    false,
                    Quadrant.POTENTIAL_LOW_VALUE,
                    List.of(),
                    NO_DAY,
                    NO_DAY,
                    0,
                    0,
                    0,
                    0,
                    0,
                    false,
                    0,
                    -1,
                    -1,
                    0);

    /** The same in other groups. */
    public Account with(List<String> otherGroups) {
        return new Account(
                known,
                quadrant,
                otherGroups,
                firstDay,
                lastDay,
                orders,
                spendMinor,
                revenueMinor,
                expectedSpendMinor,
                clvMinor,
                atRisk,
                engagement,
                nps,
                csat,
                acquisitionCostMinor);
    }

    /** Whether the customer has bought something that stands. */
    public boolean isBuyer() {
        return lastDay != NO_DAY;
    }
}
