package dev.tidemark.job;

import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * How many events were scored within how many seconds, since the task began: the cumulative buckets
 * of a histogram as Prometheus knows it, which tasks can add up. Flink's own histograms are
 * quantiles, which nothing can add up.
 *
 * <p>One task counts; anyone may read.
 */
final class LatencyBuckets {
    /** Upper bounds in milliseconds: from a record that is just there to one of an hour ago. */
    private static final long[] BOUNDS = {
        5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 300_000, 900_000,
        3_600_000
    };

    private final AtomicLongArray counts = new AtomicLongArray(BOUNDS.length + 1);

    /** Counts an event that took so long; one that comes from the future took no time. */
    void count(long millis) {
        int i = 0;
        while (i < BOUNDS.length && millis > BOUNDS[i]) {
            i++;
        }
        counts.setOpaque(i, counts.getPlain(i) + 1);
    }

    /** How many took no longer than the bound of that place. */
    private long upTo(int place) {
        long sum = 0;
        for (int i = 0; i <= place; i++) {
            sum += counts.getOpaque(i);
        }
        return sum;
    }

    /** Shows them, each under the label {@code le} of its bound in seconds. */
    void register(MetricGroup group, String name) {
        for (int i = 0; i <= BOUNDS.length; i++) {
            int place = i;
            group.addGroup("le", label(i)).gauge(name, (Gauge<Long>) () -> upTo(place));
        }
    }

    private static String label(int place) {
        if (place == BOUNDS.length) {
            return "+Inf";
        }
        long millis = BOUNDS[place];
        return millis % 1_000 == 0 ? millis / 1_000 + ".0" : String.valueOf(millis / 1_000.0);
    }
}
