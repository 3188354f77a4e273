package dev.tidemark.job;

import dev.tidemark.model.Moments;
import dev.tidemark.scoring.CustomerHistory;
import dev.tidemark.scoring.HistoryCodec;
import dev.tidemark.scoring.Population;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * How a scoring task does, in figures for those who watch it. They come from no state and go into
 * none.
 *
 * <p>The task tells what happens, at some ten nanoseconds each, and as much for each look at a
 * clock. The reporter's thread asks when it is scraped, also while the task is stuck: what it reads
 * is volatile, and it takes no lock.
 */
final class ServiceGauges {
    /** One history in so many that are written has its bytes counted. */
    private static final int SAMPLED = 256;

    private static final double MEAN_OF = 64;

    private final Optional<LiveTime> time;
    private final boolean oneClock;
    private final TimerBook timers = new TimerBook();
    private final LatencyBuckets processing = new LatencyBuckets();
    private final LatencyBuckets sinceEvent = new LatencyBuckets();
    private volatile long watermark = Moments.BEFORE_ALL;
    private volatile Population population;
    private volatile double meanBytes = Double.NaN;
    private int writes;
    private int samples;

    /**
     * For one task.
     *
     * @param time empty where only events move time: then nothing can be late
     */
    ServiceGauges(Optional<LiveTime> time, Population population) {
        this.time = time;
        this.oneClock = time.isPresent() && time.get().events() == (Object) time.get().records();
        this.population = population;
    }

    /** Shows them in the group of an operator. */
    void register(MetricGroup operator) {
        MetricGroup group = operator.addGroup("tidemark");
        group.gauge("timersPending", (Gauge<Long>) timers::pending);
        group.gauge("modelAgeSeconds", age(at -> population.at(at).effectiveFrom()));
        group.gauge("cutPointsAgeSeconds", age(at -> population.cutPointsAt(at).effectiveFrom()));
        group.gauge("populationVersions", (Gauge<Integer>) () -> population.published());
        group.gauge("stateBytesPerCustomer", (Gauge<Double>) () -> meanBytes);
        time.ifPresent(live -> registerLive(group, live));
    }

    private void registerLive(MetricGroup group, LiveTime live) {
        group.gauge("timersOverdue", (Gauge<Long>) () -> timers.overdue(live.dueMillis()).timers());
        group.gauge("oldestOverdueSeconds", (Gauge<Double>) () -> oldestOverdueSeconds(live));
        group.gauge("watermarkLagSeconds", (Gauge<Double>) () -> watermarkLagSeconds(live));
        double disorder = live.wallSeconds(live.maxDisorderMillis());
        group.gauge("maxDisorderSeconds", (Gauge<Double>) () -> disorder);
        processing.register(group, "processingSeconds");
        sinceEvent.register(group, "eventSeconds");
    }

    private double oldestOverdueSeconds(LiveTime live) {
        long due = live.dueMillis();
        long oldest = timers.overdue(due).oldestAt();
        return oldest == Moments.NEVER ? 0 : live.wallSeconds(due - oldest);
    }

    private double watermarkLagSeconds(LiveTime live) {
        long mark = watermark;
        return mark == Moments.BEFORE_ALL || mark == Moments.NEVER
                ? Double.NaN
                : live.wallSeconds(live.events().nowMillis() - mark);
    }

    /** How old by event time is what is in force; what was configured has no age. */
    private Gauge<Double> age(LongUnaryOperator effectiveFrom) {
        return () -> {
            long mark = watermark;
            long from = effectiveFrom.applyAsLong(mark);
            return mark == Moments.BEFORE_ALL || from == Moments.BEFORE_ALL
                    ? Double.NaN
                    : (mark - from) / 1_000.0;
        };
    }

    TimerBook timers() {
        return timers;
    }

    /** Event time has come to a moment. */
    void passed(long moment) {
        watermark = moment;
    }

    /** More is known of all customers. */
    void know(Population known) {
        population = known;
    }

    /** An event was scored, and its scorecard is on its way. */
    void scored(Incoming incoming) {
        if (time.isEmpty() || !(incoming instanceof Incoming.Happened happened)) {
            return;
        }
        LiveTime live = time.get();
        long wall = live.records().wallMillis();
        if (happened.arrivedAt() != Moments.BEFORE_ALL) {
            processing.count(wall - happened.arrivedAt());
        }
        long now = oneClock ? wall : live.events().nowMillis();
        long late = now - happened.event().occurredAt();
        sinceEvent.count(oneClock ? late : (long) (late / live.events().speed()));
    }

    /** A history was written. */
    void wrote(CustomerHistory history) {
        if (writes++ % SAMPLED == 0) {
            int bytes = HistoryCodec.encode(history).length;
            samples++;
            double before = samples == 1 ? bytes : meanBytes;
            meanBytes = before + (bytes - before) / Math.min(samples, MEAN_OF);
        }
    }
}
