package dev.tidemark.stats;

import java.io.Serializable;
import java.util.List;

/**
 * A model of repeat buying without a contract, fitted to a population.
 *
 * <p>A customer is known by x repeat purchases (days after the first on which something was
 * bought), the time t_x of the last one and the age T, both since the first purchase. All times are
 * in one unit, the one in which the parameters were estimated. Nothing is checked on the hot path:
 * arguments are x of 0 or more and 0 ≤ t_x ≤ T, with t_x = 0 if x = 0; horizons are 0 or more.
 */
public interface PurchaseModel extends Serializable {
    /** The name in use in the literature, such as {@code MBG/NBD}. */
    String name();

    /** The names of the parameters, in the order of {@link #parameters}. */
    List<String> parameterNames();

    /** A fresh array of the parameters. */
    double[] parameters();

    /**
     * The probability that the customer has not dropped out for good.
     *
     * @return from 0 to 1, never rising in T
     */
    double probabilityAlive(int x, double tx, double age);

    /**
     * The probability of at least one purchase in (T, T+t]: 1 − L(x, t_x, T+t) / L(x, t_x, T).
     *
     * @return from 0 to {@link #probabilityAlive}, never falling in t
     */
    default double probabilityOfPurchase(int x, double tx, double age, double t) {
        return probabilityAlive(x, tx, age) * buysIfAlive(x, tx, age, t);
    }

    /** The probability of at least one purchase in (T, T+t] of a customer who is alive at T. */
    double buysIfAlive(int x, double tx, double age, double t);

    /** The probability of no purchase in (T, T+t]: the churn score. */
    default double probabilityOfNoPurchase(int x, double tx, double age, double t) {
        return 1 - probabilityOfPurchase(x, tx, age, t);
    }

    /** The expected number of purchases in (T, T+t]: E[Y(t) | x, t_x, T]. */
    default double expectedPurchases(int x, double tx, double age, double t) {
        return probabilityAlive(x, tx, age) * expectedIfAlive(x, age, t);
    }

    /** The expected number of purchases in (T, T+t] of a customer who is alive at T. */
    double expectedIfAlive(int x, double age, double t);

    /**
     * The expected purchases of a number of periods, each taken back to now: Σ (E[Y(i·period)] −
     * E[Y((i−1)·period)]) / (1 + discount)^i. Times the mean spend this is the customer's value.
     *
     * @param period the length of a period, over 0
     * @param periods how many, 0 or more
     * @param discount per period: 0.01 for 1 %
     */
    default double discountedPurchases(
            int x, double tx, double age, double period, int periods, double discount) {
        return probabilityAlive(x, tx, age)
                * periodsIfAlive(x, age, period, periods, discount).discounted();
    }

    /**
     * The expected purchases of some periods to come.
     *
     * @param purchases how many
     * @param discounted each taken back to now
     */
    record Periods(double purchases, double discounted) {}

    /**
     * {@link #expectedIfAlive} of all periods, and the {@link #discountedPurchases} of a customer
     * who is alive at T: the sum for the second comes past the first.
     */
    default Periods periodsIfAlive(int x, double age, double period, int periods, double discount) {
        double sum = 0;
        double before = 0;
        double factor = 1;
        for (int i = 1; i <= periods; i++) {
            factor /= 1 + discount;
            double until = expectedIfAlive(x, age, i * period);
            sum += (until - before) * factor;
            before = until;
        }
        return new Periods(before, sum);
    }

    /** The distribution of the number of purchases in (T, T+t]. */
    default PurchaseSpread spread(int x, double tx, double age, double t) {
        return mixedSpread(probabilityAlive(x, tx, age), x, age, t);
    }

    /**
     * The same, mixed of those who are alive and of those who buy nothing any more.
     *
     * @param alive {@link #probabilityAlive}
     */
    PurchaseSpread mixedSpread(double alive, int x, double age, double t);

    /**
     * The discounted expected residual transactions (DERT): all purchases after T, without end, one
     * at T+t counted as exp(−rate·t).
     *
     * @param rate the continuous rate of discount per unit of time, over 0
     * @throws IllegalArgumentException if the rate is not a finite number over 0
     */
    double discountedResidualTransactions(int x, double tx, double age, double rate);

    /**
     * The logarithm of the likelihood of (x, t_x, T), as it is added up in a fit. It is the density
     * of the purchases' times, so it has the unit of time in it and may be positive.
     */
    double logLikelihood(int x, double tx, double age);

    /**
     * The age T at which the probability of being alive has fallen to a level, if nothing is bought
     * after t_x.
     *
     * @param level over 0 and under 1
     * @return t_x if it is at the level or below right after the last purchase; infinity if it does
     *     not fall so far in finite time
     */
    default double ageAtProbabilityAlive(int x, double tx, double level) {
        return Crossing.ageAt(age -> probabilityAlive(x, tx, age), tx, level);
    }
}
