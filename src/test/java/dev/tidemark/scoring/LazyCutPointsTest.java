package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.Cause;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.CutPoints;
import dev.tidemark.model.Moments;
import dev.tidemark.scoring.Decision.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * New cut points and new rules are met as of a moment of their own: when the customer is looked at
 * makes no difference to anything that is said.
 */
class LazyCutPointsTest {
    private static final int CUSTOMERS = 150;
    private static final long DAY = DayCalendar.DAY_MILLIS;
    private static final long BEGIN = Events.at("2011-01-01T00:00:00Z");
    private static final long END = Events.at("2017-06-01T00:00:00Z");

    private final Map<Cause, Integer> causes = new EnumMap<>(Cause.class);

    /** A customer, what happens in order, and what becomes known of all the others. */
    private record Life(
            long seed,
            SplittableRandom random,
            SampleRules sample,
            Rules rules,
            List<CutPoints> cuts,
            List<CustomerEvent> events) {

        static Life of(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            SampleRules sample =
                    new SampleRules()
                            .zone(random.nextBoolean() ? "UTC" : "America/Sao_Paulo")
                            .windowDays(random.nextBoolean() ? 365 : 90)
                            .memory(5, 60, 9, 72, 64)
                            .classes(RandomClasses.of(random));
            Rules rules = sample.build();
            List<CutPoints> cuts = new ArrayList<>();
            long from = BEGIN;
            for (int i = 0; from < END; i++) {
                cuts.add(SampleCuts.random(random, "v" + i, from));
                from += random.nextLong(1, random.nextInt(8) == 0 ? 300 * DAY : 25 * DAY);
            }
            List<CustomerEvent> events = new RandomEvents(seed, rules).next(1 + random.nextInt(40));
            events.sort(Comparator.comparingLong(CustomerEvent::occurredAt));
            return new Life(seed, random, sample, rules, cuts, events);
        }

        /** Under the rules as they are known once these cut points are. */
        Rules knowing(Rules base, long upTo) {
            Rules known = base;
            for (CutPoints points : cuts) {
                known = points.effectiveFrom() <= upTo ? known.knowing(points) : known;
            }
            return known;
        }

        String where() {
            return "seed " + seed;
        }
    }

    @Test
    void whoIsLookedAtOftenAndWhoIsLookedAtOnceHaveTheSameScorecards() {
        for (long seed = 0; seed < CUSTOMERS; seed++) {
            Life life = Life.of(seed);
            Rules rules = life.knowing(life.rules(), Moments.NEVER);
            FoldedCustomer seldom = new FoldedCustomer(rules);
            life.events().forEach(seldom::decide);
            seldom.silence(END);
            FoldedCustomer often = new FoldedCustomer(rules);
            long last = BEGIN;
            for (CustomerEvent event : life.events()) {
                look(often, life, last, event.occurredAt());
                often.decide(event);
                last = event.occurredAt();
            }
            look(often, life, last, END);
            often.silence(END);
            assertSameLife(seldom, often, life.where());
            seldom.outcomes().forEach(o -> causes.merge(o.update().cause(), 1, Integer::sum));
        }
        assertTrue(causes.get(Cause.POPULATION) > 5 * CUSTOMERS, causes::toString);
        assertTrue(causes.get(Cause.SILENCE) > 5 * CUSTOMERS, causes::toString);
    }

    /** At moments in any order, and at the deadlines, and just before. */
    private static void look(FoldedCustomer customer, Life life, long from, long to) {
        for (int i = life.random().nextInt(12); i > 0 && from < to; i--) {
            customer.silence(life.random().nextLong(from, to + 1));
        }
        while (life.random().nextInt(20) > 0 && customer.nextDeadline() <= to) {
            long deadline = customer.nextDeadline();
            if (!customer.isBehind(deadline - 1)) {
                assertEquals(List.of(), customer.silence(deadline - 1), life.where());
            }
            customer.silence(deadline);
        }
    }

    @Test
    void whatIsNotYetInForceNeedNotBeKnown() {
        for (long seed = 0; seed < CUSTOMERS; seed++) {
            Life life = Life.of(seed);
            FoldedCustomer foreseeing =
                    new FoldedCustomer(life.knowing(life.rules(), Moments.NEVER));
            life.events().forEach(foreseeing::decide);
            foreseeing.silence(END);
            FoldedCustomer learning = new FoldedCustomer(life.rules());
            for (CustomerEvent event : life.events()) {
                learning = learning.under(life.knowing(life.rules(), event.occurredAt()));
                learning.decide(event);
            }
            for (CutPoints points : life.cuts()) {
                boolean looks = life.random().nextBoolean();
                if (looks && points.effectiveFrom() > learning.history().asOf()) {
                    learning = learning.under(life.knowing(life.rules(), points.effectiveFrom()));
                    learning.silence(points.effectiveFrom());
                }
            }
            learning = learning.under(life.knowing(life.rules(), Moments.NEVER));
            learning.silence(END);
            assertSameLife(foreseeing, learning, life.where());
        }
    }

