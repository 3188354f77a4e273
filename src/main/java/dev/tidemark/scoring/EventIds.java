package dev.tidemark.scoring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The ids of recent events, as 64-bit hashes with the second at which they were applied: the memory
 * for duplicates.
 *
 * <p>Kept in the order in which they were applied. That, and not when the event happened, is what
 * their age counts from: a straggler, too, may be delivered twice.
 *
 * <p>With 1,000 remembered ids the chance that a new id is taken for one of them is 1,000 / 2^64
 * per event, about 5.4e-17.
 */
final class EventIds {
    private static final long[] NONE = {};

    private long[] hashes = NONE;
    private long[] seconds = NONE;
    private int size;

    EventIds(int capacity) {
        if (capacity > 0) {
            hashes = new long[capacity];
            seconds = new long[capacity];
        }
    }

    /** Ids with the seconds at which they were applied, in that order. */
    static EventIds of(long[] hashes, long[] seconds) {
        EventIds ids = new EventIds(0);
        ids.hashes = hashes;
        ids.seconds = seconds;
        ids.size = hashes.length;
        return ids;
    }

    EventIds copy() {
        EventIds copy = new EventIds(0);
        copy.hashes = hashes.clone();
        copy.seconds = seconds.clone();
        copy.size = size;
        return copy;
    }

    int size() {
        return size;
    }

    long hash(int i) {
        return hashes[i];
    }

    long second(int i) {
        return seconds[i];
    }

    boolean contains(long hash) {
        for (int i = size - 1; i >= 0; i--) {
            if (hashes[i] == hash) {
                return true;
            }
        }
        return false;
    }

    void add(long hash, long second) {
        if (size == hashes.length) {
            int capacity = Math.max(2, size + (size >> 1) + 1);
            hashes = Arrays.copyOf(hashes, capacity);
            seconds = Arrays.copyOf(seconds, capacity);
        }
        hashes[size] = hash;
        seconds[size] = second;
        size++;
    }

    /** Forgets what need not be remembered at a moment, epoch milliseconds. */
    void forget(long now, MemoryLimits limits) {
        forget(Math.floorDiv(now, 1000L) - limits.eventIdHours() * 3600L, limits.eventIds());
    }

    /** Forgets ids applied before {@code oldest}, then the oldest ones over {@code most}. */
    void forget(long oldest, int most) {
        int gone = Math.max(0, size - most);
        while (gone < size && seconds[gone] < oldest) {
            gone++;
        }
        System.arraycopy(hashes, gone, hashes, 0, size - gone);
        System.arraycopy(seconds, gone, seconds, 0, size - gone);
        size -= gone;
    }

    /**
     * The ids of both, each once, as of the later second: by second, and of one second by hash. So
     * it does not matter which of the two is united with which.
     */
    EventIds union(EventIds other) {
        Map<Long, Long> latest = new HashMap<>();
        addTo(latest);
        other.addTo(latest);
        List<Map.Entry<Long, Long>> all = new ArrayList<>(latest.entrySet());
        all.sort(
                Map.Entry.<Long, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()));
        EventIds united = new EventIds(all.size());
        all.forEach(id -> united.add(id.getKey(), id.getValue()));
        return united;
    }

    private void addTo(Map<Long, Long> latest) {
        for (int i = 0; i < size; i++) {
            latest.merge(hashes[i], seconds[i], Math::max);
        }
    }
}
