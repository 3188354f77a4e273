package dev.tidemark.app.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.tidemark.app.config.Settings;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventDetail;
import dev.tidemark.model.EventType;
import dev.tidemark.model.ScoreUpdate;
import dev.tidemark.model.Scorecard;
import dev.tidemark.scoring.CustomerHistory;
import dev.tidemark.scoring.CustomerScorer;
import dev.tidemark.scoring.Decision;
import dev.tidemark.scoring.Relay;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdentitiesTest {
    private static final long START = 1_700_000_000_000L;
    private static final long END = START + 1_000;

    private static CustomerEvent merge(String from, String into, long at) {
        return new CustomerEvent(
                "m-" + from + into + at,
                from,
                EventType.MERGE,
                START + at,
                "",
                CustomerEvent.NO_AMOUNT,
                "",
                new EventDetail.Merge(into));
    }

    private static CustomerEvent view(String who) {
        return new CustomerEvent(
                "v", who, EventType.VIEW, START, "", CustomerEvent.NO_AMOUNT, "web");
    }

    private static Identities of(CustomerEvent... merges) {
        IdentitiesGathering gathering = new IdentitiesGathering();
        for (int line = 0; line < merges.length; line++) {
            gathering.note(merges[line], line);
        }
        return gathering.until(END);
    }

    private static String person(Identities identities, String id) {
        return identities.resolve(view(id)).customerId();
    }

    @Test
    void aChainLeadsToItsEndWhateverTheOrderOfItsLinks() {
        Identities identities = of(merge("b", "c", 2), merge("a", "b", 1), merge("x", "a", 3));
        for (String id : List.of("a", "b", "c", "x")) {
            assertEquals("c", person(identities, id));
        }
        CustomerEvent stranger = view("stranger");
        assertSame(stranger, identities.resolve(stranger));
    }

    @Test
    void bothIdsOfAMergeAreThePersons() {
        Identities identities = of(merge("a", "b", 1), merge("b", "c", 2));
        CustomerEvent resolved = identities.resolve(merge("a", "b", 1));
        assertEquals("c", resolved.customerId());
        assertEquals(new EventDetail.Merge("c"), resolved.detail());
    }

    @Test
    void ofTwoThatContradictEachOtherTheLaterHolds() {
        assertEquals("a", person(of(merge("a", "b", 1), merge("b", "a", 2)), "b"));
        assertEquals("b", person(of(merge("a", "b", 2), merge("b", "a", 1)), "a"));
    }

    @Test
    void whatHappensAfterTheEndDoesNotCount() {
        assertEquals("a", person(of(merge("a", "b", END - START)), "a"));
    }

    private static CustomerEvent erase(String id, long at) {
        return event("x-" + id + at, id, EventType.ERASE, at, "", CustomerEvent.NO_AMOUNT);
    }

    private static CustomerEvent order(String id, long at) {
        return event("o-" + id + at, id, EventType.PURCHASE, at, "o-" + at, 100 + at);
    }

    private static CustomerEvent event(
            String eventId, String id, EventType type, long at, String order, long amount) {
        return new CustomerEvent(eventId, id, type, START + at, order, amount, "");
    }

    private static String told(CustomerEvent event) {
        return "%s %s %s".formatted(event.type(), event.customerId(), event.detail());
    }

    @Test
    void whoeverIsErasedBeforeAMergeTakesNobodyAlong() {
        Identities identities = of(merge("a", "b", 9), erase("a", 5));
        assertEquals("a", identities.resolve(order("a", 4)).customerId());
        assertEquals("a", identities.resolve(erase("a", 5)).customerId());
        assertEquals("b", identities.resolve(order("a", 6)).customerId());
        assertEquals("b", identities.resolve(order("b", 4)).customerId());
    }

    @Test
    void anErasureEndsTheLivesOfAllIdsOfThePerson() {
        Identities identities = of(merge("a", "b", 3), erase("a", 5));
        assertEquals("b", identities.resolve(order("a", 4)).customerId());
        assertEquals("b", identities.resolve(erase("a", 5)).customerId());
        assertEquals("a", identities.resolve(order("a", 6)).customerId());
        assertEquals("b", identities.resolve(order("b", 6)).customerId());
    }

    @Test
    void aHundredThousandMergesAreSettledAtOnce() {
        int many = 100_000;
        CustomerEvent[] merges = new CustomerEvent[many];
        for (int i = 0; i < many; i++) {
            int from = many - i - 1;
            merges[i] = merge("id" + from, "id" + (from + 1), i / 1_000);
        }
        assertTimeout(
                Duration.ofSeconds(20), () -> assertEquals("id" + many, person(of(merges), "id0")));
    }

    /** Nobody is merged into someone who was erased before: see 0011. */
    private static CustomerEvent[] story(Random random, int ids) {
        Set<Set<String>> persons = new HashSet<>();
        IntStream.range(0, ids).forEach(i -> persons.add(Set.of("id" + i)));
        Set<String> erased = new HashSet<>();
        CustomerEvent[] events = new CustomerEvent[5 + random.nextInt(20)];
        for (int i = 0; i < events.length; i++) {
            String id = "id" + random.nextInt(ids);
            String into = "id" + random.nextInt(ids);
            Set<String> mine = persons.stream().filter(p -> p.contains(id)).findAny().orElseThrow();
            Set<String> theirs =
                    persons.stream().filter(p -> p.contains(into)).findAny().orElseThrow();
            int kind = random.nextInt(8);
            if (kind == 0) {
                events[i] = erase(id, i);
                erased.addAll(mine);
            } else if (kind < 4 && !id.equals(into) && Collections.disjoint(theirs, erased)) {
                events[i] = merge(id, into, i);
                Set<String> together = new HashSet<>(mine);
                together.addAll(theirs);
                persons.removeAll(List.of(mine, theirs));
                persons.add(together);
            } else {
                events[i] = order(id, i);
            }
        }
        return events;
    }

    /** Orders, merges and erasures in the order of their times: the same customers are scored. */
    @Test
    void aRunningJobComesToTheSameScores() {
        for (long seed = 1; seed <= 1_000; seed++) {
            Random random = new Random(seed);
            int ids = 2 + random.nextInt(5);
            CustomerEvent[] events = story(random, ids);
            Keys live = new Keys();
            Keys replayed = new Keys();
            Identities identities = of(events);
            for (CustomerEvent event : events) {
                live.happens(event);
                replayed.happens(identities.resolve(event));
            }
            assertEquals(0, replayed.relays, "a replay sends no relays");
            assertEquals(
                    live.revenues(),
                    replayed.revenues(),
                    "seed %d: %s"
                            .formatted(seed, Stream.of(events).map(IdentitiesTest::told).toList()));
        }
    }

    /** The keys of a running job come to the same, one merge and its relays after the other. */
    @Test
    void aRunningJobComesToTheSamePersons() {
        for (long seed = 1; seed <= 500; seed++) {
            Random random = new Random(seed);
            int ids = 2 + random.nextInt(6);
            CustomerEvent[] merges = new CustomerEvent[random.nextInt(3 * ids)];
            for (int i = 0; i < merges.length; i++) {
                int from = random.nextInt(ids);
                int into = (from + 1 + random.nextInt(ids - 1)) % ids;
                merges[i] = merge("id" + from, "id" + into, i);
            }
            Keys keys = new Keys();
            for (int i = 0; i < ids; i++) {
                keys.happens(view("id" + i));
            }
            for (CustomerEvent merge : merges) {
                keys.happens(merge);
            }
            Identities identities = of(merges);
            for (int i = 0; i < ids; i++) {
                boolean standsForItself = person(identities, "id" + i).equals("id" + i);
                assertEquals(
                        standsForItself,
                        keys.isScored.get("id" + i),
                        "id%d, seed %d: %s".formatted(i, seed, List.of(merges)));
            }
        }
    }

    /** Customers' keys, and the relays between them, each delivered at once. */
    private static final class Keys {
        private final CustomerScorer scorer = new CustomerScorer(Settings.of(Map.of()).rules());
        private final Map<String, CustomerHistory> histories = new HashMap<>();
        private final Map<String, Boolean> isScored = new HashMap<>();
        private final Map<String, Long> revenues = new TreeMap<>();
        private int relays;

        /** What was bought by whom, of those who bought anything. */
        private Map<String, Long> revenues() {
            revenues.values().removeIf(revenue -> revenue == 0);
            return revenues;
        }

        void happens(CustomerEvent event) {
            Deque<Relay> relays = new ArrayDeque<>();
            String id = event.customerId();
            relays.addAll(keep(id, scorer.onEvent(of(id), event)));
            while (!relays.isEmpty()) {
                this.relays++;
                Relay relay = relays.remove();
                relays.addAll(keep(relay.to(), scorer.onRelay(of(relay.to()), relay)));
            }
        }

        private CustomerHistory of(String id) {
            return histories.getOrDefault(id, CustomerHistory.unknown());
        }

        private List<Relay> keep(String id, Decision decision) {
            if (decision instanceof Decision.Onward onward) {
                return onward.relays();
            }
            if (decision instanceof Decision.Scored scored) {
                histories.put(id, scored.history());
                scored.outcomes().forEach(outcome -> note(id, outcome.update()));
                return new ArrayList<>(scored.relays());
            }
            return List.of();
        }

        private void note(String id, ScoreUpdate update) {
            isScored.put(id, update instanceof Scorecard);
            revenues.put(
                    id,
                    update instanceof Scorecard card
                            ? card.buyer().map(b -> b.value().revenueToDateMinor()).orElse(0L)
                            : 0L);
        }
    }
}
