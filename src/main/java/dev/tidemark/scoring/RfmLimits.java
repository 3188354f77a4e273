package dev.tidemark.scoring;

import java.io.Serializable;
import java.util.List;

/**
 * Fixed limits of the r, f and m scores: four ascending numbers each make five classes.
 *
 * @param recencyDays r is 5 up to the first number of days, 4 up to the second …, 1 beyond the last
 * @param orders f is 1 below the first number of orders, 2 from it on …, 5 from the last on
 * @param spendMinor m is 1 below the first amount, 2 from it on …, 5 from the last on
 */
public record RfmLimits(List<Long> recencyDays, List<Long> orders, List<Long> spendMinor)
        implements Serializable {

    /** A hundred years: the longest recency that is told apart. */
    private static final long MOST_DAYS = 36_525;

    public RfmLimits {
        recencyDays = ascending("recency", recencyDays);
        if (recencyDays.get(0) < 0 || recencyDays.get(3) > MOST_DAYS) {
            throw new IllegalArgumentException(
                    "the recency limits %s are not days from 0 to %d"
                            .formatted(recencyDays, MOST_DAYS));
        }
        orders = ascending("frequency", orders);
        spendMinor = ascending("monetary", spendMinor);
    }

    private static List<Long> ascending(String name, List<Long> limits) {
        boolean ascending = limits.size() == 4;
        for (int i = 1; ascending && i < 4; i++) {
            ascending = limits.get(i - 1) < limits.get(i);
        }
        if (!ascending) {
            throw new IllegalArgumentException(
                    "the %s limits %s are not four ascending numbers".formatted(name, limits));
        }
        return List.copyOf(limits);
    }

    int r(int days) {
        int score = 5;
        for (int i = 0; i < 4 && days > recencyDays.get(i); i++) {
            score--;
        }
        return score;
    }

    int f(int count) {
        return risingScore(orders, count);
    }

    int m(long amountMinor) {
        return risingScore(spendMinor, amountMinor);
    }

    /** The last whole number of days at which recency still scores {@code r}, from 2 to 5. */
    int lastDayOf(int r) {
        return Math.toIntExact(recencyDays.get(5 - r));
    }

    private static int risingScore(List<Long> limits, long value) {
        int score = 1;
        for (int i = 0; i < 4 && value >= limits.get(i); i++) {
            score++;
        }
        return score;
    }
}
