package dev.tidemark.app.replay;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventDetail;
import dev.tidemark.model.EventType;
import dev.tidemark.scoring.MergeStamp;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who is who at the end of a log. A finished log tells it beforehand, so that in a replay the two
 * ids of a merge are one customer from the beginning, and no history has to move.
 */
final class Identities implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Map<String, String> persons;

    private Identities(Map<String, String> persons) {
        this.persons = persons;
    }

    /** The event under the id of the person whom it happened to. */
    CustomerEvent resolve(CustomerEvent event) {
        if (persons.isEmpty()) {
            return event;
        }
        String person = persons.getOrDefault(event.customerId(), event.customerId());
        CustomerEvent theirs = person.equals(event.customerId()) ? event : event.of(person);
        return event.detail() instanceof EventDetail.Merge merge
                ? theirs.with(
                        new EventDetail.Merge(persons.getOrDefault(merge.intoId(), merge.intoId())))
                : theirs;
    }

    /** Gathers the merges of a log, and settles them as the keys of a running job would. */
    static final class Gathering {
        private final List<Merge> merges = new ArrayList<>();
        private final Map<String, Move> moves = new HashMap<>();

        private record Merge(CustomerEvent event, long line) {}

        private record Move(String into, MergeStamp stamp) {}

        /** Takes note of an event, if it is a merge. */
        void note(CustomerEvent event, long line) {
            if (event.type() == EventType.MERGE) {
                merges.add(new Merge(event, line));
            }
        }

        /** Who is who just before a moment, epoch milliseconds. */
        Identities until(long closesAt) {
            moves.clear();
            merges.stream()
                    .filter(merge -> merge.event().occurredAt() < closesAt)
                    .sorted(
                            Comparator.comparingLong((Merge m) -> m.event().occurredAt())
                                    .thenComparingLong(Merge::line))
                    .forEach(merge -> apply(merge.event()));
            Map<String, String> persons = new HashMap<>();
            moves.keySet().forEach(id -> persons.put(id, personOf(id)));
            return new Identities(persons);
        }

        private void apply(CustomerEvent merge) {
            String into = ((EventDetail.Merge) merge.detail()).intoId();
            String person = personOf(merge.customerId());
            if (person.equals(into) || isOnTheWay(merge.customerId(), into)) {
                return;
            }
            moves.put(person, new Move(into, MergeStamp.of(merge)));
            openCircle(person);
        }

        private String personOf(String id) {
            String at = id;
            while (moves.containsKey(at)) {
                at = moves.get(at).into();
            }
            return at;
        }

        private boolean isOnTheWay(String from, String id) {
            String at = from;
            while (moves.containsKey(at)) {
                at = moves.get(at).into();
                if (at.equals(id)) {
                    return true;
                }
            }
            return false;
        }

        /** If the moves from an id lead back to it, the oldest of them is void. */
        private void openCircle(String start) {
            String at = start;
            String oldest = start;
            do {
                if (moves.get(at).stamp().compareTo(moves.get(oldest).stamp()) < 0) {
                    oldest = at;
                }
                at = moves.get(at).into();
            } while (moves.containsKey(at) && !at.equals(start));
            if (at.equals(start)) {
                moves.remove(oldest);
            }
        }
    }
}
