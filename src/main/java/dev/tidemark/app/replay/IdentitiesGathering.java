package dev.tidemark.app.replay;

import dev.tidemark.app.replay.Identities.Life;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventDetail;
import dev.tidemark.model.EventType;
import dev.tidemark.model.Moments;
import dev.tidemark.scoring.MergeStamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Gathers the merges and erasures of a log, and settles them as the keys of a running job would.
 *
 * <p>The ids of a person hang together as their moves say: one of them has not moved and stands for
 * the person. Whose ids are more takes the other's in, so that a log of n merges costs n log n.
 */
final class IdentitiesGathering {
    /** At one moment merges count first: whoever is erased is erased under all ids. */
    private static final Comparator<News> IN_ORDER =
            Comparator.comparingLong((News news) -> news.event().occurredAt())
                    .thenComparing(news -> news.event().type() == EventType.ERASE)
                    .thenComparingLong(News::line);

    private final List<News> all = new ArrayList<>();

    private record News(CustomerEvent event, long line) {}

    private record Move(String into, MergeStamp stamp) {}

    private static final class Person {
        private String standsFor;
        private final List<String> ids = new ArrayList<>();

        private Person(String id) {
            standsFor = id;
            ids.add(id);
        }
    }

    /** Takes note of an event, if it says who is who. */
    void note(CustomerEvent event, long line) {
        if (event.type() == EventType.MERGE || event.type() == EventType.ERASE) {
            all.add(new News(event, line));
        }
    }

    /** Who is who just before a moment, epoch milliseconds. */
    Identities until(long closesAt) {
        Settling settling = new Settling();
        all.stream()
                .filter(news -> news.event().occurredAt() < closesAt)
                .sorted(IN_ORDER)
                .forEach(news -> settling.apply(news.event()));
        return settling.result();
    }

    private static final class Settling {
        private final Map<String, Person> persons = new HashMap<>();
        private final Map<String, Move> moves = new HashMap<>();
        private final Map<String, List<Life>> lives = new HashMap<>();

        private void apply(CustomerEvent event) {
            if (event.detail() instanceof EventDetail.Merge merge) {
                merge(event.customerId(), merge.intoId(), MergeStamp.of(event));
            } else {
                erase(event.customerId(), event.occurredAt());
            }
        }

        private void merge(String id, String into, MergeStamp stamp) {
            Person mine = person(id);
            Person theirs = person(into);
            if (mine.standsFor.equals(into) || mine == theirs && isOnTheWay(id, into)) {
                return;
            }
            moves.put(mine.standsFor, new Move(into, stamp));
            if (mine == theirs) {
                mine.standsFor = openCircle(mine.standsFor);
            } else {
                unite(mine, theirs);
            }
        }

        private Person person(String id) {
            return persons.computeIfAbsent(id, Person::new);
        }

        private void unite(Person goes, Person stays) {
            boolean more = goes.ids.size() > stays.ids.size();
            Person larger = more ? goes : stays;
            Person smaller = more ? stays : goes;
            larger.standsFor = stays.standsFor;
            larger.ids.addAll(smaller.ids);
            smaller.ids.forEach(id -> persons.put(id, larger));
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

        /** Of the moves that lead from an id back to it the oldest is void: whose it was stays. */
        private String openCircle(String start) {
            String oldest = start;
            String at = moves.get(start).into();
            while (!at.equals(start)) {
                if (moves.get(at).stamp().compareTo(moves.get(oldest).stamp()) < 0) {
                    oldest = at;
                }
                at = moves.get(at).into();
            }
            moves.remove(oldest);
            return oldest;
        }

        private void erase(String id, long at) {
            Person person = person(id);
            endLives(person, at);
            moves.keySet().removeAll(person.ids);
            persons.keySet().removeAll(person.ids);
        }

        private void endLives(Person person, long at) {
            for (String id : person.ids) {
                List<Life> known = lives.computeIfAbsent(id, none -> new ArrayList<>(1));
                known.add(new Life(at, person.standsFor));
            }
        }

        private Identities result() {
            new HashSet<>(persons.values()).forEach(person -> endLives(person, Moments.NEVER));
            lives.entrySet().removeIf(id -> isAlwaysAlone(id.getKey(), id.getValue()));
            return new Identities(lives);
        }

        private static boolean isAlwaysAlone(String id, List<Life> known) {
            return known.stream().allMatch(life -> life.person().equals(id));
        }
    }
}
