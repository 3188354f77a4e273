package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.BuyerScores;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What does not matter: when a timer fires, and in what order events arrive within bounds. */
class FoldOrderTest {
    private static final int CUSTOMERS = 150;

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Prague", "America/Sao_Paulo", "America/St_Johns"})
    void timersDoNotMatter(String zone) {
        int fired = 0;
        for (long seed = 0; seed < CUSTOMERS; seed++) {
            SampleRules sample = new SampleRules().zone(zone).orderLines(OrderLines.SUM);
            Rules rules =
                    seed % 2 == 0
                            ? sample.build()
                            : sample.windowDays(40).memory(3, 30, 4, 48, 5).build();
            List<CustomerEvent> events = new RandomEvents(seed, rules).next(80);
            FoldedCustomer plain = new FoldedCustomer(rules);
            FoldedCustomer timed = new FoldedCustomer(rules);
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < events.size(); i++) {
                fired += silences(timed, events.subList(i, events.size()), random);
                plain.decide(events.get(i));
                timed.decide(events.get(i));
            }
            long end = events.get(events.size() - 1).occurredAt() + 400 * DayCalendar.DAY_MILLIS;
            plain.silence(end);
            while (timed.nextDeadline() <= end) {
                timed.silence(timed.nextDeadline());
            }
            assertEquals(plain.bytes(), timed.bytes(), "seed " + seed);
        }
        assertTrue(fired > CUSTOMERS, "only " + fired + " deadlines fired by a timer");
    }

    /** Timers at moments which no event still to come lies before, as a watermark promises. */
    private static int silences(
            FoldedCustomer timed, List<CustomerEvent> coming, SplittableRandom random) {
        long bound = coming.stream().mapToLong(CustomerEvent::occurredAt).min().orElseThrow();
        int fired = 0;
        for (int i = random.nextInt(3); i > 0 && timed.nextDeadline() <= bound; i--) {
            fired += timed.silence(random.nextLong(timed.nextDeadline(), bound + 1)).size();
        }
        return fired;
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Prague", "America/Sao_Paulo"})
    void theOrderOfArrivalDoesNotMatter(String zone) {
        long end = Events.at("2019-01-01T00:00:00Z");
        Rules rules =
                new SampleRules()
                        .zone(zone)
                        .orderLines(OrderLines.SUM)
                        .memory(10, 200, 500, 1000, 500)
                        .closesAt(end)
                        .build();
        for (long seed = 0; seed < CUSTOMERS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<CustomerEvent> events = orderly(random);
            FoldedCustomer inOrder = new FoldedCustomer(rules);
            events.stream()
                    .sorted(Comparator.comparingLong(CustomerEvent::occurredAt))
                    .forEach(inOrder::decide);
            inOrder.silence(end);
            for (int shuffle = 0; shuffle < 4; shuffle++) {
                FoldedCustomer shuffled = new FoldedCustomer(rules);
                arrivals(events, random).forEach(shuffled::decide);
                shuffled.silence(end);
                String where = "seed " + seed + ", shuffle " + shuffle;
                assertSameFigures(inOrder, shuffled, where);
                SameDealings.assertSame(
                        inOrder.history().dealings, shuffled.history().dealings, where);
            }
        }
    }

    /**
     * Orders of several lines, views and other dealings, and refunds that come after the order may
     * have arrived; each now and then twice.
     */
    private static List<CustomerEvent> orderly(SplittableRandom random) {
        List<CustomerEvent> events = new ArrayList<>();
        long at = Events.at("2017-09-01T00:00:00Z");
        int orders = 1 + random.nextInt(25);
        for (int i = 0; i < orders; i++) {
            at += random.nextLong(12 * DayCalendar.DAY_MILLIS);
            for (int line = random.nextInt(3); line >= 0; line--) {
                long lineAt = at + random.nextLong(DayCalendar.DAY_MILLIS);
                long amount = random.nextLong(10_000);
                events.add(Events.purchase("e" + events.size(), lineAt, "o" + i, amount));
            }
            if (random.nextInt(3) == 0) {
                long back = at + (12 + random.nextLong(60)) * DayCalendar.DAY_MILLIS;
                boolean whole = random.nextBoolean();
                events.add(
                        Events.event(
                                "e" + events.size(),
                                EventType.REFUND,
                                back,
                                random.nextInt(4) == 0 && !whole ? "unknown" : "o" + i,
                                whole ? CustomerEvent.NO_AMOUNT : random.nextLong(12_000)));
            }
            if (random.nextInt(4) == 0) {
                events.add(Events.view("e" + events.size(), at + random.nextLong(1_000_000)));
            }
            if (random.nextInt(2) == 0) {
                long dealtAt = at + random.nextLong(12 * DayCalendar.DAY_MILLIS);
                events.add(AnyDealing.of(random, "e" + events.size(), dealtAt));
            }
            if (random.nextInt(5) == 0) {
                events.add(events.get(random.nextInt(events.size())));
            }
        }
        return events;
    }

    /** Each event arrives up to ten days after it happened. */
    private static List<CustomerEvent> arrivals(List<CustomerEvent> events, SplittableRandom r) {
        Map<Integer, Long> arrivalAt = new HashMap<>();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            long delay = r.nextInt(2) == 0 ? 0 : r.nextLong(10 * DayCalendar.DAY_MILLIS + 1);
            arrivalAt.put(i, events.get(i).occurredAt() + delay);
            order.add(i);
        }
        order.sort(Comparator.comparing(arrivalAt::get));
        return order.stream().map(events::get).toList();
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
}
