package dev.tidemark.app.replay;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many records the readers of this process have read, by name of the run.
 *
 * <p>Static, because Flink builds the reader from bytes: nothing else reaches from the one who
 * started the run to the reader in the same process.
 */
final class ReplayProgress {
    private static final Map<String, AtomicLong> COUNTERS = new ConcurrentHashMap<>();

    private ReplayProgress() {}

    static AtomicLong of(String name) {
        return COUNTERS.computeIfAbsent(name, unused -> new AtomicLong());
    }

    static void forget(String name) {
        COUNTERS.remove(name);
    }
}
