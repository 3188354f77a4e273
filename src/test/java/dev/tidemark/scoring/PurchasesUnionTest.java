package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two customers who turn out to be one person. */
class PurchasesUnionTest {
    private static final int CASES = 400;
    private static final long AT = AnyEvents.START;
    private static final long DAY = DayCalendar.DAY_MILLIS;

    private static Rules roomy(OrderLines lines) {
        return new SampleRules().orderLines(lines).memory(30, 60, 100, 1_000, 500).build();
    }

    private static Purchases bought(Rules rules, List<CustomerEvent> events) {
        FoldedCustomer customer = new FoldedCustomer(rules);
        events.forEach(customer::decide);
        return customer.history().purchases;
    }

    private static Purchases bought(Rules rules, CustomerEvent... events) {
        return bought(rules, List.of(events));
    }

    private static Purchases anyone(Rules rules, SplittableRandom random, String prefix) {
        return bought(rules, new AnyEvents(random, rules.orderLines(), prefix).list());
    }

    private static byte[] bytes(Purchases purchases) {
        return HistoryCodec.encode(new CustomerHistory(purchases, new EventIds(0)));
    }

    /** The best that a union can be: as if all events had been of one customer from the start. */
    @ParameterizedTest
    @EnumSource
    void theUnionIsWhatOneCustomerWouldHaveBought(OrderLines lines) {
        Rules rules = roomy(lines);
        int settled = 0;
        for (long seed = 0; seed < CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<CustomerEvent> all = new AnyEvents(random, lines).list();
            Map<String, Boolean> sideOf = new HashMap<>();
            List<CustomerEvent> mine = new ArrayList<>();
            List<CustomerEvent> yours = new ArrayList<>();
            for (CustomerEvent event : all) {
                // All purchases of an order under one id; money may go back under either.
                boolean purchase = event.type() == EventType.PURCHASE;
                String key = purchase ? "o" + event.orderId() : "e" + event.eventId();
                boolean side = sideOf.computeIfAbsent(key, k -> random.nextBoolean());
                (side ? mine : yours).add(event);
            }
            Purchases one = bought(rules, mine);
            Purchases other = bought(rules, yours);
            Purchases union = one.union(other, rules);
            settled += one.awaited.size() + other.awaited.size() - union.awaited.size();
            byte[] whole = bytes(bought(rules, all));
            assertArrayEquals(whole, bytes(union), lines + ", seed " + seed);
        }
        assertTrue(settled > CASES / 2, "only " + settled + " refunds found their order");
    }

    @ParameterizedTest
    @EnumSource
    void itMakesNoDifferenceWhichIsUnitedWithWhich(OrderLines lines) {
        for (long seed = 0; seed < CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Rules rules = roomy(lines);
            Purchases one = anyone(rules, random, "a");
            Purchases other = anyone(rules, random, "b");
            byte[] before = bytes(one);
            byte[] union = bytes(one.union(other, rules));
            assertArrayEquals(union, bytes(other.union(one, rules)), lines + ", seed " + seed);
            assertArrayEquals(before, bytes(one), "the union changed its input, seed " + seed);
        }
    }

    @Test
    void norIfTheyHaveForgottenMuch() {
        int forgetful = 0;
        for (long seed = 0; seed < CASES; seed++) {
            SampleRules sample = new SampleRules().windowDays(20).memory(10, 60, 4, 48, 6);
            Rules rules = sample.orderLines(OrderLines.values()[(int) (seed % 3)]).build();
            Purchases one = bought(rules, new RandomEvents(2 * seed, rules).next(50));
            Purchases other = bought(rules, new RandomEvents(2 * seed + 1, rules).next(50));
            Purchases union = one.union(other, rules);
            assertArrayEquals(bytes(union), bytes(other.union(one, rules)), "seed " + seed);
            assertTrue(union.days <= one.days + other.days, "seed " + seed);
            forgetful += union.forgottenDay == Purchases.NO_DAY ? 0 : 1;
        }
        assertTrue(forgetful > CASES / 2, "only " + forgetful + " had forgotten something");
    }

    @ParameterizedTest
    @EnumSource
    void norInWhatOrderThreeAreUnited(OrderLines lines) {
        int compared = 0;
        for (long seed = 0; seed < 2 * CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Rules rules = roomy(lines);
            Purchases a = anyone(rules, random, "a");
            Purchases b = anyone(rules, random, "b");
            Purchases c = anyone(rules, random, "c");
            if (awaitedAmong(a, b, c) || awaitedAmong(b, c, a) || awaitedAmong(c, a, b)) {
                continue;
            }
            byte[] left = bytes(a.union(b, rules).union(c, rules));
            byte[] right = bytes(a.union(b.union(c, rules), rules));
            assertArrayEquals(left, right, lines + ", seed " + seed);
            compared++;
        }
        assertTrue(compared > CASES / 2, "only " + compared + " triples compared");
    }

