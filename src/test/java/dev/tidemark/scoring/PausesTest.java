package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventType;
import dev.tidemark.scoring.Decision.Scored;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A feed that pauses while the clock goes on, and a backfill in order of what is long past. */
class PausesTest {
    private static final int CUSTOMERS = 200;
    private static final long DAY = DayCalendar.DAY_MILLIS;

    @ParameterizedTest
    @CsvSource({
        "UTC,           365, 30, 240, 64, false",
        "UTC,           365, 30, 240, 64, true",
        "Europe/Prague,  40,  3,  30,  4, false",
        "Europe/Prague,  40,  3,  30,  4, true",
        "UTC,             1,  0,   0,  1, false"
    })
    void silenceScoredInBetweenLosesNothing(
            String zone, int windowDays, int lateness, int orderDays, int orders, boolean named) {
        Rules rules =
                new SampleRules()
                        .zone(zone)
                        .windowDays(windowDays)
                        .memory(lateness, orderDays, orders, 72, 64)
                        .orderLines(OrderLines.SUM)
                        .build();
        int old = 0;
        for (long seed = 0; seed < CUSTOMERS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            FoldedCustomer plain = new FoldedCustomer(rules);
            FoldedCustomer paused = new FoldedCustomer(rules);
            for (CustomerEvent event : inOrder(random, named)) {
                String where = "seed " + seed + ", " + event;
                if (random.nextInt(4) == 0) {
                    paused.silence(event.occurredAt() + random.nextLong(4_000 * DAY));
                }
                long lateBy = paused.history().asOf - event.occurredAt();
                old += lateBy > lateness * DAY ? 1 : 0;
                assertTrue(plain.decide(event) instanceof Scored, where);
                assertTrue(paused.decide(event) instanceof Scored, where);
                assertSameSums(plain, paused, !named, where);
            }
        }
        assertTrue(old > 10 * CUSTOMERS, "only " + old + " events were old");
    }

    /**
     * The money of a refund whose order is forgotten goes to its own day, and so not always of the
     * first.
     */
    private static void assertSameSums(
            FoldedCustomer a, FoldedCustomer b, boolean alsoFirst, String where) {
        Purchases one = a.history().purchases;
        Purchases other = b.history().purchases;
        assertEquals(one.days, other.days, where);
        assertEquals(one.net, other.net, where);
        assertEquals(one.firstDay, other.firstDay, where);
        assertEquals(one.lastDay, other.lastDay, where);
        assertEquals(one.repeats(), other.repeats(), where);
        if (alsoFirst) {
            assertEquals(one.firstDayNet, other.firstDayNet, where);
            assertEquals(one.meanRepeatNet(), other.meanRepeatNet(), where);
        }
    }

    /**
     * Views, orders of several lines on one day, refunds of a part of an order or of none that is
     * known. Whole orders are not taken back: one that silence made too old to be known cannot be.
     */
    private static List<CustomerEvent> inOrder(SplittableRandom random, boolean named) {
        List<CustomerEvent> events = new ArrayList<>();
        long day = Events.at("2011-01-01T06:00:00Z") + random.nextLong(1_500) * DAY;
        for (int order = 0; order < 12; order++) {
            day += random.nextLong(random.nextInt(4) == 0 ? 300 : 3) * DAY;
            long at = Math.max(day, events.isEmpty() ? 0 : last(events).occurredAt());
            int kinds = 1 + random.nextInt(4);
            for (int i = 0; i < kinds; i++) {
                at += random.nextLong(3_600_000L);
                String id = "e" + events.size();
                events.add(
                        switch (random.nextInt(4)) {
                            case 0 -> Events.view(id, at);
                            case 1 -> refund(id, at, named ? "o" + order : "", random);
                            default ->
                                    Events.purchase(
                                            id, at, "o" + order, 5_000 + random.nextLong(9_000));
                        });
            }
        }
        return events;
    }

    private static CustomerEvent last(List<CustomerEvent> events) {
        return events.get(events.size() - 1);
    }

    private static CustomerEvent refund(String id, long at, String order, SplittableRandom random) {
        return Events.event(id, EventType.REFUND, at, order, random.nextLong(1_000));
    }

    @Test
    void aSecondOrderOfAForgottenDayIsNoNewDay() {
        FoldedCustomer customer = threeYearsOn();
        customer.apply(Events.purchase("e3", "2020-03-11T11:00:00Z", "o3", 300));
        assertEquals(1, customer.buyer().history().repeats());
        assertEquals(10, customer.buyer().history().lastGapDays());
        assertEquals(2_300, customer.buyer().history().meanRepeatSpendMinor());
    }

    @Test
    void takingAnOrderOfAForgottenDayBackLeavesTheDay() {
        Purchases purchases = threeYearsOn().history().purchases.copy();
        int day = purchases.lastDay;
        assertEquals(day, purchases.forgottenDay);
        int order = purchases.addOrder(7, day, 300, OrderLedger.NOT_RESTATED);
        assertEquals(2, purchases.days);
        purchases.refund(order, 0, true);
        assertEquals(2, purchases.days);
        assertEquals(day, purchases.lastDay);
        assertEquals(3_000, purchases.net);
    }

    /** Two days are bought on, and then scored as long gone. */
    private static FoldedCustomer threeYearsOn() {
        FoldedCustomer customer = new FoldedCustomer(SampleRules.standard());
        customer.apply(
                Events.purchase("e1", "2020-03-01T10:00:00Z", "o1", 1_000),
                Events.purchase("e2", "2020-03-11T10:00:00Z", "o2", 2_000),
                Events.view("v", "2023-03-11T10:00:00Z"));
        return customer;
    }

    /** The day of a prospect's refund may yet become the first purchase day. */
    @Test
    void moneyBackBeforeTheFirstPurchaseIsOfItsDayHoweverLate() {
        FoldedCustomer customer = new FoldedCustomer(SampleRules.standard());
        customer.apply(
                Events.refund("r", "2020-03-01T10:00:00Z", "", 400),
                Events.view("v", "2023-03-11T10:00:00Z"),
                Events.purchase("e1", "2020-03-01T11:00:00Z", "o1", 1_000),
                Events.purchase("e2", "2020-03-02T11:00:00Z", "o2", 1_000));
        assertEquals(1_000, customer.buyer().history().meanRepeatSpendMinor());
        assertEquals(1_600, customer.buyer().value().revenueToDateMinor());
    }
}
