package dev.tidemark.scoring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The ids of recent events, as 64-bit hashes with the second at which they were applied: the memory
 * for duplicates.
 *
 * <p>Kept in the order in which they were applied. That, and not when the event happened, is what
 * their age counts from: a straggler, too, may be delivered twice.
 *
 * <p>With 64 remembered ids the chance that a new id is taken for one of them is 64 / 2^64 per
 * event, about 3.5e-18.
 */
final class EventIds {
    private long[] hashes;
    private long[] seconds;
    private int size;

    EventIds(int capacity) {
        hashes = new long[capacity];
        seconds = new long[capacity];
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
        List<Applied> all = new ArrayList<>(size + other.size);
        addTo(all);
        other.addTo(all);
        all.sort(Comparator.comparingLong(Applied::second).thenComparingLong(Applied::hash));
        EventIds united = new EventIds(all.size());
        for (int i = 0; i < all.size(); i++) {
            long hash = all.get(i).hash();
            boolean again = all.subList(i + 1, all.size()).stream().anyMatch(a -> a.hash == hash);
            if (!again) {
                united.add(hash, all.get(i).second());
            }
        }
        return united;
    }

    private record Applied(long hash, long second) {}

    private void addTo(List<Applied> all) {
        for (int i = 0; i < size; i++) {
            all.add(new Applied(hashes[i], seconds[i]));
        }
    }
}
