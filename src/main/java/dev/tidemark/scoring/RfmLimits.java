package dev.tidemark.scoring;

import dev.tidemark.model.CutPoints;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * Limits of the r, f and m scores: n - 1 ascending numbers each make n classes, n being 3 or 5.
 *
 * <p>r is n up to the first number of days, n - 1 up to the second …, 1 beyond the last. f is 1
 * below the first number of orders, 2 from it on …, n from the last on; m likewise by spend.
 *
 * <p>Of a population limits may be equal, where many customers have the same figure: then nobody
 * has the score between them, and whoever passes them passes it over.
 */
public final class RfmLimits implements Serializable {
    private static final long serialVersionUID = 1L;

    /** A hundred years: the longest recency that is told apart. */
    private static final long MOST_DAYS = 36_525;

    private final long[] recencyDays;
    private final long[] orders;
    private final long[] spendMinor;

    /** The same as lists, which are asked for with every event. */
    private final List<Long> recencyList;

    private final List<Long> ordersList;
    private final List<Long> spendList;

    /**
     * Limits that someone chose.
     *
     * @throws IllegalArgumentException unless each are two or four ascending numbers, as many of
     *     one as of the others, and those of recency from 0 to a hundred years
     */
    public RfmLimits(List<Long> recencyDays, List<Long> orders, List<Long> spendMinor) {
        this(
                ascending("recency", recencyDays, count(recencyDays), true),
                ascending("frequency", orders, count(recencyDays), true),
                ascending("monetary", spendMinor, count(recencyDays), true));
        if (this.recencyDays[0] < 0 || this.recencyDays[this.recencyDays.length - 1] > MOST_DAYS) {
            throw new IllegalArgumentException(
                    "the recency limits %s are not days from 0 to %d"
                            .formatted(recencyDays, MOST_DAYS));
        }
    }

    private static int count(List<Long> recencyDays) {
        return recencyDays.size() == 2 ? 2 : 4;
    }

    private RfmLimits(long[] recencyDays, long[] orders, long[] spendMinor) {
        this.recencyDays = recencyDays;
        this.orders = orders;
        this.spendMinor = spendMinor;
        this.recencyList = list(recencyDays);
        this.ordersList = list(orders);
        this.spendList = list(spendMinor);
    }

    /**
     * Limits at which the population is cut: equal ones are allowed, and one of recency under 0,
     * which nobody is up to.
     *
     * @throws IllegalArgumentException if a list falls, or has another length than two or four, or
     *     than the others
     */
    public static RfmLimits of(CutPoints points) {
        int count = count(points.recencyDays());
        long[] recencyDays = ascending("recency", points.recencyDays(), count, false);
        for (int i = 0; i < count; i++) {
            recencyDays[i] = Math.max(-1, Math.min(MOST_DAYS, recencyDays[i]));
        }
        return new RfmLimits(
                recencyDays,
                ascending("frequency", points.orders(), count, false),
                ascending("monetary", points.spendMinor(), count, false));
    }

    private static long[] ascending(String name, List<Long> limits, int count, boolean strictly) {
        boolean ascending = limits.size() == count;
        for (int i = 1; ascending && i < count; i++) {
            int step = Long.compare(limits.get(i), limits.get(i - 1));
            ascending = strictly ? step > 0 : step >= 0;
        }
        if (!ascending) {
            throw new IllegalArgumentException(
                    "the %s limits %s are not %s ascending numbers"
                            .formatted(name, limits, count == 2 ? "two" : "four"));
        }
        return limits.stream().mapToLong(Long::longValue).toArray();
    }

    /** How many scores there are: one more than limits. */
    public int scores() {
        return recencyDays.length + 1;
    }

    /** The limits of r, in days. */
    public List<Long> recencyDays() {
        return recencyList;
    }

    /** The limits of f, in orders. */
    public List<Long> orders() {
        return ordersList;
    }

    /** The limits of m, in minor units of the reporting currency. */
    public List<Long> spendMinor() {
        return spendList;
    }

    private static List<Long> list(long[] limits) {
        return Arrays.stream(limits).boxed().toList();
    }

    int r(int days) {
        int score = recencyDays.length + 1;
        for (int i = 0; i < recencyDays.length && days > recencyDays[i]; i++) {
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

    /**
     * The last whole number of days at which recency still scores {@code r} or more, r being from 2
     * to n. On the day after it scores less: not always by one. Below 0 if nobody scores so much.
     */
    int lastDayOf(int r) {
        return Math.toIntExact(recencyDays[recencyDays.length + 1 - r]);
    }

    private static int risingScore(long[] limits, long value) {
        int score = 1;
        for (int i = 0; i < limits.length && value >= limits[i]; i++) {
            score++;
        }
        return score;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RfmLimits that
                && Arrays.equals(recencyDays, that.recencyDays)
                && Arrays.equals(orders, that.orders)
                && Arrays.equals(spendMinor, that.spendMinor);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(recencyDays) + Arrays.hashCode(orders))
                + Arrays.hashCode(spendMinor);
    }

    @Override
    public String toString() {
        return "RfmLimits" + recencyDays() + orders() + spendMinor();
    }
}
