package dev.tidemark.job.kafka;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * The letter box between the probe and the reader: a future that completes when there is something
 * to look at, and the newest finding of each partition.
 */
final class Findings {
    private final Map<TopicPartition, EmptyBacklog> waiting = new HashMap<>();
    private CompletableFuture<Void> arrival = new CompletableFuture<>();
    private volatile boolean rung;

    /** Leaves findings and rings. */
    void leave(List<EmptyBacklog> findings) {
        synchronized (this) {
            findings.forEach(finding -> waiting.put(finding.partition(), finding));
        }
        ring();
    }

    /** Makes the reader look, whether or not there is a finding. */
    void ring() {
        CompletableFuture<Void> bell;
        synchronized (this) {
            rung = true;
            bell = arrival;
        }
        // Outside the lock: completing it runs code of Flink's.
        bell.complete(null);
    }

    /** Cheap enough to be asked before every record. */
    boolean rung() {
        return rung;
    }

    /** Completes at the next ring; done when it has rung since the last {@link #take}. */
    synchronized CompletableFuture<Void> arrival() {
        return arrival;
    }

    /** Empties the box and sets the bell for the next ring. */
    synchronized List<EmptyBacklog> take() {
        List<EmptyBacklog> taken = new ArrayList<>(waiting.values());
        waiting.clear();
        rung = false;
        arrival = new CompletableFuture<>();
        return taken;
    }
}
