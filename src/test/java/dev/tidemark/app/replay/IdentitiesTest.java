package dev.tidemark.app.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.tidemark.app.config.Settings;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventDetail;
import dev.tidemark.model.EventType;
import dev.tidemark.model.Scorecard;
import dev.tidemark.scoring.CustomerHistory;
import dev.tidemark.scoring.CustomerScorer;
import dev.tidemark.scoring.Decision;
import dev.tidemark.scoring.Relay;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
        Identities.Gathering gathering = new Identities.Gathering();
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

        void happens(CustomerEvent event) {
            Deque<Relay> relays = new ArrayDeque<>();
            String id = event.customerId();
            relays.addAll(keep(id, scorer.onEvent(of(id), event)));
            while (!relays.isEmpty()) {
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
                scored.outcomes().forEach(o -> isScored.put(id, o.update() instanceof Scorecard));
                return new ArrayList<>(scored.relays());
            }
            return List.of();
        }
    }
}
