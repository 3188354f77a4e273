package dev.tidemark.serving;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The latest total of every line, for all who want to show them. Thread-safe.
 *
 * <p>One writes, many read. A reader takes one {@link State} and reads everything from it: the
 * totals in it were published together, so in it the books balance.
 */
public final class KpiBoard {
    /**
     * What the board says at one moment.
     *
     * @param totals the totals, in the units of their KPIs' digits, as of a moment at which all
     *     that was committed had been read; they stay when the follower loses its broker
     * @param filled whether the totals were ever read to the end: an empty board that is filled
     *     means that nothing was counted yet
     * @param caughtUp whether the totals were read to the end since the follower last connected;
     *     false while no broker answers
     * @param skippedRecords records that were no KPI this release can show, since the start
     */
    public record State(
            Map<KpiLine, Long> totals, boolean filled, boolean caughtUp, long skippedRecords) {
        public State {
            totals = Map.copyOf(totals);
        }
    }

    private final AtomicReference<State> state =
            new AtomicReference<>(new State(Map.of(), false, false, 0));

    /** What the board says now. */
    public State state() {
        return state.get();
    }

    /** Puts these totals in the place of all before: everything that was committed is in them. */
    public void show(Map<KpiLine, Long> totals) {
        state.updateAndGet(s -> new State(totals, true, true, s.skippedRecords()));
    }

    /** The totals stay, but there may be newer ones. */
    public void fallBehind() {
        state.updateAndGet(s -> new State(s.totals(), s.filled(), false, s.skippedRecords()));
    }

    /** Counts a record that could not be shown. */
    public void skip() {
        state.updateAndGet(
                s -> new State(s.totals(), s.filled(), s.caughtUp(), s.skippedRecords() + 1));
    }
}
