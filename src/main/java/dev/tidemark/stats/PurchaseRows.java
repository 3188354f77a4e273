package dev.tidemark.stats;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * The customers a model is fitted to: distinct (x, t_x, T), each with a weight, which is as a rule
 * the number of customers who share it. With times in whole days a million customers make some
 * hundred thousand rows.
 *
 * <p>Rows are in order of x, T and t_x, whatever the order they came in, so that a sum over them is
 * the same to the last bit.
 */
public final class PurchaseRows {
    private final int[] x;
    private final int[] txIndex;
    private final int[] ageIndex;
    private final double[] weight;
    private final double[] times;

    private PurchaseRows(Row[] rows, double[] weight) {
        this.times =
                Arrays.stream(rows)
                        .flatMapToDouble(row -> DoubleStream.of(row.tx, row.age))
                        .sorted()
                        .distinct()
                        .toArray();
        this.x = new int[rows.length];
        this.txIndex = new int[rows.length];
        this.ageIndex = new int[rows.length];
        this.weight = weight;
        for (int i = 0; i < rows.length; i++) {
            x[i] = rows[i].x;
            txIndex[i] = Arrays.binarySearch(times, rows[i].tx);
            ageIndex[i] = Arrays.binarySearch(times, rows[i].age);
        }
    }

    private record Row(int x, double tx, double age) implements Comparable<Row> {
        @Override
        public int compareTo(Row other) {
            int order = Integer.compare(x, other.x);
            if (order == 0) {
                order = Double.compare(age, other.age);
            }
            return order == 0 ? Double.compare(tx, other.tx) : order;
        }

        /** The record's own would be slow to spread: whole doubles end in zeros. */
        @Override
        public int hashCode() {
            long bits = Double.doubleToLongBits(tx) * 0x9E3779B97F4A7C15L;
            bits = (bits ^ bits >>> 29 ^ Double.doubleToLongBits(age)) * 0xBF58476D1CE4E5B9L;
            bits = (bits ^ bits >>> 32 ^ x) * 0x94D049BB133111EBL;
            return (int) (bits >>> 32);
        }
    }

    /** Collects customers; equal ones become one row. */
    public static final class Builder {
        private final Map<Row, double[]> weights = new HashMap<>();

        private Builder() {}

        /** One more customer. */
        public Builder add(int x, double tx, double age) {
            return add(x, tx, age, 1);
        }

        /**
         * More customers who are equal.
         *
         * @param x repeat purchases, 0 or more
         * @param tx time of the last one, 0 if x is 0, at most T
         * @param age T, finite
         * @param weight over 0
         * @throws IllegalArgumentException if one is out of its range
         */
        public Builder add(int x, double tx, double age, double weight) {
            boolean times = tx >= 0 && tx <= age && age < Double.POSITIVE_INFINITY;
            if (x < 0 || !times || x == 0 && tx != 0) {
                throw new IllegalArgumentException(
                        "x=%d, t_x=%s, T=%s are no customer".formatted(x, tx, age));
            }
            Domain.positive("weight", weight);
            // Adding 0 makes the other zero, -0.0, the same key.
            weights.computeIfAbsent(new Row(x, tx + 0.0, age + 0.0), row -> new double[1])[0] +=
                    weight;
            return this;
        }

        /** The rows so far. */
        public PurchaseRows build() {
            Row[] rows = weights.keySet().toArray(Row[]::new);
            Arrays.sort(rows);
            double[] weight = new double[rows.length];
            for (int i = 0; i < rows.length; i++) {
                weight[i] = weights.get(rows[i])[0];
            }
            return new PurchaseRows(rows, weight);
        }
    }

    /** No customers yet. */
    public static Builder builder() {
        return new Builder();
    }

    /** How many different customers. */
    public int size() {
        return x.length;
    }

    /** How many customers: the sum of the weights. */
    public double totalWeight() {
        double sum = 0;
        for (double w : weight) {
            sum += w;
        }
        return sum;
    }

    int x(int row) {
        return x[row];
    }

    double tx(int row) {
        return times[txIndex[row]];
    }

    double age(int row) {
        return times[ageIndex[row]];
    }

    double weight(int row) {
        return weight[row];
    }

    int txIndex(int row) {
        return txIndex[row];
    }

    int ageIndex(int row) {
        return ageIndex[row];
    }

    /** The different times, t_x and T, rising: what depends on one is computed once. */
    double[] times() {
        return times;
    }

    double oldest() {
        return times[times.length - 1];
    }

    int mostPurchases() {
        return x.length == 0 ? 0 : x[x.length - 1];
    }

    /** The log-likelihood under a model: what a fit makes as large as it can. */
    public double logLikelihood(PurchaseModel model) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += weight[i] * model.logLikelihood(x[i], tx(i), age(i));
        }
        return sum;
    }
}
