package dev.tidemark.stats;

import dev.tidemark.stats.CdnowCustomers.Customer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** How well a model foretold what each customer bought in a time after. */
record Holdout(double[] expected, double[] buys, double[] alive, double[] bought) {
    private static final int BINS = 10;

    static Holdout of(PurchaseModel model, List<Customer> customers, double t) {
        int n = customers.size();
        Holdout holdout = new Holdout(new double[n], new double[n], new double[n], new double[n]);
        for (int i = 0; i < n; i++) {
            Customer c = customers.get(i);
            holdout.expected[i] = model.expectedPurchases(c.x(), c.tx(), c.age(), t);
            holdout.buys[i] = model.probabilityOfPurchase(c.x(), c.tx(), c.age(), t);
            holdout.alive[i] = model.probabilityAlive(c.x(), c.tx(), c.age());
            holdout.bought[i] = c.bought();
        }
        return holdout;
    }

    /** MAE, RMSE, correlation, total off by, AUC of E[Y], P(buy), P(alive), Brier, ECE. */
    List<Double> figures() {
        int n = bought.length;
        double[] error = new double[n];
        double[] label = new double[n];
        Arrays.setAll(error, i -> expected[i] - bought[i]);
        Arrays.setAll(label, i -> bought[i] > 0 ? 1 : 0);
        return List.of(
                Arrays.stream(error).map(Math::abs).sum() / n,
                Math.sqrt(Arrays.stream(error).map(e -> e * e).sum() / n),
                correlation(),
                Arrays.stream(expected).sum() / Arrays.stream(bought).sum() - 1,
                auc(expected),
                auc(buys),
                auc(alive),
                IntStream.range(0, n).mapToDouble(i -> sq(buys[i] - label[i])).sum() / n,
                calibrationError(label));
    }

    private static double sq(double d) {
        return d * d;
    }

    private double correlation() {
        double meanE = Arrays.stream(expected).average().orElseThrow();
        double meanB = Arrays.stream(bought).average().orElseThrow();
        double both = 0;
        double e2 = 0;
        double b2 = 0;
        for (int i = 0; i < bought.length; i++) {
            both += (expected[i] - meanE) * (bought[i] - meanB);
            e2 += sq(expected[i] - meanE);
            b2 += sq(bought[i] - meanB);
        }
        return both / Math.sqrt(e2 * b2);
    }

    /** The chance that a buyer is ranked over one who did not buy; equal ranks count half. */
    private double auc(double[] score) {
        Integer[] order = order(score);
        double buyers = 0;
        double rankSum = 0;
        for (int from = 0; from < order.length; ) {
            int to = from;
            double inTie = 0;
            while (to < order.length && score[order[to]] == score[order[from]]) {
                inTie += bought[order[to]] > 0 ? 1 : 0;
                to++;
            }
            rankSum += inTie * (from + to + 1) / 2.0;
            buyers += inTie;
            from = to;
        }
        return (rankSum - buyers * (buyers + 1) / 2) / (buyers * (order.length - buyers));
    }

    /** Ten bins of equal count. */
    private double calibrationError(double[] label) {
        Integer[] order = order(buys);
        double error = 0;
        for (int bin = 0; bin < BINS; bin++) {
            int from = bin * order.length / BINS;
            int to = (bin + 1) * order.length / BINS;
            double off = 0;
            for (int i = from; i < to; i++) {
                off += buys[order[i]] - label[order[i]];
            }
            error += Math.abs(off);
        }
        return error / order.length;
    }

    private static Integer[] order(double[] score) {
        Integer[] order = IntStream.range(0, score.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(i -> score[i]));
        return order;
    }
}
