package dev.tidemark.scoring;

import static dev.tidemark.scoring.People.consent;
import static dev.tidemark.scoring.People.day;
import static dev.tidemark.scoring.People.erase;
import static dev.tidemark.scoring.People.merge;
import static dev.tidemark.scoring.People.order;
import static dev.tidemark.scoring.People.view;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.kpi.Entries;
import dev.tidemark.kpi.Kpi;
import dev.tidemark.kpi.Ledger;
import dev.tidemark.model.Cause;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventDetail;
import dev.tidemark.model.EventType;
import dev.tidemark.model.ScoreUpdate;
import dev.tidemark.model.Scorecard;
import dev.tidemark.model.Tombstone;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Anything that can happen to a few people, in any order: orders, views, consent, merges that
 * contradict each other, erasures, all of it repeated and late, with relays that take their time
 * and silence in between. Whatever comes of it, some things must hold.
 */
class PeopleAtRandomTest {
    private static final int RUNS = 2_000;

    /** Events are of these days; an erasure is remembered for 30, so no mark lapses on the way. */
    private static final int DAYS = 25;

    private static final int FAR = 500;

    private final Map<ConsentPolicy, Rules> rules = new HashMap<>();

    private Rules rules(ConsentPolicy policy) {
        return rules.computeIfAbsent(policy, p -> new SampleRules().consent(p).build());
    }

    @Test
    void whateverHappensTheBooksOfThePopulationAddUpAndNobodyIsTwoPersons() {
        for (long seed = 1; seed <= RUNS; seed++) {
            Random random = new Random(seed);
            ConsentPolicy policy = ConsentPolicy.values()[random.nextInt(3)];
            List<CustomerEvent> events = events(random, 1 + random.nextInt(6), 3, 3);
            addRefunds(random, events);
            String where = "seed %d, %s: %s".formatted(seed, policy, People.told(events));
            KeyedWorld world = live(new KeyedWorld(rules(policy)), events, random, true);
            assertEveryIdEndsSomewhere(world, events, where);
            assertUpdatesAreInOrder(world, where);
            assertClassesAddUp(world, where);
            assertNobodyIsScoredAgainstTheirWill(world, policy, where);
            new AccountBooks().enter(world.outcomes, where).assertAddUpTo(world.histories(), where);
            world.silenceUntil(day(FAR));
            assertUpdatesAreInOrder(world, where);
            assertClassesAddUp(world, where);
            new AccountBooks().enter(world.outcomes, where).assertAddUpTo(world.histories(), where);
        }
    }

    /** Relays come before the next event does: of those that cross each other see 0012. */
    @Test
    void nothingOfAnErasedIdIsLeftWhateverElseHappens() {
        for (long seed = 1; seed <= RUNS; seed++) {
            Random random = new Random(seed);
            List<CustomerEvent> events = events(random, 1 + random.nextInt(6), 3, 0);
            String where = "seed %d: %s".formatted(seed, People.told(events));
            KeyedWorld world = new KeyedWorld(rules(ConsentPolicy.NOT_NEEDED));
            events.forEach(event -> world.happens(event).settle());
            for (CustomerEvent erasure : events) {
                if (erasure.type() == EventType.ERASE) {
                    assertForgotten(
                            world, Set.of(erasure.customerId()), erasure.occurredAt(), where);
                }
            }
        }
    }

    /** Each id is merged away once at most, so that it is clear who is who at any time. */
    @Test
    void nothingOfAnyIdOfAnErasedPersonIsLeft() {
        for (long seed = 1; seed <= RUNS; seed++) {
            Random random = new Random(seed);
            int ids = 2 + random.nextInt(5);
            List<CustomerEvent> events = events(random, ids, 0, 0);
            for (int i = 1; i < ids; i++) {
                CustomerEvent merge =
                        merge("id" + i, "id" + random.nextInt(i), "" + i, random.nextInt(DAYS));
                events.addAll(Collections.nCopies(1 + random.nextInt(2), merge));
            }
            CustomerEvent erasure = erase("id" + random.nextInt(ids), "x", random.nextInt(DAYS));
            events.add(erasure);
            Collections.shuffle(events, random);
            String where = "seed %d: %s".formatted(seed, People.told(events));
            KeyedWorld world =
                    live(new KeyedWorld(rules(ConsentPolicy.NOT_NEEDED)), events, random, false);
            Set<String> person = personAt(erasure, events);
            assertForgotten(world, person, erasure.occurredAt(), where);
            assertCutOff(world, person, erasure.occurredAt(), where);
        }
    }

