package dev.tidemark.job.kafka;

import dev.tidemark.model.EventClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * What one test sees of its job, and the clock and the gate by which it moves it. Static, because
 * the job gets copies of its functions.
 */
final class Observations {
    private static final Map<String, Observations> ALL = new ConcurrentHashMap<>();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<Seen> seen = new ArrayList<>();
    private long watermark = Long.MIN_VALUE;
    private long now;
    private int readings;
    private int arrivals;
    private int passes = Integer.MAX_VALUE;

    /** A record, its event time, and the watermark that came before it. */
    record Seen(String value, long timestamp, long watermark) {
        boolean late() {
            return timestamp <= watermark;
        }
    }

    /** The clock of the job of that name: stands still until the test moves it. */
    record Clock(String job) implements EventClock {
        @Override
        public long nowMillis() {
            return of(job).read();
        }
    }

    static Observations of(String job) {
        return ALL.computeIfAbsent(job, key -> new Observations());
    }

    synchronized void setClock(long time) {
        now = time;
    }

    private synchronized long read() {
        readings++;
        notifyAll();
        return now;
    }

    synchronized void watermark(long time) {
        watermark = time;
        notifyAll();
    }

    synchronized void record(String value, long timestamp) {
        seen.add(new Seen(value, timestamp, watermark));
        notifyAll();
    }

    /** From now on only so many records get past the gate. */
    synchronized void let(int records) {
        passes = records;
        notifyAll();
    }

    synchronized void passGate() throws InterruptedException {
        arrivals++;
        notifyAll();
        while (passes == 0) {
            wait();
        }
        passes--;
    }

    synchronized long watermark() {
        return watermark;
    }

    synchronized List<Seen> seen() {
        return List.copyOf(seen);
    }

    synchronized int arrivals() {
        return arrivals;
    }

    void awaitWatermark(long time) {
        await("a watermark of " + time, o -> o.watermark == time);
    }

    /**
     * Afterwards a look at the broker has begun and ended since the call, and another has begun, so
     * that the job had time to act on the first.
     */
    void awaitALook() {
        int before;
        synchronized (this) {
            before = readings;
        }
        await("looks at the broker", o -> o.readings >= before + 3);
    }

    synchronized void await(String what, Predicate<Observations> condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.test(this)) {
            long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (left <= 0) {
                throw new AssertionError(
                        "no %s; watermark %d, clock %d read %d times, seen %s"
                                .formatted(what, watermark, now, readings, seen));
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                throw new AssertionError("interrupted while waiting for " + what, e);
            }
        }
    }
}
