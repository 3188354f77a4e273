package dev.tidemark.scoring;

import static dev.tidemark.scoring.People.consent;
import static dev.tidemark.scoring.People.day;
import static dev.tidemark.scoring.People.erase;
import static dev.tidemark.scoring.People.merge;
import static dev.tidemark.scoring.People.order;
import static dev.tidemark.scoring.People.view;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.Cause;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.Dimension;
import dev.tidemark.model.ErasureReceipt;
import dev.tidemark.model.EventDetail;
import dev.tidemark.model.EventType;
import dev.tidemark.model.IgnoreReason;
import dev.tidemark.model.Scorecard;
import dev.tidemark.model.Tombstone;
import dev.tidemark.model.Transition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeparturesTest {
    private final KeyedWorld world = new KeyedWorld(SampleRules.standard());

    @Test
    void anErasureLeavesATombstoneAReceiptAndAMarkerThatLapses() {
        world.happens(order("ann", "1", 0, 1_000), erase("ann", "x", 5));
        assertEquals(new Tombstone("ann", 2, day(5), Cause.ERASURE), world.last("ann"));
        assertEquals(
                List.of(new ErasureReceipt("e-x", "ann", day(5), true, day(35))), world.receipts);
        assertEquals(0, world.of("ann").purchases.orders.size());
        assertFalse(world.of("ann").isUnknown(), "the marker");
        world.silenceUntil(day(35));
        assertTrue(world.of("ann").isUnknown(), "nothing is left");
    }

    @Test
    void aLateEventDoesNotRaiseTheDeadButANewLifeMayBegin() {
        world.happens(
                order("ann", "1", 0, 1_000),
                erase("ann", "x", 5),
                order("ann", "2", 4, 2_000),
                view("ann", "v", 5));
        assertEquals(2, world.ignored.get(IgnoreReason.ERASED));
        assertInstanceOf(Tombstone.class, world.last("ann"));
        world.happens(order("ann", "3", 6, 700));
        Scorecard card = world.card("ann");
        assertEquals(700, card.buyer().orElseThrow().value().revenueToDateMinor());
        assertEquals(3, card.sequence(), "consumers see no number twice");
        world.happens(order("ann", "2", 4, 2_000));
        assertEquals(3, world.ignored.get(IgnoreReason.ERASED), "the marker outlives it");
    }

    @Test
    void anErasureThatIsSentAgainEndsNoNewLife() {
        world.happens(order("ann", "1", 0, 1_000), erase("ann", "x", 5));
        world.happens(order("ann", "2", 6, 700), erase("ann", "x", 5));
        assertEquals(1, world.ignored.get(IgnoreReason.DUPLICATE));
        assertEquals(700, world.card("ann").buyer().orElseThrow().value().revenueToDateMinor());
        world.happens(erase("ann", "y", 4));
        assertEquals(List.of("e-x", "e-y"), receipts(world), "whoever asks is answered");
        assertEquals(700, world.card("ann").buyer().orElseThrow().value().revenueToDateMinor());
    }

    private static List<String> receipts(KeyedWorld people) {
        return people.receipts.stream().map(ErasureReceipt::eventId).toList();
    }

    @Test
    void aMergeOfBeforeTheErasureThatIsSentAgainTakesNoNewLifeAway() {
        world.happens(order("a", "1", 0, 100), merge("a", "b", "1", 3)).settle();
        world.happens(erase("b", "x", 9)).settle();
        world.happens(order("a", "2", 12, 700), order("b", "3", 12, 900));
        world.happens(merge("a", "b", "1", 3)).settle();
        assertEquals(700, world.card("a").buyer().orElseThrow().value().revenueToDateMinor());
        assertEquals(900, world.card("b").buyer().orElseThrow().value().revenueToDateMinor());
    }

    @Test
    void aMergeOfBeforeStillTellsThatThePersonWasErasedLater() {
        world.happens(order("a", "1", 0, 100), erase("a", "x", 9), order("a", "2", 12, 700));
        world.happens(order("b", "3", 0, 100), erase("b", "y", 20));
        world.happens(merge("a", "b", "1", 3)).settle();
        assertInstanceOf(Tombstone.class, world.last("a"));
        assertEquals(0, world.of("a").purchases.orders.size());
    }

    @Test
    void whatIsOnItsWayToSomeoneErasedBelongsToTheIdItCameFrom() {
        world.happens(order("a", "1", 0, 100), merge("a", "b", "1", 3)).settle();
        world.happens(erase("b", "x", 9), order("a", "2", 12, 700)).settle();
        assertEquals(700, world.card("a").buyer().orElseThrow().value().revenueToDateMinor());
        assertInstanceOf(Tombstone.class, world.last("b"));
        world.happens(erase("a", "y", 20)).settle();
        assertInstanceOf(Tombstone.class, world.last("a"));
    }

    @Test
    void aMergeIntoSomeoneWhoWasErasedAndMergedOnIsHeardOfThere() {
        world.happens(order("a", "1", 0, 100), erase("a", "x", 9), merge("a", "b", "1", 12));
        world.happens(order("c", "2", 1, 500), merge("c", "a", "2", 5)).settle();
        for (String id : List.of("a", "b", "c")) {
            assertFalse(
                    world.last(id) instanceof Scorecard card && card.buyer().isPresent(),
                    "of " + id + " an order of before the erasure is left");
        }
    }

    @Test
    void anErasureOfSomeoneUnknownIsReceiptedAllTheSame() {
        world.happens(erase("nobody", "x", 5));
        assertFalse(world.receipts.get(0).wasKnown());
        assertInstanceOf(Tombstone.class, world.last("nobody"));
    }

    @Test
    void everyIdOfAPersonIsErasedWhicheverIsNamed() {
        for (String named : List.of("a", "b", "c")) {
            KeyedWorld people = new KeyedWorld(SampleRules.standard());
            people.happens(order("a", "1", 0, 100), order("b", "2", 1, 200), view("c", "3", 2));
            people.happens(merge("a", "b", "1", 3)).settle();
            people.happens(merge("b", "c", "2", 4)).settle();
            people.happens(erase(named, "x", 9)).settle();
            assertEquals(1, people.receipts.size(), "erasing " + named);
            assertEquals(named, people.receipts.get(0).customerId());
            for (String id : List.of("a", "b", "c")) {
                assertInstanceOf(Tombstone.class, people.last(id), id + ", erasing " + named);
                assertFalse(people.of(id).standing.hasMoved(), "no way leads from " + id);
            }
            people.happens(order("a", "4", 8, 1)).settle();
            assertEquals(1, people.ignored.get(IgnoreReason.ERASED), "erasing " + named);
            people.silenceUntil(day(60));
            for (String id : List.of("a", "b", "c")) {
                assertTrue(people.of(id).isUnknown(), "something is left of " + id);
            }
        }
    }

    @Test
    void whoeverIsTheSamePersonIsErasedThoughTheMergeIsHeardOfLater() {
        for (boolean namesTheOneThatGoes : List.of(true, false)) {
            KeyedWorld people = new KeyedWorld(SampleRules.standard());
            people.happens(order("a", "1", 0, 100), order("b", "2", 1, 200));
            people.happens(erase(namesTheOneThatGoes ? "a" : "b", "x", 9));
            people.happens(merge("a", "b", "1", 3)).settle();
            assertInstanceOf(Tombstone.class, people.last("a"));
            assertInstanceOf(Tombstone.class, people.last("b"));
            people.silenceUntil(day(60));
            assertTrue(people.of("a").isUnknown());
            assertTrue(people.of("b").isUnknown());
        }
    }

    /** Events, merges, one erasure and their relays in any order: nobody of the person is left. */
    @Test
    void inWhateverOrderItComesNothingOfAnErasedPersonIsLeft() {
        for (long seed = 1; seed <= 300; seed++) {
            Random random = new Random(seed);
            int ids = 2 + random.nextInt(4);
            List<CustomerEvent> events = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                events.add(order("id" + random.nextInt(ids), "" + i, random.nextInt(10), 100));
            }
            for (int i = 1; i < ids; i++) {
                String from = "id" + i;
                String into = "id" + random.nextInt(i);
                boolean swap = random.nextBoolean();
                events.add(
                        merge(swap ? into : from, swap ? from : into, "" + i, random.nextInt(10)));
            }
            events.add(erase("id" + random.nextInt(ids), "x", 10));
            Collections.shuffle(events, random);
            KeyedWorld people = new KeyedWorld(SampleRules.standard());
            for (CustomerEvent event : events) {
                people.happens(event);
                while (random.nextInt(3) > 0 && people.deliverOne(random)) {}
            }
            people.settle();
            for (int i = 0; i < ids; i++) {
                assertFalse(
                        people.last("id" + i) instanceof Scorecard,
                        "id%d lives on, seed %d: %s".formatted(i, seed, events));
            }
            people.silenceUntil(day(60));
            for (int i = 0; i < ids; i++) {
                assertTrue(
                        people.of("id" + i).isUnknown(),
                        "id%d is still %s, seed %d: %s"
                                .formatted(i, people.of("id" + i).standing, seed, events));
            }
        }
    }

    @Test
    void withOptInNobodyIsScoredBeforeTheyAgree() {
        KeyedWorld shy = new KeyedWorld(new SampleRules().consent(ConsentPolicy.OPT_IN).build());
        shy.happens(order("ann", "1", 0, 1_000));
        assertEquals(1, shy.ignored.get(IgnoreReason.NO_CONSENT));
        assertTrue(shy.of("ann").isUnknown(), "nothing is kept");
        shy.happens(consent(true, "ann", "c", 1), order("ann", "2", 2, 500));
        assertEquals(500, shy.card("ann").buyer().orElseThrow().value().revenueToDateMinor());
    }

    @Test
    void whoWithdrawsIsForgottenAndNothingMoreIsSaid() {
        KeyedWorld shy = new KeyedWorld(new SampleRules().consent(ConsentPolicy.OPT_OUT).build());
        shy.happens(order("ann", "1", 0, 1_000), consent(false, "ann", "w", 1));
        assertEquals(new Tombstone("ann", 2, day(1), Cause.WITHDRAWAL), shy.last("ann"));
        assertEquals(0, shy.of("ann").purchases.orders.size());
        int said = shy.updates.size();
        shy.happens(order("ann", "2", 2, 500)).silenceUntil(day(500));
        assertEquals(said, shy.updates.size());
        assertEquals(1, shy.ignored.get(IgnoreReason.NO_CONSENT));
        shy.happens(consent(true, "ann", "g", 501), order("ann", "3", 502, 700));
        assertEquals(700, shy.card("ann").buyer().orElseThrow().value().revenueToDateMinor());
    }

    @Test
    void whatWasSaidLastCountsNotWhatCameLast() {
        KeyedWorld shy = new KeyedWorld(new SampleRules().consent(ConsentPolicy.OPT_OUT).build());
        shy.happens(
                order("ann", "1", 0, 1_000),
                consent(false, "ann", "w", 5),
                consent(true, "ann", "g", 3));
        assertInstanceOf(Tombstone.class, shy.last("ann"));
        shy.happens(consent(false, "ann", "w", 5));
        assertEquals(1, shy.ignored.get(IgnoreReason.DUPLICATE));
    }

    @Test
    void consentIsOnlyNotedWhereNoneIsNeeded() {
        world.happens(order("ann", "1", 0, 1_000), consent(false, "ann", "w", 1));
        assertEquals(1_000, world.card("ann").buyer().orElseThrow().value().revenueToDateMinor());
    }

    @Test
    void oneIdsWithdrawalIsThePersons() {
        KeyedWorld shy = new KeyedWorld(new SampleRules().consent(ConsentPolicy.OPT_OUT).build());
        shy.happens(order("a", "1", 0, 100), consent(false, "b", "w", 1), merge("a", "b", "1", 2))
                .settle();
        assertNull(shy.last("b"), "never scored");
        assertInstanceOf(Tombstone.class, shy.last("a"));
    }

    @Test
    void leavingIsCountedInEveryClassButNotTold() {
        world.happens(order("ann", "1", 0, 1_000), erase("ann", "x", 5));
        List<Transition> left =
                world.transitionsOf("ann").stream().filter(t -> t.to().isEmpty()).toList();
        assertEquals(
                List.of(Dimension.values()), left.stream().map(Transition::dimension).toList());
        assertTrue(left.stream().noneMatch(t -> t.cause().isTold()));
    }

    @Test
    void campaignCostIsSpentOnceAndBelongsToNobody() {
        CustomerEvent cost =
                new CustomerEvent("k", "", EventType.CAMPAIGN_COST, day(1), "", 5_000, "");
        world.happens(cost, cost);
        world.happens(
                new CustomerEvent("k2", "", EventType.CAMPAIGN_COST, day(1), "", 700, "")
                        .with(new EventDetail.Campaign("spring")));
        assertEquals(5_700, world.spentMinor);
        assertEquals(Map.of("", 5_000L, "spring", 700L), world.spentByCampaign);
        assertEquals(1, world.ignored.get(IgnoreReason.DUPLICATE));
        assertTrue(world.updates.isEmpty());
    }
}