    private static List<CustomerEvent> events(Random random, int ids, int merges, int consents) {
        List<CustomerEvent> events = new ArrayList<>();
        for (int i = random.nextInt(12); i >= 0; i--) {
            events.add(order(id(random, ids), "" + i, random.nextInt(DAYS), 100 * (i + 1)));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            events.add(view(id(random, ids), "v" + i, random.nextInt(DAYS)));
        }
        for (int i = consents > 0 ? random.nextInt(consents * ids) : 0; i > 0; i--) {
            events.add(
                    consent(random.nextBoolean(), id(random, ids), "c" + i, random.nextInt(DAYS)));
        }
        for (int i = merges > 0 ? random.nextInt(merges * ids) : 0; i > 0; i--) {
            int from = random.nextInt(ids);
            int into = (from + 1 + random.nextInt(Math.max(1, ids - 1))) % ids;
            if (from != into) {
                events.add(merge("id" + from, "id" + into, "" + i, random.nextInt(DAYS)));
            }
        }
        if (merges > 0) {
            for (int i = random.nextInt(4); i > 0; i--) {
                events.add(erase(id(random, ids), "x" + i, random.nextInt(DAYS)));
            }
        }
        for (int again = random.nextInt(5); again > 0; again--) {
            events.add(events.get(random.nextInt(events.size())));
        }
        Collections.shuffle(events, random);
        return events;
    }

    /** Of orders that are known, or are not yet; of a part, or of the whole. */
    private static void addRefunds(Random random, List<CustomerEvent> events) {
        for (CustomerEvent order : List.copyOf(events)) {
            if (order.type() == EventType.PURCHASE && random.nextInt(3) == 0) {
                long part = 1 + random.nextInt(400);
                events.add(
                        random.nextInt(events.size() + 1),
                        new CustomerEvent(
                                "r-" + order.eventId(),
                                order.customerId(),
                                EventType.REFUND,
                                day(random.nextInt(DAYS)),
                                order.orderId(),
                                random.nextBoolean() ? part : CustomerEvent.NO_AMOUNT,
                                "web"));
            }
        }
    }

    private static String id(Random random, int ids) {
        return "id" + random.nextInt(ids);
    }

    private static KeyedWorld live(
            KeyedWorld world, List<CustomerEvent> events, Random random, boolean twice) {
        for (CustomerEvent event : events) {
            world.happens(event);
            while (random.nextInt(3) > 0 && world.deliverOne(random)) {
                if (twice && random.nextInt(8) == 0) {
                    world.deliverAgain(random);
                }
            }
            if (random.nextInt(4) == 0 && !world.known().isEmpty()) {
                List<String> known = List.copyOf(world.known());
                world.silenceOf(known.get(random.nextInt(known.size())), day(random.nextInt(DAYS)));
            }
        }
        return world.settle();
    }

    private static void assertEveryIdEndsSomewhere(
            KeyedWorld world, List<CustomerEvent> events, String where) {
        for (CustomerEvent event : events) {
            String id = event.customerId();
            assertDoesNotThrow(() -> world.personOf(id), where);
            if (world.of(id).standing.hasMoved()) {
                assertFalse(world.last(id) instanceof Scorecard, id + " lives on, " + where);
            }
        }
    }

    /** Numbers without a gap, and a tombstone only where something was, or somebody is erased. */
    private static void assertUpdatesAreInOrder(KeyedWorld world, String where) {
        Map<String, ScoreUpdate> last = new HashMap<>();
        for (ScoreUpdate update : world.updates) {
            ScoreUpdate before = last.put(update.customerId(), update);
            long next = before == null ? 1 : before.sequence() + 1;
            assertEquals(next, update.sequence(), update + " after " + before + ", " + where);
            if (update instanceof Tombstone && update.cause() != Cause.ERASURE) {
                assertTrue(before instanceof Scorecard, "nothing to take back, " + where);
            }
        }
    }

