package dev.tidemark.benchmarks;

import dev.tidemark.stats.BgNbd;
import dev.tidemark.stats.GammaGamma;
import dev.tidemark.stats.MbgCnbdK;
import dev.tidemark.stats.MbgNbd;
import dev.tidemark.stats.ParetoNbd;
import dev.tidemark.stats.PurchaseModel;
import dev.tidemark.stats.PurchaseSpread;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The time of one customer's full score by one thread: P(alive), P(no purchase in 90 days),
 * expected purchases and the discounted value of 12 months of 30.4375 days; and of the spread of
 * the purchases and the spend of these months.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms512m", "-Xmx512m", "-XX:+UseSerialGC"})
public class ScoreTime {
    private static final double MONTH = 30.4375 / 7;
    private static final double HORIZON = 90 / 7.0;
    private static final int CUSTOMERS = 4_096;

    /** The model, with its parameters for the CDNOW sample. */
    @Param({"mbg", "bg", "pareto", "cnbd2"})
    private String kind;

    private final int[] x = new int[CUSTOMERS];
    private final double[] tx = new double[CUSTOMERS];
    private final double[] age = new double[CUSTOMERS];
    private final double[] spend = new double[CUSTOMERS];
    private final GammaGamma spending = GammaGamma.of(6.249572, 3.744225, 15.443521);
    private PurchaseModel model;
    private int next;

    /** Customers of a year, as many without a repeat purchase as in CDNOW. */
    @Setup
    public void makeCustomers() {
        model =
                switch (kind) {
                    case "mbg" -> MbgNbd.of(0.524843, 6.183085, 0.891359, 1.614002);
                    case "bg" -> BgNbd.of(0.242594, 4.413602, 0.792922, 2.425907);
                    case "pareto" -> ParetoNbd.of(0.553277, 10.577683, 0.606240, 11.668735);
                    default -> MbgCnbdK.of(2, 0.579896, 2.288149, 1.134453, 1.584974);
                };
        SplittableRandom random = new SplittableRandom(20_260_101);
        for (int i = 0; i < CUSTOMERS; i++) {
            x[i] = random.nextInt(5) < 3 ? 0 : 1 + (int) (-4 * Math.log1p(-random.nextDouble()));
            age[i] = random.nextInt(1, 365) / 7.0;
            tx[i] = x[i] == 0 ? 0 : age[i] * random.nextDouble();
            spend[i] = x[i] == 0 ? 0 : random.nextDouble(5, 200);
        }
    }

    /** As a scorecard's is made, with P(alive) once; the sum, so that no figure is left out. */
    @Benchmark
    public double score() {
        int i = next++ & CUSTOMERS - 1;
        double alive = model.probabilityAlive(x[i], tx[i], age[i]);
        double silent = 1 - alive * model.buysIfAlive(x[i], tx[i], age[i], HORIZON);
        PurchaseModel.Periods months = model.periodsIfAlive(x[i], age[i], MONTH, 12, 0.01);
        double value = alive * months.discounted() * spending.expectedMeanSpend(x[i], spend[i]);
        return alive + silent + alive * months.purchases() + value;
    }

    /** The 90 % interval and the variance, P(alive) included, and the variance of the spend. */
    @Benchmark
    public double spread() {
        int i = next++ & CUSTOMERS - 1;
        PurchaseSpread spread = model.spread(x[i], tx[i], age[i], 12 * MONTH);
        double spendVariance =
                spending.totalSpendVariance(x[i], spend[i], spread.mean(), spread.variance());
        return spendVariance + spread.quantile05() + spread.quantile95();
    }
}
