package dev.tidemark.scoring;

import static dev.tidemark.scoring.People.consent;
import static dev.tidemark.scoring.People.day;
import static dev.tidemark.scoring.People.erase;
import static dev.tidemark.scoring.People.merge;
import static dev.tidemark.scoring.People.order;
import static dev.tidemark.scoring.People.view;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventDetail;
import dev.tidemark.model.EventType;
import dev.tidemark.model.IgnoreReason;
import dev.tidemark.model.ProfileAttribute;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The fold notes what it scores and nothing else; merges carry it, departures drop it. */
class DealingsOfCustomersTest {
    private static final Rules RULES = new SampleRules().build();
    private static final int FIRST = (int) (People.START / People.DAY);

    private final KeyedWorld world = new KeyedWorld(RULES);

    private Dealings of(String id) {
        return world.of(id).dealings;
    }

    private static CustomerEvent said(String who, String id, int day, String country) {
        return new CustomerEvent(
                "e-" + id,
                who,
                EventType.PROFILE,
                day(day),
                "",
                CustomerEvent.NO_AMOUNT,
                "",
                new EventDetail.Profile(Map.of(ProfileAttribute.COUNTRY, country)));
    }

    @Test
    void whatIsScoredIsNotedOnce() {
        world.happens(order("ann", "1", 3, 100), view("ann", "v", 2), view("ann", "v", 2));
        assertEquals(FIRST + 2, of("ann").firstSeenDay());
        assertEquals(EngagementRules.standard().faded(1, People.DAY) + 5, of("ann").points, 1e-14);
        assertEquals("web", of("ann").preferredChannel());
    }

    @Test
    void whatIsIgnoredIsNotNoted() {
        world.happens(order("ann", "1", 3, 100));
        CustomerEvent again =
                new CustomerEvent("e-2", "ann", EventType.PURCHASE, day(3), "o-1", 100, "web");
        world.happens(again, view("ann", "old", -60));
        assertEquals(1, world.ignored.get(IgnoreReason.DUPLICATE_ORDER));
        assertEquals(1, world.ignored.get(IgnoreReason.TOO_LATE));
        assertEquals(5, of("ann").points);
        assertEquals(FIRST + 3, of("ann").firstSeenDay());
    }

    @Test
    void silenceLeavesPointsAsTheyWereAndForgetsWhatHasLapsed() {
        CustomerEvent asked =
                new CustomerEvent(
                        "e-t",
                        "ann",
                        EventType.TICKET_OPENED,
                        day(3),
                        "",
                        CustomerEvent.NO_AMOUNT,
                        "",
                        new EventDetail.Ticket("t"));
        world.happens(order("ann", "1", 3, 100), asked);
        assertEquals(1, of("ann").openTickets(day(4)));
        world.silenceUntil(day(300));
        assertEquals(5, of("ann").points);
        assertEquals(day(3), of("ann").engagedAt);
        assertEquals(0, of("ann").tickets.size());
    }

    /** As if all had been of one customer: what both ids did, whichever stays. */
    @Test
    void aMergeCarriesWhatIsKnown() {
        for (long seed = 0; seed < 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            KeyedWorld two = new KeyedWorld(RULES);
            KeyedWorld one = new KeyedWorld(RULES);
            List<CustomerEvent> events = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                events.add(AnyDealing.of(random, "e" + i, day(0) + random.nextLong(People.DAY)));
            }
            for (CustomerEvent event : events) {
                two.happens(event.of(random.nextBoolean() ? "ann" : "a.n"));
                one.happens(event.of("ann"));
            }
            two.happens(merge("a.n", "ann", "1", 2)).settle();
            one.silenceUntil(day(2));
            String where = "seed " + seed;
            SameDealings.assertSame(one.of("ann").dealings, two.of("ann").dealings, where);
            assertTrue(two.of("a.n").dealings.isEmpty(), where + ": nothing stays behind");
        }
    }

    @Test
    void anErasureLeavesNothing() {
        world.happens(order("ann", "1", 0, 100), said("ann", "p", 1, "CZ"));
        assertEquals("CZ", of("ann").profile(ProfileAttribute.COUNTRY));
        world.happens(erase("ann", "x", 5));
        assertTrue(of("ann").isEmpty());
        world.happens(said("ann", "q", 4, "US"), view("ann", "v", 7));
        assertEquals("", of("ann").profile(ProfileAttribute.COUNTRY));
        assertEquals(FIRST + 7, of("ann").firstSeenDay(), "a new life");
    }

    @Test
    void whoNoLongerAgreesIsForgotten() {
        Rules optOut = new SampleRules().consent(ConsentPolicy.OPT_OUT).build();
        KeyedWorld asked = new KeyedWorld(optOut);
        asked.happens(order("ann", "1", 0, 100), said("ann", "p", 1, "CZ"));
        asked.happens(consent(false, "ann", "w", 5), view("ann", "v", 6));
        assertTrue(asked.of("ann").dealings.isEmpty());
        asked.happens(consent(true, "ann", "g", 8));
        assertEquals(FIRST + 8, asked.of("ann").dealings.firstSeenDay());
        assertEquals(0, asked.of("ann").dealings.points);
    }

    @Test
    void toAgreeIsToBeSeenHoweverLateItIsHeard() {
        List<CustomerEvent> events =
                new ArrayList<>(
                        List.of(
                                consent(true, "ann", "g1", 3),
                                consent(true, "ann", "g2", 5),
                                consent(true, "ann", "g3", 9),
                                view("ann", "v", 4)));
        for (int seed = 0; seed < 24; seed++) {
            Collections.shuffle(events, new Random(seed));
            KeyedWorld asked = new KeyedWorld(RULES);
            events.forEach(asked::happens);
            assertEquals(FIRST + 3, asked.of("ann").dealings.firstSeenDay(), "seed " + seed);
        }
    }
}
