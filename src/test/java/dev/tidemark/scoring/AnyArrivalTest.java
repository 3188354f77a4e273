package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.BuyerScores;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What happened counts, and not in what order it was heard of: refunds before their orders, lines
 * and restatements in any order, orders called off before they were placed, tickets resolved before
 * they were opened, everything twice.
 */
class AnyArrivalTest {
    private static final int CUSTOMERS = 300;
    private static final int ARRIVALS = 4;
    private static final long DAY = DayCalendar.DAY_MILLIS;

    @ParameterizedTest
    @EnumSource
    void theSameEventsMakeTheSameMemory(OrderLines lines) {
        int overtaken = 0;
        int buyers = 0;
        for (long seed = 0; seed < CUSTOMERS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<CustomerEvent> events = new AnyEvents(random, lines).list();
            Rules rules = rules(random, lines);
            FoldedCustomer inOrder = folded(rules, inOrder(events));
            byte[] memory = memory(inOrder);
            inOrder.silence(rules.closesAt());
            compare(rules, events, inOrder, "seed " + seed);
            buyers += inOrder.last().buyer().isPresent() ? 1 : 0;
            for (int i = 0; i < ARRIVALS; i++) {
                String where = lines + ", seed " + seed + ", arrival " + i;
                List<CustomerEvent> arrival = new ArrayList<>(events);
                Collections.shuffle(arrival, new Random(seed * ARRIVALS + i));
                FoldedCustomer shuffled = folded(rules, arrival);
                overtaken += awaited(shuffled) ? 1 : 0;
                assertArrayEquals(memory, memory(shuffled), where);
                shuffled.silence(rules.closesAt());
                assertArrayEquals(memory(inOrder), memory(shuffled), where + ", at the end");
                assertSameFigures(inOrder, shuffled, where);
                assertSameDealings(lines, inOrder, shuffled, where);
            }
        }
        assertTrue(overtaken > CUSTOMERS / 2, "only " + overtaken + " refunds came first");
        assertTrue(buyers > CUSTOMERS / 2 && buyers < CUSTOMERS, buyers + " buyers");
    }

    private static Rules rules(SplittableRandom random, OrderLines lines) {
        long days = List.of(31L, 60L, 350L, 800L).get(random.nextInt(4));
        String zone = List.of("UTC", "Europe/Prague", "America/Sao_Paulo").get(random.nextInt(3));
        return new SampleRules()
                .zone(zone)
                .orderLines(lines)
                .memory(30, 60, 100, 1_000, 500)
                .closesAt(AnyEvents.START + days * DAY)
                .build();
    }

    private static FoldedCustomer folded(Rules rules, List<CustomerEvent> events) {
        FoldedCustomer customer = new FoldedCustomer(rules);
        events.forEach(customer::decide);
        return customer;
    }

    private static List<CustomerEvent> inOrder(List<CustomerEvent> events) {
        return events.stream().sorted(Comparator.comparingLong(CustomerEvent::occurredAt)).toList();
    }

    private static boolean awaited(FoldedCustomer customer) {
        return customer.outcomes().stream()
                .flatMap(outcome -> outcome.scorecard().reasons().stream())
                .anyMatch(reason -> reason.startsWith("refund of an order"));
    }

    /** The bytes of the purchases alone. */
    private static byte[] memory(FoldedCustomer customer) {
        return HistoryCodec.encode(
                new CustomerHistory(customer.history().purchases, new EventIds(0)));
    }

    /** All but the level, in which a customer's way to it shows, by hysteresis. */
    private static void assertSameFigures(FoldedCustomer a, FoldedCustomer b, String where) {
        assertEquals(a.last().asOf(), b.last().asOf(), where);
        assertEquals(a.last().segment(), b.last().segment(), where);
        if (a.last().buyer().isPresent()) {
            BuyerScores one = a.buyer();
            BuyerScores other = b.buyer();
            assertEquals(one.history(), other.history(), where);
            assertEquals(one.rfm(), other.rfm(), where);
            assertEquals(one.value(), other.value(), where);
            assertEquals(one.churn().probability(), other.churn().probability(), where);
            assertEquals(one.churn().pAlive(), other.churn().pAlive(), where);
        }
    }

