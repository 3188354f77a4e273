package dev.tidemark.benchmarks;

import dev.tidemark.stats.BgNbd;
import dev.tidemark.stats.Fit;
import dev.tidemark.stats.MbgNbd;
import dev.tidemark.stats.PurchaseRows;
import dev.tidemark.stats.Verdict;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The time of a fit to 1,000,000 customers of a simulated MBG/NBD shop of a year, times in whole
 * days, by one thread. Each measurement is one fit, the first included: a job refits rarely, and
 * never warmly.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 3)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms2g", "-Xmx2g", "-XX:+UseSerialGC"})
public class FitTime {
    private static final int CUSTOMERS = 1_000_000;
    private static final double WEEK = 7;

    private final int[] x = new int[CUSTOMERS];
    private final int[] lastDay = new int[CUSTOMERS];
    private final int[] ageDays = new int[CUSTOMERS];
    private PurchaseRows rows;

    /** From the definition: a rate, a dropout probability, and gaps until now or the end. */
    @Setup(Level.Trial)
    public void makeCustomers() {
        SplittableRandom random = new SplittableRandom(20_260_101);
        for (int i = 0; i < CUSTOMERS; i++) {
            // Gamma(1, 30 days) and Beta(1, 3), both by inversion.
            double rate = -Math.log1p(-random.nextDouble()) / 30;
            double dropout = 1 - Math.pow(random.nextDouble(), 1 / 3.0);
            int age = random.nextInt(90, 365);
            double at = 0;
            while (random.nextDouble() >= dropout) {
                double to = at - Math.log1p(-random.nextDouble()) / rate;
                if (to > age) {
                    break;
                }
                at = to;
                x[i]++;
            }
            lastDay[i] = x[i] == 0 ? 0 : (int) Math.min(age, Math.round(at));
            ageDays[i] = age;
        }
        rows = collect();
        System.out.println(rows.size() + " rows");
    }

    private PurchaseRows collect() {
        PurchaseRows.Builder builder = PurchaseRows.builder();
        for (int i = 0; i < CUSTOMERS; i++) {
            builder.add(x[i], lastDay[i] / WEEK, ageDays[i] / WEEK);
        }
        return builder.build();
    }

    private static <M> Fit<M> sound(Fit<M> fit) {
        if (fit.verdict() != Verdict.CONVERGED) {
            throw new IllegalStateException(fit.toString());
        }
        return fit;
    }

    /** MBG/NBD to the rows. */
    @Benchmark
    public Fit<MbgNbd> mbg() {
        return sound(MbgNbd.fit(rows, MbgNbd.defaultPrior(WEEK)));
    }

    /** MBG/NBD from the customers: the collecting of equal ones included. */
    @Benchmark
    public Fit<MbgNbd> mbgWithRows() {
        return sound(MbgNbd.fit(collect(), MbgNbd.defaultPrior(WEEK)));
    }

    /** BG/NBD to the rows. */
    @Benchmark
    public Fit<BgNbd> bg() {
        return sound(BgNbd.fit(rows, BgNbd.defaultPrior(WEEK)));
    }
}
