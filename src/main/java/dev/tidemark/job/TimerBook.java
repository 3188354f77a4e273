package dev.tidemark.job;

import dev.tidemark.model.Moments;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * How many timers of a task are armed for which minute. Flink can say neither how many there are
 * nor which are overdue without going over all of them.
 *
 * <p>The task notes each timer that it arms and gives up; anyone may read meanwhile, without a
 * lock: a figure that is read while timers come and go may be off by those. A minute is 65.536
 * seconds, so that a shift finds it; where timers lie more than two years apart it is twice that,
 * and so on.
 */
final class TimerBook {
    private static final int MINUTE_BITS = 16;
    private static final int FIRST_SIZE = 1 << 12;
    private static final int MOST_SIZE = 1 << 20;
    private static final int MOST_TRIES = 3;

    /** Timers outside of the years 1900 to 2200 are counted, and never overdue. */
    private static final long EARLIEST = -2_208_988_800_000L;

    private static final long LATEST = 7_258_118_400_000L;

    /** A ring of counts, for every minute from the first to the last that may have a timer. */
    private static final class Ring {
        final AtomicIntegerArray counts;
        final int bits;
        volatile long first;
        volatile long last;

        Ring(int size, int bits, long first, long last) {
            this.counts = new AtomicIntegerArray(size);
            this.bits = bits;
            this.first = first;
            this.last = last;
        }

        int place(long minute) {
            return (int) minute & counts.length() - 1;
        }

        boolean spans(long from, long to) {
            return to - from < counts.length();
        }

        void add(long minute, int change) {
            int place = place(minute);
            counts.setOpaque(place, Math.max(0, counts.getPlain(place) + change));
        }

        int at(long minute) {
            return counts.getOpaque(place(minute));
        }

        long end(long minute) {
            return (minute + 1) << bits;
        }
    }

    /**
     * Timers that should have fired.
     *
     * @param timers how many
     * @param oldestAt for when the oldest of them was armed, to the end of its minute; {@link
     *     Moments#NEVER} if there is none
     */
    record Overdue(long timers, long oldestAt) {}

    private volatile Ring ring = new Ring(FIRST_SIZE, MINUTE_BITS, 0, -1);
    private volatile long pending;

    /** A timer was armed that was not armed before. */
    void armed(long at) {
        pending = pending + 1;
        if (at >= EARLIEST && at < LATEST) {
            spanning(at).add(at >> ring.bits, 1);
        }
    }

    /** A timer that was armed has fired, or was given up. */
    void gone(long at) {
        pending = Math.max(0, pending - 1);
        Ring now = ring;
        long minute = at >> now.bits;
        if (minute >= now.first && minute <= now.last) {
            now.add(minute, -1);
        }
    }

    /** How many timers are armed. */
    long pending() {
        return pending;
    }

    /** The timers of all minutes that had ended by a moment of event time. */
    Overdue overdue(long moment) {
        Ring now = ring;
        long timers = 0;
        long oldestAt = Moments.NEVER;
        long first = now.first;
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            timers = 0;
            oldestAt = Moments.NEVER;
            long last = Math.min(now.last, (moment >> now.bits) - 1);
            for (long minute = first; minute <= last; minute++) {
                int count = now.at(minute);
                timers += count;
                oldestAt = count > 0 ? Math.min(oldestAt, now.end(minute)) : oldestAt;
            }
            long firstAfter = now.first;
            if (firstAfter == first) {
                break;
            }
            first = firstAfter;
        }
        return new Overdue(timers, oldestAt);
    }

    /** The ring, wide enough for a timer. */
    private Ring spanning(long at) {
        Ring now = ring;
        long minute = at >> now.bits;
        if (minute >= now.first && minute <= now.last) {
            return now;
        }
        if (now.first > now.last) {
            now.first = minute;
            now.last = minute;
            return now;
        }
        drawUp(now);
        long from = Math.min(now.first, minute);
        long to = Math.max(now.last, minute);
        if (!now.spans(from, to)) {
            return wider(now, at);
        }
        now.first = from;
        now.last = to;
        return now;
    }

    /** Leaves the minutes behind whose timers have all gone. */
    private static void drawUp(Ring ring) {
        long first = ring.first;
        while (first < ring.last && ring.at(first) == 0) {
            first++;
        }
        ring.first = first;
    }

    private Ring wider(Ring before, long at) {
        int size = before.counts.length();
        int bits = before.bits;
        long from = Math.min(before.first, at >> bits);
        long to = Math.max(before.last, at >> bits);
        while (to - from >= size) {
            if (size < MOST_SIZE) {
                size <<= 1;
            } else {
                bits++;
                from >>= 1;
                to >>= 1;
            }
        }
        Ring wider = new Ring(size, bits, from, to);
        int coarser = bits - before.bits;
        for (long minute = before.first; minute <= before.last; minute++) {
            wider.add(minute >> coarser, before.at(minute));
        }
        ring = wider;
        return wider;
    }
}