    private static void assertSameDealings(
            OrderLines lines, FoldedCustomer a, FoldedCustomer b, String where) {
        Dealings one = a.history().dealings;
        Dealings other = b.history().dealings;
        if (lines == OrderLines.IGNORE) {
            SameDealings.assertSameButForPurchases(one, other, where);
        } else {
            SameDealings.assertSame(one, other, where);
        }
    }

    /** Against the definition, so that the arrivals do not merely agree in error. */
    private static void compare(
            Rules rules, List<CustomerEvent> events, FoldedCustomer folded, String where) {
        ReferenceCustomer reference = new ReferenceCustomer(rules);
        inOrder(events).forEach(reference::keep);
        assertEquals(reference.buyer(), folded.last().buyer().isPresent(), where);
        if (reference.buyer()) {
            ReferenceCustomer.Statistics truth = reference.asOf(rules.closesAt());
            BuyerScores buyer = folded.buyer();
            assertEquals(truth.x(), buyer.history().repeats(), where);
            assertEquals(truth.txDays(), buyer.history().lastGapDays(), where);
            assertEquals(truth.firstDay().toEpochDay(), buyer.history().firstDay(), where);
            assertEquals(truth.orders(), buyer.rfm().orders(), where);
            assertEquals(truth.spendMinor(), buyer.rfm().spendMinor(), where);
            assertEquals(truth.revenueMinor(), buyer.value().revenueToDateMinor(), where);
            assertEquals(
                    truth.meanRepeatSpendMinor(),
                    buyer.history().meanRepeatSpendMinor(),
                    1e-6,
                    where);
        }
    }

    /** Of two restatements the later counts, and of one moment the larger; never the last heard. */
    @ParameterizedTest
    @EnumSource
    void theLatestRestatementCounts(OrderLines lines) {
        long at = AnyEvents.START;
        List<CustomerEvent> events = new ArrayList<>();
        events.add(Events.purchase("e1", at + 5, "o", 1_000));
        events.add(Events.restatement("e2", at + 7, "o", 400));
        events.add(Events.restatement("e3", at + 9, "o", 300));
        events.add(Events.restatement("e4", at + 9, "o", 250));
        for (int i = 0; i < 24; i++) {
            Collections.shuffle(events, new Random(i));
            FoldedCustomer customer = folded(new SampleRules().orderLines(lines).build(), events);
            assertEquals(300, customer.buyer().value().revenueToDateMinor(), "seed " + i);
            assertEquals(1, customer.buyer().rfm().orders(), "seed " + i);
        }
    }

    /** Under another id and on an earlier day it is the order, and the one known its repetition. */
    @Test
    void theEarliestDayOfARepeatedOrderCounts() {
        long at = AnyEvents.START;
        CustomerEvent first = Events.purchase("e1", at, "o", 1_000);
        CustomerEvent again = Events.purchase("e2", at + 3 * DAY, "o", 1_500);
        FoldedCustomer inOrder = folded(SampleRules.standard(), List.of(first, again));
        FoldedCustomer late = folded(SampleRules.standard(), List.of(again, first));
        assertArrayEquals(memory(inOrder), memory(late));
        assertEquals(1_000, late.buyer().value().revenueToDateMinor());
    }

    @Test
    void anotherPolicyOfLinesIsBookedAtTheNextEvent() {
        List<CustomerEvent> events = new ArrayList<>();
        long at = AnyEvents.START;
        events.add(Events.purchase("e1", at, "o1", 1_000));
        events.add(Events.event("r1", EventType.REFUND, at + DAY, "o1", 1_600));
        events.add(Events.purchase("e2", at + 2 * DAY, "o2", 5_000));
        CustomerEvent next = Events.view("v1", at + 3 * DAY);
        for (OrderLines before : OrderLines.values()) {
            Rules earlier = new SampleRules().orderLines(before).build();
            CustomerHistory history = folded(earlier, events).history();
            for (OrderLines after : OrderLines.values()) {
                Rules rules = new SampleRules().orderLines(after).build();
                Decision decision = new CustomerScorer(rules).onEvent(history, next);
                long net = ((Decision.Scored) decision).history().purchases.net;
                long expected = after == OrderLines.SUM ? 4_400 : 5_000;
                assertEquals(expected, net, before + " to " + after);
            }
        }
    }
}