    /** Whether one awaits refunds of an order that both others have heard of. */
    private static boolean awaitedAmong(Purchases one, Purchases other, Purchases third) {
        for (int k = 0; k < one.awaited.size(); k++) {
            long hash = one.awaited.hash(k);
            if (heardOf(other, hash) && heardOf(third, hash)) {
                return true;
            }
        }
        return false;
    }

    private static boolean heardOf(Purchases p, long hash) {
        boolean heard = false;
        for (int i = 0; i < p.orders.size(); i++) {
            heard |= p.orders.hash(i) == hash;
        }
        for (int i = 0; i < p.awaited.size(); i++) {
            heard |= p.awaited.hash(i) == hash;
        }
        return heard;
    }

    @ParameterizedTest
    @EnumSource
    void aCustomerWhoNeverBoughtAddsNothing(OrderLines lines) {
        for (long seed = 0; seed < CASES; seed++) {
            Rules rules = roomy(lines);
            Purchases roomy = anyone(rules, new SplittableRandom(seed), "a");
            assertArrayEquals(bytes(roomy), bytes(roomy.union(Purchases.none(), rules)));
            assertArrayEquals(bytes(roomy), bytes(Purchases.none().union(roomy, rules)));
            SampleRules small = new SampleRules().windowDays(20).memory(10, 60, 4, 48, 6);
            Rules tight = small.orderLines(lines).build();
            Purchases old = bought(tight, new RandomEvents(seed, tight).next(50));
            String where = lines + ", seed " + seed;
            assertArrayEquals(bytes(old), bytes(old.union(Purchases.none(), tight)), where);
            assertArrayEquals(bytes(old), bytes(Purchases.none().union(old, tight)), where);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCustomerUnitedWithThemselvesIsTheSame(OrderLines lines) {
        for (long seed = 0; seed < CASES; seed++) {
            Rules rules = roomy(lines);
            List<CustomerEvent> events = new AnyEvents(new SplittableRandom(seed), lines).list();
            // Money back of no named order cannot be told from other such money.
            events.removeIf(e -> e.type() == EventType.REFUND && !e.hasOrder());
            Purchases self = bought(rules, events);
            assertArrayEquals(bytes(self), bytes(self.union(self, rules)), "seed " + seed);
        }
    }

    @Test
    void anOrderOfBothIsOneOrder() {
        Rules rules = roomy(OrderLines.IGNORE);
        Purchases one =
                bought(
                        rules,
                        Events.purchase("a1", AT + 2 * DAY, "o", 1_000),
                        Events.event("a2", EventType.REFUND, AT + 3 * DAY, "o", 100));
        Purchases other =
                bought(
                        rules,
                        Events.purchase("b1", AT, "o", 900),
                        Events.event("b2", EventType.REFUND, AT + 3 * DAY, "o", 300));
        Purchases union = one.union(other, rules);
        assertEquals(1, union.orders.size());
        assertEquals(1_000, union.orders.gross(0));
        assertEquals(700, union.net);
        assertEquals(1, union.days);
        assertEquals(rules.calendar().dayOf(AT), union.firstDay);
        assertEquals(700, union.firstDayNet);
    }

    @Test
    void daysThatAreForgottenAddUp() {
        Rules rules = SampleRules.standard();
        long old = AT - 1_000 * DAY;
        CustomerEvent recent = Events.purchase("x", AT, "x", 500);
        CustomerEvent first = Events.purchase("a1", old, "a1", 1_000);
        Purchases one =
                bought(rules, first, Events.purchase("a2", old + 9 * DAY, "a2", 200), recent);
        Purchases other = bought(rules, Events.purchase("b1", old + 4 * DAY, "b1", 3_000), recent);
        Purchases union = one.union(other, rules);
        assertEquals(4, union.days, "three forgotten ones and the one that both know");
        assertEquals(rules.calendar().dayOf(old), union.firstDay);
        assertEquals(rules.calendar().dayOf(AT), union.lastDay);
        assertEquals(rules.calendar().dayOf(old + 9 * DAY), union.forgottenDay);
        assertEquals(1_000, union.firstDayNet);
        assertEquals(4_700, union.net);
        assertEquals(1, union.orders.size());
    }

    @Test
    void whatOneHasForgottenIsForgottenOfTheOtherToo() {
        Rules rules = new SampleRules().memory(30, 2_000, 1, 72, 64).build();
        long old = AT - 1_000 * DAY;
        Purchases one =
                bought(
                        rules,
                        Events.purchase("a1", old, "a1", 1_000),
                        Events.purchase("a2", AT, "a2", 200));
        Purchases other = bought(rules, Events.purchase("b1", old - DAY, "b1", 3_000));
        assertEquals(1, other.orders.size());
        Purchases union = one.union(other, rules);
        assertEquals(3, union.days);
        assertEquals(1, union.orders.size(), "a day that is out of memory can no longer be lost");
        assertEquals(3_000, union.firstDayNet);
        assertEquals(4_200, union.net);
        assertEquals(rules.calendar().dayOf(old - DAY), union.firstDay);
    }
}
