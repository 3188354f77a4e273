package dev.tidemark.model;

import java.io.Serializable;
import java.util.List;

/**
 * Where the population is cut into classes, as of some moment. Scores are relative: what they say
 * of one customer depends on all the others.
 *
 * @param version a name that no other cut points have
 * @param effectiveFrom from this moment on customers are scored by them, epoch milliseconds
 * @param customers how many customers they are of; 0 where they were configured
 * @param recencyDays ascending: r is the highest up to the first number of days, one lower up to
 *     the next …, 1 beyond the last; -1 of a score that nobody can have, because too many bought
 *     last on the same day
 * @param orders ascending: f is 1 below the first number of orders in the window, 2 from it on …
 * @param spendMinor ascending: m is 1 below the first amount in the window, 2 from it on …
 * @param abcMinor class A is spend in the window from the first amount on, B from the second
 * @param highSpendMinor whoever spent this in the window, or more, is of high value
 * @param highExpectedMinor whoever is expected to spend this in 12 months is of potential high
 *     value
 * @param significantCustomers how many customers have {@code highSpendMinor}: the strategically
 *     significant ones
 */
public record CutPoints(
        String version,
        long effectiveFrom,
        long customers,
        List<Long> recencyDays,
        List<Long> orders,
        List<Long> spendMinor,
        List<Long> abcMinor,
        long highSpendMinor,
        long highExpectedMinor,
        long significantCustomers)
        implements PopulationNotice, Serializable {

    public CutPoints {
        recencyDays = List.copyOf(recencyDays);
        orders = List.copyOf(orders);
        spendMinor = List.copyOf(spendMinor);
        abcMinor = List.copyOf(abcMinor);
    }
}
