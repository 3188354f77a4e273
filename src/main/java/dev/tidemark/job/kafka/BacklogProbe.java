package dev.tidemark.job.kafka;

import dev.tidemark.model.EventClock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks, on a thread of its own, about partitions that have delivered nothing for a while, and
 * leaves word of those in which nothing is left. When the broker does not answer it leaves nothing:
 * time stands still.
 */
final class BacklogProbe implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BacklogProbe.class);
    private static final long CLOSING_MILLIS = 3_000;

    private final SplitPositions positions;
    private final EventClock clock;
    private final long quietMillis;
    private final Supplier<Backlog> opening;
    private final Findings findings;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    private volatile Backlog backlog;
    private boolean outage;

    /**
     * @param name of the thread
     * @param positions what the reader has delivered
     * @param clock tells the moment as of which a partition is found empty
     * @param quietMillis how long a partition must be quiet, and the pause between two looks
     * @param opening opens the connection at the first look, and again if that fails
     * @param findings where word is left
     */
    BacklogProbe(
            String name,
            SplitPositions positions,
            EventClock clock,
            long quietMillis,
            Supplier<Backlog> opening,
            Findings findings) {
        this.positions = positions;
        this.clock = clock;
        this.quietMillis = quietMillis;
        this.opening = opening;
        this.findings = findings;
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
    }

    /**
     * @param userCode where Kafka finds the classes its properties name
     */
    void start(ClassLoader userCode) {
        thread.setContextClassLoader(userCode);
        thread.start();
    }

    private void run() {
        Map<TopicPartition, Long> before = Map.of();
        try {
            while (!closing.await(quietMillis, TimeUnit.MILLISECONDS)) {
                Map<TopicPartition, Long> now = positions.known();
                look(quiet(before, now));
                before = now;
                if (positions.isEmpty()) {
                    findings.ring();
                }
            }
        } catch (InterruptedException | InterruptException e) {
            LOG.debug("Interrupted while closing", e);
        } finally {
            if (backlog != null) {
                backlog.close();
            }
        }
    }

    private static Map<TopicPartition, Long> quiet(
            Map<TopicPartition, Long> before, Map<TopicPartition, Long> now) {
        Map<TopicPartition, Long> quiet = new HashMap<>(now);
        quiet.entrySet().retainAll(before.entrySet());
        return quiet;
    }

    private void look(Map<TopicPartition, Long> quiet) {
        if (quiet.isEmpty()) {
            return;
        }
        // First the clock, then the question: what arrives in between is younger than this moment.
        long asOf = clock.nowMillis();
        try {
            if (backlog == null) {
                backlog = opening.get();
            }
            Set<TopicPartition> empty = backlog.emptyAfter(quiet);
            List<EmptyBacklog> found =
                    empty.stream().map(tp -> new EmptyBacklog(tp, quiet.get(tp), asOf)).toList();
            if (!found.isEmpty()) {
                findings.leave(found);
            }
            answered();
        } catch (WakeupException e) {
            LOG.debug("Woken to be closed", e);
        } catch (InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            unanswered(e);
        }
    }

    private void answered() {
        if (outage) {
            LOG.info("Kafka says again how much is left to read; event time goes on.");
            outage = false;
        }
    }

    private void unanswered(RuntimeException e) {
        if (!outage) {
            LOG.warn(
                    "Kafka does not say how much is left to read; event time of quiet partitions"
                            + " stands still until it does: {}",
                    e.toString());
            outage = true;
        }
    }

    /** Ends the thread and its connections; waits a few seconds at most. */
    @Override
    public void close() throws InterruptedException {
        closing.countDown();
        Backlog open = backlog;
        if (open != null) {
            open.wakeup();
        }
        thread.join(CLOSING_MILLIS);
        if (thread.isAlive()) {
            thread.interrupt();
            thread.join(CLOSING_MILLIS);
        }
    }
}
