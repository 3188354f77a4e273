package dev.tidemark.stats;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The buyers a model of spending is fitted to: distinct (x, m), each with a weight. Rows are in
 * order of x and m, whatever the order they came in.
 */
public final class SpendRows {
    private final int[] x;
    private final double[] meanSpend;
    private final double[] weight;

    private SpendRows(Map<Row, Double> weights) {
        this.x = weights.keySet().stream().mapToInt(Row::x).toArray();
        this.meanSpend = weights.keySet().stream().mapToDouble(Row::meanSpend).toArray();
        this.weight = weights.values().stream().mapToDouble(Double::doubleValue).toArray();
    }

    private record Row(int x, double meanSpend) implements Comparable<Row> {
        @Override
        public int compareTo(Row other) {
            int order = Integer.compare(x, other.x);
            return order == 0 ? Double.compare(meanSpend, other.meanSpend) : order;
        }
    }

    /** Collects buyers; equal ones become one row. */
    public static final class Builder {
        private final Map<Row, Double> weights = new TreeMap<>();

        private Builder() {}

        /** One more buyer. */
        public Builder add(int x, double meanSpend) {
            return add(x, meanSpend, 1);
        }

        /**
         * More buyers who are equal.
         *
         * @param x purchases whose spend is known, over 0
         * @param meanSpend their mean, over 0: leave out who spent nothing
         * @param weight over 0
         * @throws IllegalArgumentException if one is out of its range
         */
        public Builder add(int x, double meanSpend, double weight) {
            Domain.positive("x", x);
            Domain.positive("mean spend", meanSpend);
            Domain.positive("weight", weight);
            weights.merge(new Row(x, meanSpend), weight, Double::sum);
            return this;
        }

        /** The rows so far. */
        public SpendRows build() {
            return new SpendRows(weights);
        }
    }

    /** No buyers yet. */
    public static Builder builder() {
        return new Builder();
    }

    /** How many different buyers. */
    public int size() {
        return x.length;
    }

    /** How many buyers: the sum of the weights. */
    public double totalWeight() {
        return Arrays.stream(weight).sum();
    }

    double meanOfMeans() {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += weight[i] * meanSpend[i];
        }
        return sum / totalWeight();
    }

    int x(int row) {
        return x[row];
    }

    double meanSpend(int row) {
        return meanSpend[row];
    }

    double weight(int row) {
        return weight[row];
    }
}
