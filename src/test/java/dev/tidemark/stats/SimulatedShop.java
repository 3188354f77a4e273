package dev.tidemark.stats;

import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Customers made from the definitions of the models, with times in whole days. */
final class SimulatedShop {
    private static final double DAY = 1 / 7.0;

    private final SplittableRandom random;

    SimulatedShop(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** How one customer buys: the next gap, and whether the purchase just made was the last. */
    interface Buyer {
        double gap();

        /** Asked after each purchase; {@code at} is its time, 0 for the first. */
        boolean goneAfter(double at);

        /** The moment after which nothing is bought. */
        double end();
    }

    /** BG/NBD, or MBG/NBD with dropout at the first purchase. */
    Buyer geometric(double r, double alpha, double a, double b, boolean dropoutAtFirst) {
        return regular(1, r, alpha, a, b, dropoutAtFirst);
    }

    Buyer regular(int k, double r, double alpha, double a, double b, boolean dropoutAtFirst) {
        double rate = gamma(r) / alpha;
        double left = gamma(a);
        double dropout = left / (left + gamma(b));
        return new Buyer() {
            @Override
            public double gap() {
                double sum = 0;
                for (int i = 0; i < k; i++) {
                    sum += exponential() / rate;
                }
                return sum;
            }

            @Override
            public boolean goneAfter(double at) {
                return (at > 0 || dropoutAtFirst) && random.nextDouble() < dropout;
            }

            @Override
            public double end() {
                return Double.POSITIVE_INFINITY;
            }
        };
    }

    Buyer pareto(double r, double alpha, double s, double beta) {
        double rate = gamma(r) / alpha;
        double end = exponential() / (gamma(s) / beta);
        return new Buyer() {
            @Override
            public double gap() {
                return exponential() / rate;
            }

            @Override
            public boolean goneAfter(double at) {
                return false;
            }

            @Override
            public double end() {
                return end;
            }
        };
    }

    /**
     * Customers who came at some time in the weeks before now. To the day their age is exact; the
     * time of the last purchase is rounded, which moves no parameter much.
     */
    PurchaseRows rows(int customers, double weeks, Supplier<Buyer> buyers) {
        PurchaseRows.Builder rows = PurchaseRows.builder();
        int days = (int) (weeks / DAY);
        for (int i = 0; i < customers; i++) {
            double age = random.nextInt(days / 4, days + 1) * DAY;
            Buyer buyer = buyers.get();
            int x = 0;
            double last = 0;
            for (boolean gone = buyer.goneAfter(0); !gone; ) {
                double next = last + buyer.gap();
                if (next > Math.min(age, buyer.end())) {
                    break;
                }
                last = next;
                x++;
                gone = buyer.goneAfter(last);
            }
            double day = x == 0 ? 0 : Math.min(Math.round(last / DAY) * DAY, age);
            rows.add(x, day, age);
        }
        return rows.build();
    }

    private double exponential() {
        return -Math.log1p(-random.nextDouble());
    }

    private double gamma(double shape) {
        return gamma(random, shape);
    }

    /** Marsaglia and Tsang (2000); shapes under 1 by the power of a uniform number. */
    static double gamma(SplittableRandom random, double shape) {
        if (shape < 1) {
            return gamma(random, shape + 1) * Math.pow(random.nextDouble(), 1 / shape);
        }
        double d = shape - 1 / 3.0;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double z = random.nextGaussian();
            double v = Math.pow(1 + c * z, 3);
            if (v > 0 && Math.log(random.nextDouble()) < z * z / 2 + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }
}