    private static void assertClassesAddUp(KeyedWorld world, String where) {
        Ledger told = new Ledger();
        world.transitions.forEach(t -> Entries.transition(t).forEach(told::add));
        Map<String, ScoreUpdate> last = new TreeMap<>();
        world.updates.forEach(update -> last.put(update.customerId(), update));
        Ledger stands = new Ledger();
        for (ScoreUpdate update : last.values()) {
            if (update instanceof Scorecard card) {
                ClassLabels.of(card)
                        .forEach((in, to) -> stands.add(Kpi.CUSTOMERS.of(1, in.wireName(), to)));
            }
        }
        told.totals().stream()
                .filter(total -> total.kpi().equals(Kpi.CUSTOMERS.wireName()))
                .forEach(
                        total -> {
                            String[] labels = total.labels().toArray(new String[0]);
                            assertEquals(
                                    stands.total(Kpi.CUSTOMERS, labels),
                                    total.value(),
                                    total.labels() + ", " + where);
                        });
    }

    private static void assertNobodyIsScoredAgainstTheirWill(
            KeyedWorld world, ConsentPolicy policy, String where) {
        for (String id : world.known()) {
            CustomerHistory history = world.of(id);
            boolean isScored = world.last(id) instanceof Scorecard;
            assertEquals(isScored, history.isScored(), id + ", " + where);
            if (!policy.allows(history.standing.consent())) {
                assertFalse(isScored, id + " is scored, " + where);
                assertTrue(history.purchases.isEmpty(), id + " is remembered, " + where);
                assertTrue(history.dealings.isEmpty(), id + " is remembered, " + where);
                assertTrue(history.eventIds.size() <= erasures(world), id + ", " + where);
            }
        }
        world.updates.forEach(
                update ->
                        assertTrue(
                                world.known().contains(update.customerId()),
                                update + " of nobody, " + where));
    }

    /** Of who is erased the ids of such events are all that is remembered. */
    private static long erasures(KeyedWorld world) {
        return world.happened().stream().filter(e -> e.type() == EventType.ERASE).count();
    }

    /** Of these ids nothing dated up to the moment is in any memory. */
    private static void assertForgotten(
            KeyedWorld world, Set<String> ids, long upTo, String where) {
        Set<Long> gone = new HashSet<>();
        for (CustomerEvent event : world.happened()) {
            boolean isAsked = event.type() == EventType.ERASE;
            if (!isAsked && ids.contains(event.customerId()) && event.occurredAt() <= upTo) {
                gone.add(Hash64.of(event.eventId()));
                gone.add(Hash64.of("o" + event.orderId()));
            }
        }
        for (CustomerEvent event : world.happened()) {
            boolean isTheirs = ids.contains(event.customerId()) && event.occurredAt() <= upTo;
            if (!isTheirs) {
                gone.remove(Hash64.of(event.eventId()));
                gone.remove(Hash64.of("o" + event.orderId()));
            }
        }
        for (String id : world.known()) {
            CustomerHistory history = world.of(id);
            for (int i = 0; i < history.purchases.orders.size(); i++) {
                assertFalse(gone.contains(history.purchases.orders.hash(i)), id + ", " + where);
            }
            for (int i = 0; i < history.eventIds.size(); i++) {
                assertFalse(gone.contains(history.eventIds.hash(i)), id + ", " + where);
            }
        }
    }

    /** No way leads from or to these ids by a merge up to the moment. */
    private static void assertCutOff(KeyedWorld world, Set<String> ids, long upTo, String where) {
        for (String id : world.known()) {
            Standing standing = world.of(id).standing;
            if (ids.contains(id)) {
                assertTrue(
                        standing.movedBy().stream().allMatch(m -> m.occurredAt() > upTo),
                        "a way leads from " + id + ", " + where);
            }
            assertTrue(
                    standing.absorbed().stream()
                            .filter(hop -> ids.contains(hop.customerId()))
                            .allMatch(hop -> hop.stamp().occurredAt() > upTo),
                    id + " knows " + standing.absorbed() + ", " + where);
        }
    }

    /** The ids of the person who is erased, by the merges up to then. */
    private static Set<String> personAt(CustomerEvent erasure, List<CustomerEvent> events) {
        Set<String> person = new HashSet<>(Set.of(erasure.customerId()));
        boolean grew = true;
        while (grew) {
            grew = false;
            for (CustomerEvent event : events) {
                if (event.detail() instanceof EventDetail.Merge merge
                        && event.occurredAt() <= erasure.occurredAt()
                        && (person.contains(event.customerId())
                                || person.contains(merge.intoId()))) {
                    grew |= person.add(event.customerId()) | person.add(merge.intoId());
                }
            }
        }
        return person;
    }
}