    @Test
    void newRulesAreMetAsOfTheLastScorecardWheneverThatIsLookedAt() {
        int renewed = 0;
        for (long seed = 0; seed < CUSTOMERS; seed++) {
            Life life = Life.of(seed);
            SplittableRandom other = new SplittableRandom(-seed);
            Rules others = life.sample().version("other").classes(RandomClasses.of(other)).build();
            int half = life.events().size() / 2;
            FoldedCustomer first = new FoldedCustomer(life.knowing(life.rules(), Moments.NEVER));
            life.events().subList(0, half).forEach(first::decide);
            FoldedCustomer seldom = first.under(life.knowing(others, Moments.NEVER));
            FoldedCustomer often = first.under(life.knowing(others, Moments.NEVER));
            long last = half == 0 ? BEGIN : first.history().asOf();
            for (CustomerEvent event : life.events().subList(half, life.events().size())) {
                seldom.decide(event);
                look(often, life, last, event.occurredAt());
                often.decide(event);
                last = event.occurredAt();
            }
            look(often, life, last, END);
            seldom.silence(END);
            often.silence(END);
            assertSameLife(seldom, often, life.where());
            if (!first.outcomes().isEmpty()) {
                Outcome met = seldom.outcomes().get(first.outcomes().size());
                assertEquals(Cause.RULES, met.update().cause(), life.where());
                assertEquals(first.last().asOf(), met.update().asOf(), life.where());
                assertEquals("other", met.scorecard().versions().rules(), life.where());
                renewed++;
            }
        }
        assertTrue(renewed > CUSTOMERS / 2, renewed + " met the new rules");
    }

    @Test
    void aCustomerReadBackAtEveryStepMeetsTheSameCutPoints() {
        for (long seed = 0; seed < CUSTOMERS; seed++) {
            Life life = Life.of(seed);
            Rules rules = life.knowing(life.rules(), Moments.NEVER);
            FoldedCustomer whole = new FoldedCustomer(rules);
            FoldedCustomer stored = new FoldedCustomer(rules);
            for (CustomerEvent event : life.events()) {
                whole.decide(event);
                stored.decide(event);
                stored = reborn(stored);
            }
            while (stored.nextDeadline() < END) {
                stored.silence(stored.nextDeadline());
                stored = reborn(stored);
            }
            whole.silence(END);
            stored.silence(END);
            assertSameLife(whole, stored, life.where());
        }
    }

    private static FoldedCustomer reborn(FoldedCustomer customer) {
        byte[] bytes = HistoryCodec.encode(customer.history());
        CustomerHistory decoded = HistoryCodec.decode(bytes);
        assertArrayEquals(bytes, HistoryCodec.encode(decoded), "encoded once more");
        return customer.continuedFrom(decoded);
    }

    /** Contents, moments, causes, sequences, accounts; and what is remembered. */
    private static void assertSameLife(FoldedCustomer a, FoldedCustomer b, String where) {
        for (int i = 0; i < Math.min(a.outcomes().size(), b.outcomes().size()); i++) {
            assertEquals(a.outcomes().get(i), b.outcomes().get(i), where + ", outcome " + i);
        }
        assertEquals(a.outcomes().size(), b.outcomes().size(), where);
        assertEquals(a.nextDeadline(), b.nextDeadline(), where);
        assertArrayEquals(
                HistoryCodec.encode(a.history()), HistoryCodec.encode(b.history()), where);
    }

    /** What others do to the cut points must not keep a scorecard from growing old. */
    @Test
    void cutPointsThatChangeNothingMakeNoScorecardAndPutNoneOff() {
        for (long seed = 0; seed < CUSTOMERS; seed++) {
            Rules rules = new SampleRules().build();
            List<CustomerEvent> events = new RandomEvents(seed, rules).next(20);
            events.sort(Comparator.comparingLong(CustomerEvent::occurredAt));
            FoldedCustomer alone = new FoldedCustomer(rules);
            events.forEach(alone::decide);
            alone.silence(END);
            Rules published = rules;
            for (long from = BEGIN; from < END; from += 7 * DAY) {
                published = published.knowing(new SampleCuts("v" + from, from).build());
            }
            FoldedCustomer among = new FoldedCustomer(published);
            events.forEach(among::decide);
            among.silence(END);
            for (int i = 0; i < alone.outcomes().size(); i++) {
                String where = "seed " + seed + ", outcome " + i;
                assertEquals(told(alone.outcomes().get(i)), told(among.outcomes().get(i)), where);
            }
            assertEquals(alone.outcomes().size(), among.outcomes().size(), "seed " + seed);
        }
    }

    /** All of it but the version of the cut points. */
    private static String told(Outcome outcome) {
        return outcome.toString().replaceAll("cutPoints=\\w+", "");
    }
}
