package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventType;
import dev.tidemark.model.Scorecard;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Lines of one order, minutes apart, with amounts of either sign that add up: in every order in
 * which they can come. An order that comes to nothing or less, though some was sold, was taken
 * back.
 */
class LinesInAnyOrderTest {
    private static final Rules RULES = new SampleRules().orderLines(OrderLines.SUM).build();
    private static final long AT = Events.at("2024-03-11T10:00:00Z");
    private static final int ORDERS = 150;

    /** What is equal for equal lines; all but how the customer got there. */
    private record Figures(long net, long firstDayNet, int days, int orders, List<Object> scores) {
        static Figures of(FoldedCustomer customer) {
            Purchases purchases = customer.history().purchases;
            Scorecard last = customer.last();
            List<Object> scores = new ArrayList<>(List.of(last.asOf(), last.segment()));
            last.buyer()
                    .ifPresent(
                            buyer ->
                                    scores.addAll(
                                            List.of(
                                                    buyer.history(),
                                                    buyer.rfm(),
                                                    buyer.value(),
                                                    buyer.churn().probability(),
                                                    buyer.churn().pAlive())));
            return new Figures(
                    purchases.net,
                    purchases.firstDayNet,
                    purchases.days,
                    purchases.ordersInWindow(RULES.calendar().dayOf(AT), RULES.windowDays()),
                    scores);
        }
    }

    @Test
    void theLinesAddUpInEveryOrder() {
        int standing = 0;
        int open = 0;
        for (long seed = 0; seed < ORDERS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long[] lines = lines(random);
            List<CustomerEvent> before = before(random);
            Figures expected = null;
            for (int[] order : permutations(lines.length)) {
                long[] sent =
                        LongStream.range(0, order.length).map(i -> lines[order[(int) i]]).toArray();
                String where = "seed " + seed + ", lines " + Arrays.toString(sent);
                FoldedCustomer customer = new FoldedCustomer(RULES);
                before.forEach(customer::decide);
                send(customer, sent);
                Figures found = Figures.of(customer);
                expected = expected == null ? found : expected;
                assertEquals(expected, found, where);
                assertEquals(
                        sum(before) + LongStream.of(lines).sum(),
                        customer.history().purchases.net,
                        where);
                boolean back = LongStream.of(lines).anyMatch(line -> line < 0);
                boolean stands = LongStream.of(lines).sum() > 0 || !back;
                boolean bought = LongStream.of(lines).anyMatch(line -> line >= 0);
                assertEquals(before.size() + (stands && bought ? 1 : 0), found.orders, where);
                standing += stands ? 1 : 0;
                open += stands ? 0 : 1;
            }
        }
        assertTrue(standing > 1_000 && open > 1_000, standing + " and " + open + " orders");
    }

    /** The same lines, each at its own minute, arriving in any order. */
    @Test
    void theArrivalOfTheLinesDoesNotMatter() {
        for (long seed = 0; seed < ORDERS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long[] lines = lines(random);
            lines[0] = 10_000;
            List<CustomerEvent> before = before(random);
            Figures expected = null;
            for (int[] order : permutations(lines.length)) {
                FoldedCustomer customer = new FoldedCustomer(RULES);
                before.forEach(customer::decide);
                for (int i : order) {
                    customer.decide(line(i, lines[i]));
                }
                Figures found = Figures.of(customer);
                expected = expected == null ? found : expected;
                assertEquals(
                        expected, found, "seed " + seed + ", arrival " + Arrays.toString(order));
            }
        }
    }

    @Test
    void whatIsTakenBackTooEarlyIsNotLost() {
        for (int[] order : permutations(3)) {
            long[] lines = {1_000, -1_500, 2_000};
            FoldedCustomer customer = new FoldedCustomer(RULES);
            send(customer, lines[order[0]], lines[order[1]], lines[order[2]]);
            assertEquals(1_500, customer.buyer().value().revenueToDateMinor());
            assertEquals(1_500, customer.buyer().rfm().spendMinor());
            assertEquals(1, customer.buyer().rfm().orders());
        }
    }

    @Test
    void anOrderThatComesToNothingWasTakenBackInWhateverOrder() {
        for (long[] lines : new long[][] {{0, -500}, {-500, 0}, {1_000, -1_000}, {-1_000, 1_000}}) {
            FoldedCustomer customer = new FoldedCustomer(RULES);
            send(customer, lines);
            assertTrue(customer.last().buyer().isEmpty(), Arrays.toString(lines));
            assertEquals(LongStream.of(lines).sum(), customer.history().purchases.net);
        }
    }

    private static void send(FoldedCustomer customer, long... lines) {
        for (int i = 0; i < lines.length; i++) {
            customer.decide(line(i, lines[i]));
        }
    }

    private static CustomerEvent line(int i, long amount) {
        EventType type = amount < 0 ? EventType.REFUND : EventType.PURCHASE;
        return Events.event("line" + i, type, AT + i * 60_000L, "o", Math.abs(amount));
    }

    /** Few amounts, so that lines cancel out often. */
    private static long[] lines(SplittableRandom random) {
        long[] lines = new long[2 + random.nextInt(4)];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = 500L * (random.nextInt(7) - 3);
        }
        return lines;
    }

    /** Nothing, or another order of that day, or of a day before, or both. */
    private static List<CustomerEvent> before(SplittableRandom random) {
        List<CustomerEvent> before = new ArrayList<>();
        if (random.nextBoolean()) {
            before.add(Events.purchase("b1", AT - 9 * DayCalendar.DAY_MILLIS, "b1", 2_000));
        }
        if (random.nextBoolean()) {
            before.add(Events.purchase("b2", AT - 3_600_000L, "b2", 700));
        }
        return before;
    }

    private static long sum(List<CustomerEvent> purchases) {
        return purchases.stream().mapToLong(CustomerEvent::amountMinor).sum();
    }

    private static List<int[]> permutations(int count) {
        if (count == 0) {
            return List.of(new int[0]);
        }
        List<int[]> all = new ArrayList<>();
        for (int[] one : permutations(count - 1)) {
            for (int at = 0; at < count; at++) {
                int[] longer = new int[count];
                System.arraycopy(one, 0, longer, 0, at);
                longer[at] = count - 1;
                System.arraycopy(one, at, longer, at + 1, count - 1 - at);
                all.add(longer);
            }
        }
        return all;
    }
}
