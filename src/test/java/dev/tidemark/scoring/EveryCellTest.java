package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.Cause;
import dev.tidemark.model.RfmSegment;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each of the 125 cells is reached by a history written for it, and left again by silence. */
class EveryCellTest {
    private static final long ORDERED = Events.at("2024-03-01T10:00:00Z");

    /** r is lowest well before the orders leave the window, as in a population it would be. */
    private static final RfmLimits LIMITS =
            new RfmLimits(
                    List.of(30L, 60L, 120L, 240L),
                    SampleRules.LIMITS.orders(),
                    SampleRules.LIMITS.spendMinor());

    private static final Rules RULES = new SampleRules().limits(LIMITS).build();
    private static final int[] ORDERS = {1, 2, 4, 7, 8};
    private static final long[] SPEND = {4_999, 5_000, 39_999, 99_999, 100_000};

    static Stream<Integer> cells() {
        return IntStream.range(0, 125)
                .mapToObj(i -> 100 * (i / 25 + 1) + 10 * (i / 5 % 5 + 1) + i % 5 + 1);
    }

    /** So many orders of one day that come to so much; then so much silence. */
    private static FoldedCustomer reaching(int cell) {
        int orders = ORDERS[cell / 10 % 10 - 1];
        long spend = SPEND[cell % 10 - 1];
        FoldedCustomer customer = new FoldedCustomer(RULES);
        for (int i = 0; i < orders; i++) {
            long amount = spend / orders + (i == 0 ? spend % orders : 0);
            customer.apply(Events.purchase("e" + i, ORDERED + i, "o" + i, amount));
        }
        if (cell / 100 < 5) {
            customer.silence(fallsFrom(cell / 100 + 1));
        }
        return customer;
    }

    /** When r falls from a value: the day after the last at which it holds has begun. */
    private static long fallsFrom(int r) {
        return daysAfter(LIMITS.lastDayOf(r) + 1);
    }

    private static long daysAfter(int days) {
        return Events.at("2024-03-01T00:00:00.001Z") + days * DayCalendar.DAY_MILLIS;
    }

    @ParameterizedTest
    @MethodSource("cells")
    void everyCellIsReachedAndLeftBySilenceAlone(int cell) {
        int r = cell / 100;
        FoldedCustomer customer = reaching(cell);
        assertCell(cell, customer);
        assertSame(r == 5 ? Cause.EVENT : Cause.SILENCE, customer.last().cause());
        assertEquals(r == 5 ? customer.last().asOf() : fallsFrom(r + 1), customer.last().asOf());

        long leaves = r > 1 ? fallsFrom(r) : daysAfter(RULES.windowDays());
        customer.silence(leaves - 1);
        assertCell(cell, customer);
        customer.silence(leaves);
        assertCell(r > 1 ? cell - 100 : 111, customer);
        assertEquals(leaves, customer.last().asOf());
        assertSame(Cause.SILENCE, customer.last().cause());
    }

    private static void assertCell(int cell, FoldedCustomer customer) {
        assertEquals(cell, customer.buyer().rfm().cell());
        RfmSegment segment = RULES.grid().segment(cell / 100, cell / 10 % 10, cell % 10);
        assertEquals(segment, customer.last().segment());
    }

    /** The only cell that silence does not leave. */
    @Test
    void theLostStayLostUntilTheyBuy() {
        FoldedCustomer customer = reaching(111);
        customer.silence(daysAfter(20 * 365));
        assertCell(111, customer);
        customer.apply(Events.purchase("back", daysAfter(20 * 365 + 1), "back", 100));
        assertCell(511, customer);
    }

    @Test
    void asDaysLeaveTheWindowFrequencyAndSpendFallClassByClass() {
        FoldedCustomer customer = new FoldedCustomer(RULES);
        for (int i = 0; i < 8; i++) {
            long at = ORDERED + i * DayCalendar.DAY_MILLIS;
            customer.apply(Events.purchase("e" + i, at, "o" + i, i == 7 ? 10_000 : 13_000));
        }
        assertCell(555, customer);
        int seen = customer.outcomes().size();
        customer.silence(daysAfter(400));
        TreeSet<Integer> cells = new TreeSet<>();
        customer.outcomes().subList(seen, customer.outcomes().size()).stream()
                .map(outcome -> outcome.scorecard().buyer().orElseThrow().rfm().cell())
                .forEach(cells::add);
        cells.removeIf(cell -> cell >= 200);
        assertEquals(List.of(111, 112, 123, 133, 134, 144, 155), List.copyOf(cells));
        assertTrue(
                customer.outcomes().subList(seen, customer.outcomes().size()).stream()
                        .allMatch(outcome -> outcome.update().cause() == Cause.SILENCE));
    }
}
