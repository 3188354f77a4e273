package dev.tidemark.scoring;

import static dev.tidemark.scoring.People.day;
import static dev.tidemark.scoring.People.merge;
import static dev.tidemark.scoring.People.order;
import static dev.tidemark.scoring.People.view;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.Cause;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.Dimension;
import dev.tidemark.model.IgnoreReason;
import dev.tidemark.model.Scorecard;
import dev.tidemark.model.Tombstone;
import dev.tidemark.model.Transition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MergingTest {
    private static final int END = 400;
    private static final Rules RULES = new SampleRules().closesAt(day(END)).build();

    private final KeyedWorld world = new KeyedWorld(RULES);

    @Test
    void twoHistoriesBecomeOneAndTheLosersScoreIsTakenBack() {
        world.happens(
                        order("ann", "1", 0, 1_000),
                        order("a.n", "2", 10, 2_000),
                        merge("a.n", "ann", "1", 20))
                .settle();
        Scorecard ann = world.card("ann");
        assertEquals(Cause.MERGE, ann.cause());
        assertEquals("m-1", ann.eventId());
        assertEquals(day(20), ann.asOf());
        assertEquals(3_000, ann.buyer().orElseThrow().value().revenueToDateMinor());
        assertEquals(2, ann.buyer().orElseThrow().rfm().orders());
        Tombstone gone = assertInstanceOf(Tombstone.class, world.last("a.n"));
        assertEquals(new Tombstone("a.n", gone.sequence(), day(20), Cause.MERGE), gone);
        assertEquals(world.updates.indexOf(gone) > 0, gone.sequence() > 1, "after its scorecard");
    }

    @Test
    void anOrderThatBothIdsKnowIsCountedOnce() {
        world.happens(
                        order("ann", "1", 0, 1_000),
                        order("a.n", "1", 0, 1_000),
                        order("a.n", "2", 9, 500),
                        merge("a.n", "ann", "1", 20))
                .settle();
        assertEquals(2, world.card("ann").buyer().orElseThrow().rfm().orders());
        assertEquals(1_500, world.card("ann").buyer().orElseThrow().value().revenueToDateMinor());
    }

    @Test
    void laterEventsOfTheLoserGoToTheWinner() {
        world.happens(
                        order("ann", "1", 0, 1_000),
                        merge("a.n", "ann", "1", 20),
                        order("a.n", "2", 30, 500))
                .settle();
        Scorecard ann = world.card("ann");
        assertEquals(Cause.EVENT, ann.cause());
        assertEquals("ann", ann.customerId());
        assertEquals(1_500, ann.buyer().orElseThrow().value().revenueToDateMinor());
        world.happens(order("a.n", "2", 30, 500)).settle();
        assertEquals(1, world.ignored.get(IgnoreReason.DUPLICATE), "also there it is a duplicate");
    }

    @Test
    void theLoserLeavesItsClassesOnceAndTheWinnerEntersOnce() {
        world.happens(
                        order("ann", "1", 0, 1_000),
                        order("a.n", "2", 10, 90_000),
                        merge("a.n", "ann", "1", 20),
                        merge("a.n", "ann", "2", 21),
                        merge("a.n", "ann", "1", 20))
                .settle();
        List<Transition> left =
                world.transitionsOf("a.n").stream().filter(t -> t.to().isEmpty()).toList();
        assertEquals(
                List.of(Dimension.values()), left.stream().map(Transition::dimension).toList());
        assertTrue(left.stream().allMatch(t -> t.cause() == Cause.MERGE));
        assertEquals(2, world.ignored.get(IgnoreReason.ALREADY_MERGED));
        long entered =
                world.transitionsOf("ann").stream().filter(t -> t.cause() == Cause.MERGE).count();
        long classes =
                world.transitionsOf("ann").stream()
                        .filter(t -> t.cause() == Cause.MERGE)
                        .map(Transition::dimension)
                        .distinct()
                        .count();
        assertEquals(classes, entered);
    }

    @Test
    void aMergeIntoSomeoneUnknownMakesThemKnown() {
        world.happens(merge("x", "y", "1", 3)).settle();
        assertEquals("Prospect", world.card("y").segment().label());
        assertEquals(null, world.last("x"));
    }

    @Test
    void ofTwoMergesThatContradictTheLaterHolds() {
        world.happens(order("a", "1", 0, 100), order("b", "2", 1, 200));
        world.happens(merge("a", "b", "1", 5), merge("b", "a", "2", 6)).settle();
        assertEquals("a", world.personOf("b"));
        assertEquals("a", world.personOf("a"));
        assertEquals(300, world.card("a").buyer().orElseThrow().value().revenueToDateMinor());
        assertInstanceOf(Tombstone.class, world.last("b"));
    }

    @Test
    void aRelayThatIsDeliveredTwiceChangesNothing() {
        world.happens(order("ann", "1", 0, 1_000), order("a.n", "2", 10, 2_000));
        CustomerScorer scorer = new CustomerScorer(RULES);
        Decision.Scored out =
                (Decision.Scored) scorer.onEvent(world.of("a.n"), merge("a.n", "ann", "1", 20));
        Relay relay = out.relays().get(0);
        Decision.Scored once = (Decision.Scored) scorer.onRelay(world.of("ann"), relay);
        assertEquals(
                new Decision.Ignored(IgnoreReason.ALREADY_MERGED),
                scorer.onRelay(once.history(), relay));
    }

    @Test
    void aRelayFitsIntoARecordHoweverManyIdsAPersonHas() {
        String longId = "x".repeat(500);
        for (int i = 0; i < 400; i++) {
            String from = longId + i;
            world.happens(merge(from, "ann", "" + i, 5)).settle();
        }
        List<Hop> absorbed = world.of("ann").standing.absorbed();
        assertTrue(Hop.characters(absorbed) <= Relay.MOST_CHARACTERS, absorbed.size() + " ids");
        assertEquals(longId + 399, absorbed.get(absorbed.size() - 1).customerId());
        for (int i = 0; i < 400; i++) {
            world.happens(merge("c" + longId + i, "c" + longId + (i + 1), "c" + i, 5));
        }
        world.settle().happens(order("c" + longId + 0, "1", 6, 700)).settle();
        assertEquals(700, world.card("c" + longId + 400).buyer().orElseThrow().rfm().spendMinor());
    }

    @Test
    void ofAPersonWithManyIdsNoMoreIsRememberedThanOfAnyoneElse() {
        for (int i = 0; i < 200; i++) {
            world.happens(order("a" + i, "" + i, 1, 100), merge("a" + i, "ann", "" + i, 2));
        }
        world.settle();
        CustomerHistory ann = world.of("ann");
        assertEquals(200, world.card("ann").buyer().orElseThrow().rfm().orders());
        assertEquals(RULES.memory().eventIds(), ann.eventIds.size());
        assertEquals(RULES.memory().orders(), ann.purchases.orders.size());
    }

    /**
     * The oracle: one customer to whom everything happened. Ids, merges, the order of arrival and
     * the pace of relays are drawn by chance.
     */
    @Test
    void whateverTheOrderOfMergesEventsAndRelaysThePersonHasTheWholeHistory() {
        for (long seed = 1; seed <= 400; seed++) {
            Random random = new Random(seed);
            List<CustomerEvent> events = randomEvents(random);
            List<CustomerEvent> arrivals = new ArrayList<>(events);
            Collections.shuffle(arrivals, random);
            KeyedWorld shuffled = new KeyedWorld(RULES);
            for (CustomerEvent event : arrivals) {
                shuffled.happens(event);
                while (random.nextInt(3) > 0 && shuffled.deliverOne(random)) {}
            }
            shuffled.settle().silenceUntil(day(END));
            assertEveryPersonIsWhole(shuffled, events, "seed " + seed);
        }
    }

    private static List<CustomerEvent> randomEvents(Random random) {
        List<CustomerEvent> events = new ArrayList<>();
        int ids = 2 + random.nextInt(5);
        int orders = 1 + random.nextInt(12);
        for (int i = 0; i < orders; i++) {
            int day = 380 + random.nextInt(15);
            String who = "id" + random.nextInt(ids);
            events.add(order(who, "" + i, day, 100 + random.nextInt(900)));
            if (random.nextInt(4) == 0) {
                events.add(view("id" + random.nextInt(ids), "v" + i, day));
            }
        }
        int merges = random.nextInt(2 * ids);
        for (int i = 0; i < merges; i++) {
            int from = random.nextInt(ids);
            int into = (from + 1 + random.nextInt(ids - 1)) % ids;
            events.add(merge("id" + from, "id" + into, "" + i, 380 + random.nextInt(15)));
        }
        return events;
    }

    private static void assertEveryPersonIsWhole(
            KeyedWorld world, List<CustomerEvent> events, String where) {
        Map<String, String> together = together(events);
        Map<String, List<CustomerEvent>> buys = new HashMap<>();
        for (CustomerEvent event : events) {
            if (event.hasAmount()) {
                buys.computeIfAbsent(find(together, event.customerId()), id -> new ArrayList<>())
                        .add(event);
            }
        }
        Map<String, String> persons = new HashMap<>();
        for (String id : together.keySet()) {
            String person = world.personOf(id);
            String before = persons.put(find(together, id), person);
            assertTrue(before == null || before.equals(person), where + ": two persons of " + id);
            if (!person.equals(id)) {
                assertTrue(!(world.last(id) instanceof Scorecard), where + ": " + id + " lives on");
            }
        }
        buys.forEach(
                (root, theirs) -> {
                    String person = persons.getOrDefault(root, root);
                    KeyedWorld alone = new KeyedWorld(RULES);
                    theirs.forEach(event -> alone.happens(event.of(person)));
                    alone.silenceUntil(day(END));
                    assertEquals(
                            withoutLevels(alone.card(person)),
                            withoutLevels(world.card(person)),
                            where + ": " + person);
                });
    }

    /** What does not depend on the way on which the history came about. */
    private static List<Object> withoutLevels(Scorecard card) {
        var buyer = card.buyer().orElseThrow();
        return List.of(buyer.rfm(), buyer.value(), buyer.history(), buyer.churn().probability());
    }

    private static Map<String, String> together(List<CustomerEvent> events) {
        Map<String, String> parents = new HashMap<>();
        for (CustomerEvent event : events) {
            parents.putIfAbsent(event.customerId(), event.customerId());
            if (event.detail() instanceof dev.tidemark.model.EventDetail.Merge m) {
                parents.putIfAbsent(m.intoId(), m.intoId());
                parents.put(find(parents, event.customerId()), find(parents, m.intoId()));
            }
        }
        return parents;
    }

    private static String find(Map<String, String> parents, String id) {
        String at = id;
        while (parents.containsKey(at) && !parents.get(at).equals(at)) {
            at = parents.get(at);
        }
        return at;
    }
}
