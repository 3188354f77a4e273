package dev.tidemark.scoring;

import dev.tidemark.model.Moments;
import java.util.Arrays;

/**
 * The customer's requests for help, by the hash of their ids: of each the last that was heard of
 * it, by event time; it is open if that is that it was opened. So a request may be opened again,
 * and an answer may overtake its question. Requests without an id count as one.
 *
 * <p>A request lapses {@value #LAPSE_DAYS} days after it was last heard of. At most {@value #MOST}
 * are remembered, those heard of last. What is remembered is therefore a function of the set of
 * events: who is among the last of all is so among the last of some. Immutable.
 */
final class Tickets {
    static final int MOST = 16;
    static final int LAPSE_DAYS = 90;
    static final Tickets NONE = new Tickets(new long[0], new long[0]);

    private static final long LAPSE = LAPSE_DAYS * DayCalendar.DAY_MILLIS;

    private final long[] hashes;

    /**
     * The moment twice, and one more if the request was answered then: so the larger is the later,
     * and of one moment the answer. The smallest first, and of equal ones by hash.
     */
    private final long[] states;

    private Tickets(long[] hashes, long[] states) {
        this.hashes = hashes;
        this.states = states;
    }

    static long state(long at, boolean resolved) {
        return at << 1 | (resolved ? 1 : 0);
    }

    int size() {
        return hashes.length;
    }

    long hash(int i) {
        return hashes[i];
    }

    long state(int i) {
        return states[i];
    }

    private long lapsesAt(int i) {
        return (states[i] >> 1) + LAPSE;
    }

    private boolean isOpen(int i) {
        return (states[i] & 1) == 0;
    }

    /** With what was heard of one request. */
    Tickets with(long hash, long state) {
        int known = 0;
        while (known < hashes.length && hashes[known] != hash) {
            known++;
        }
        boolean isNew = known == hashes.length;
        if (!isNew && states[known] >= state) {
            return this;
        }
        int size = hashes.length + (isNew ? 1 : 0);
        long[] newHashes = new long[size];
        long[] newStates = new long[size];
        int at = 0;
        boolean placed = false;
        for (int i = 0; i < hashes.length; i++) {
            boolean after = states[i] > state || states[i] == state && hashes[i] > hash;
            if (after && !placed) {
                newHashes[at] = hash;
                newStates[at++] = state;
                placed = true;
            }
            if (i != known) {
                newHashes[at] = hashes[i];
                newStates[at++] = states[i];
            }
        }
        if (!placed) {
            newHashes[at] = hash;
            newStates[at] = state;
        }
        return new Tickets(newHashes, newStates).withoutOldest(Math.max(0, size - MOST));
    }

    private Tickets withoutOldest(int gone) {
        if (gone == 0) {
            return this;
        }
        return gone == hashes.length
                ? NONE
                : new Tickets(
                        Arrays.copyOfRange(hashes, gone, hashes.length),
                        Arrays.copyOfRange(states, gone, states.length));
    }

    /** Without those that have lapsed. */
    Tickets forgetting(long now) {
        int gone = 0;
        while (gone < hashes.length && lapsesAt(gone) <= now) {
            gone++;
        }
        return withoutOldest(gone);
    }

    Tickets union(Tickets other) {
        Tickets union = this;
        for (int i = 0; i < other.size(); i++) {
            union = union.with(other.hashes[i], other.states[i]);
        }
        return union;
    }

    /** How many are open. */
    int open(long now) {
        int open = 0;
        for (int i = 0; i < hashes.length; i++) {
            open += isOpen(i) && lapsesAt(i) > now ? 1 : 0;
        }
        return open;
    }

    /** When the first of the open ones lapses; {@link Moments#NEVER} if none is open. */
    long lapsesAt() {
        for (int i = 0; i < hashes.length; i++) {
            if (isOpen(i)) {
                return lapsesAt(i);
            }
        }
        return Moments.NEVER;
    }
}
