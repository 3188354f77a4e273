package dev.tidemark.kpi;

import dev.tidemark.model.Cause;
import dev.tidemark.model.Dimension;
import dev.tidemark.model.KpiValue;
import dev.tidemark.model.ScoreUpdate;
import dev.tidemark.model.Tombstone;
import dev.tidemark.model.Transition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts what happens to customers many times a second: events that are scored, scorecards, and
 * moves between classes. Entries for the ledger are made only when the counts are taken.
 *
 * <p>There are as many counts as there are ways to move, so they need not be taken early.
 */
public final class Occurrences {
    private static final Cause[] CAUSES = Cause.values();

    /** A way to move. Looked up for every transition, so it compares itself by hand. */
    private record Move(Dimension dimension, String from, String to, Cause cause, boolean flap) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Move that
                    && dimension == that.dimension
                    && cause == that.cause
                    && flap == that.flap
                    && from.equals(that.from)
                    && to.equals(that.to);
        }

        @Override
        public int hashCode() {
            int classes = 31 * from.hashCode() + to.hashCode();
            return (classes * 31 + dimension.ordinal()) * 31 + 2 * cause.ordinal() + (flap ? 1 : 0);
        }
    }

    private static final class Count {
        private long times;
    }

    private final long[] scorecards = new long[CAUSES.length];
    private final long[] tombstones = new long[CAUSES.length];
    private final Map<Move, Count> moves = new LinkedHashMap<>();
    private long scored;

    /** An event was applied. */
    public void countScored() {
        scored++;
    }

    /** A scorecard was written, or taken back. */
    public void count(ScoreUpdate update) {
        (update instanceof Tombstone ? tombstones : scorecards)[update.cause().ordinal()]++;
    }

    /** A customer moved: out of one class, into another. */
    public void count(Transition t) {
        Move move = new Move(t.dimension(), t.from(), t.to(), t.cause(), t.flap());
        moves.computeIfAbsent(move, made -> new Count()).times++;
    }

    /** What was counted since the last time, as entries for the ledger. */
    public List<KpiValue> takeEntries() {
        List<KpiValue> entries = new ArrayList<>();
        if (scored > 0) {
            entries.add(Kpi.EVENTS_SCORED.of(scored));
        }
        for (Cause cause : CAUSES) {
            take(Kpi.SCORECARDS, scorecards, cause, entries);
            take(Kpi.TOMBSTONES, tombstones, cause, entries);
        }
        moves.forEach(
                (move, count) ->
                        entries.addAll(
                                Entries.moves(
                                        move.dimension(),
                                        move.from(),
                                        move.to(),
                                        move.cause(),
                                        move.flap(),
                                        count.times)));
        scored = 0;
        moves.clear();
        return entries;
    }

    private static void take(Kpi kpi, long[] counts, Cause cause, List<KpiValue> entries) {
        if (counts[cause.ordinal()] > 0) {
            entries.add(kpi.of(counts[cause.ordinal()], cause.name()));
            counts[cause.ordinal()] = 0;
        }
    }
}
