package dev.tidemark.backtest;

import dev.tidemark.stats.BinaryForecast.Bin;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The curves of an audience.
 *
 * @param calibration in ten bins of equally many by rising probability
 * @param churners share of those who fell silent among the share of highest risk, at {@link
 *     #SHARES}
 * @param revenue share of the revenue of those of highest value, at {@link #SHARES}
 */
public record Curves(
        Map<Rival, List<Bin>> calibration,
        Map<Rival, List<Double>> churners,
        Map<ValueOrder, List<Double>> revenue) {

    /** Bins of a calibration curve. */
    public static final int BINS = 10;

    /** The shares of customers at which gains are told: 0 to 1 by twentieths. */
    public static final int SHARES = 20;

    /** The curves of several origins, pooled. */
    static Curves mean(Collection<Curves> all) {
        Map<Rival, List<Bin>> calibration = new EnumMap<>(Rival.class);
        Map<Rival, List<Double>> churners = new EnumMap<>(Rival.class);
        for (Rival rival : Rival.values()) {
            put(calibration, rival, pooled(having(all, c -> c.calibration.get(rival))));
            put(churners, rival, means(having(all, c -> c.churners.get(rival))));
        }
        Map<ValueOrder, List<Double>> revenue = new EnumMap<>(ValueOrder.class);
        for (ValueOrder order : ValueOrder.values()) {
            put(revenue, order, means(having(all, c -> c.revenue.get(order))));
        }
        return new Curves(calibration, churners, revenue);
    }

    private static <K, T> void put(Map<K, List<T>> curves, K key, List<T> curve) {
        if (!curve.isEmpty()) {
            curves.put(key, curve);
        }
    }

    private static <T> List<List<T>> having(
            Collection<Curves> all, Function<Curves, List<T>> curve) {
        List<List<T>> there = new ArrayList<>();
        for (Curves curves : all) {
            List<T> one = curve.apply(curves);
            if (one != null && !one.isEmpty()) {
                there.add(one);
            }
        }
        return there;
    }

    private static List<Bin> pooled(List<List<Bin>> curves) {
        List<Bin> pooled = new ArrayList<>();
        for (int i = 0; !curves.isEmpty() && i < BINS; i++) {
            double count = 0;
            double predicted = 0;
            double observed = 0;
            for (List<Bin> curve : curves) {
                Bin bin = curve.get(i);
                count += bin.count();
                predicted += bin.count() * bin.predicted();
                observed += bin.count() * bin.observed();
            }
            pooled.add(new Bin(count, predicted / count, observed / count));
        }
        return pooled;
    }

    private static List<Double> means(List<List<Double>> curves) {
        List<Double> means = new ArrayList<>();
        for (int i = 0; !curves.isEmpty() && i <= SHARES; i++) {
            int at = i;
            means.add(curves.stream().mapToDouble(c -> c.get(at)).average().orElseThrow());
        }
        return means;
    }

    /** How far the pooled curve is from the diagonal on average; NaN if there is none. */
    double calibrationError(Rival rival) {
        List<Bin> curve = calibration.getOrDefault(rival, List.of());
        double sum = 0;
        double count = 0;
        for (Bin bin : curve) {
            sum += bin.count() * Math.abs(bin.predicted() - bin.observed());
            count += bin.count();
        }
        return sum / count;
    }
}
