package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.DayEntry;
import dev.tidemark.model.DaySeries;
import dev.tidemark.model.EventType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class PurchaseDiaryTest {
    private static final int MEMORY = 100;
    private static final int ACTIVE = 30;
    private static final int PERIOD = 10;
    private static final int D = 20_000;
    private static final PurchaseDiary DIARY = new PurchaseDiary(MEMORY, ACTIVE, PERIOD);
    private static final Rules RULES =
            new SampleRules().windowDays(90).memory(9, 60, 100, 1_000, 500).build();

    private static Purchases bought(CustomerEvent... events) {
        return new FoldedCustomer(RULES).apply(events).history().purchases;
    }

    private static CustomerEvent order(String id, int day, long amountMinor) {
        return Events.purchase("e" + id, day * DayCalendar.DAY_MILLIS + 1, id, amountMinor);
    }

    private static CustomerEvent callOff(String id, int day) {
        return Events.cancellation("x" + id, day * DayCalendar.DAY_MILLIS + 1, id);
    }

    private static DayEntry entry(DaySeries series, int day, long delta) {
        return new DayEntry(series, day, delta);
    }

    @Test
    void theFirstOrderMakesANewCustomerWhoIsActiveForAWhile() {
        assertEquals(
                List.of(
                        entry(DaySeries.REVENUE_MINOR, D, 500),
                        entry(DaySeries.ORDERS, D, 1),
                        entry(DaySeries.NEW_CUSTOMERS, D, 1),
                        entry(DaySeries.ACTIVE_CHANGE, D, 1),
                        entry(DaySeries.ACTIVE_CHANGE, D + ACTIVE, -1),
                        entry(DaySeries.LOST_CHANGE, D, 1),
                        entry(DaySeries.LOST_CHANGE, D + ACTIVE, -1)),
                DIARY.changes(Purchases.none(), bought(order("a", D, 500)), D));
    }

    /** Lost from D to D + 20 - 1 - 10, where one looks at ten days without a purchase. */
    @Test
    void theNextOrderKeepsTheCustomerActiveAndFindsOneThoughtLost() {
        Purchases before = bought(order("a", D, 500));
        Purchases after = bought(order("a", D, 500), order("b", D + 20, 700));
        assertEquals(
                List.of(
                        entry(DaySeries.REVENUE_MINOR, D + 20, 700),
                        entry(DaySeries.ORDERS, D + 20, 1),
                        entry(DaySeries.ACTIVE_CHANGE, D + 30, 1),
                        entry(DaySeries.ACTIVE_CHANGE, D + 50, -1),
                        entry(DaySeries.LOST_CHANGE, D + 10, -1),
                        entry(DaySeries.LOST_CHANGE, D + 20, 1),
                        entry(DaySeries.LOST_CHANGE, D + 30, 1),
                        entry(DaySeries.LOST_CHANGE, D + 50, -1)),
                DIARY.changes(before, after, D + 20));
    }

    @Test
    void whoComesBackWithinThePeriodWasNeverLost() {
        Purchases none = Purchases.none();
        Purchases after = bought(order("a", D, 500), order("b", D + PERIOD, 700));
        List<DayEntry> lost =
                DIARY.changes(none, after, D + PERIOD).stream()
                        .filter(e -> e.series() == DaySeries.LOST_CHANGE)
                        .toList();
        assertEquals(
                List.of(
                        entry(DaySeries.LOST_CHANGE, D + PERIOD, 1),
                        entry(DaySeries.LOST_CHANGE, D + PERIOD + ACTIVE, -1)),
                lost);
    }

    @Test
    void whatIsTakenBackIsTakenOutWhereItWas() {
        Purchases before = bought(order("a", D, 500), order("b", D + 5, 700));
        Purchases after = bought(order("a", D, 500), order("b", D + 5, 700), callOff("a", D + 6));
        assertEquals(
                List.of(
                        entry(DaySeries.REVENUE_MINOR, D, -500),
                        entry(DaySeries.ORDERS, D, -1),
                        entry(DaySeries.NEW_CUSTOMERS, D, -1),
                        entry(DaySeries.NEW_CUSTOMERS, D + 5, 1),
                        entry(DaySeries.ACTIVE_CHANGE, D, -1),
                        entry(DaySeries.ACTIVE_CHANGE, D + 5, 1)),
                DIARY.changes(before, after, D + 6));
    }

    @Test
    void moneyThatBelongsToNoOrderIsOfItsDayAndMakesNobodyActive() {
        Purchases before = bought(order("a", D, 500));
        CustomerEvent back =
                Events.event("r", EventType.REFUND, (D + 3) * DayCalendar.DAY_MILLIS + 1, "", 200);
        Purchases after = bought(order("a", D, 500), back);
        assertEquals(
                List.of(entry(DaySeries.REVENUE_MINOR, D + 3, -200)),
                DIARY.changes(before, after, D + 3));
    }

    @Test
    void anOrderThatComesLateMovesTheFirstDay() {
        Purchases before = bought(order("b", D + 5, 700));
        Purchases after = bought(order("b", D + 5, 700), order("a", D, 500));
        assertEquals(
                List.of(
                        entry(DaySeries.REVENUE_MINOR, D, 500),
                        entry(DaySeries.ORDERS, D, 1),
                        entry(DaySeries.NEW_CUSTOMERS, D, 1),
                        entry(DaySeries.NEW_CUSTOMERS, D + 5, -1),
                        entry(DaySeries.ACTIVE_CHANGE, D, 1),
                        entry(DaySeries.ACTIVE_CHANGE, D + 5, -1)),
                DIARY.changes(before, after, D + 5));
    }

    @Test
    void equalMemoriesDifferInNothing() {
        Purchases one = bought(order("a", D, 500), order("b", D + 5, 700));
        assertEquals(List.of(), DIARY.changes(one, one, D + 5));
        assertEquals(List.of(), DIARY.changes(one, one.copy(), D + 5));
        assertEquals(List.of(), DIARY.changes(Purchases.none(), Purchases.none(), D + 5));
    }

    @Test
    void anOrderThatIsOnlyRememberedByDayIsTheSame() {
        Purchases one = bought(order("a", D, 500), order("b", D + 5, 700));
        Purchases folded = one.copy();
        folded.foldOldest(2);
        assertEquals(List.of(), DIARY.changes(one, folded, D + 5));
    }

    /** What lies before the bound was entered when it did not, and stays. */
    @Test
    void whatIsForgottenStaysEntered() {
        Purchases before = bought(order("a", D, 500), order("b", D + 90, 700));
        int today = D + MEMORY;
        assertEquals(D + 1, DIARY.firstDay(today));
        Purchases after = Purchases.none();
        assertEquals(
                List.of(
                        entry(DaySeries.REVENUE_MINOR, D + 90, -700),
                        entry(DaySeries.ORDERS, D + 90, -1),
                        entry(DaySeries.ACTIVE_CHANGE, D + 90, -1),
                        entry(DaySeries.ACTIVE_CHANGE, D + 90 + ACTIVE, 1),
                        entry(DaySeries.LOST_CHANGE, D + 90, -1),
                        entry(DaySeries.LOST_CHANGE, D + 90 + ACTIVE, 1)),
                DIARY.changes(before, after, today));
    }

    @Test
    void forgettingChangesNothing() {
        Purchases memory = bought(order("a", D, 500), order("b", D + 5, 700), order("c", D + 9, 9));
        int forgotten = 0;
        for (int today = D + 9; today < D + 300; today++) {
            Purchases later = memory.copy();
            later.forget(today, RULES.dayMemory(), RULES.memory());
            assertEquals(List.of(), DIARY.changes(memory, later, today), "day " + (today - D));
            forgotten += later.forgottenDay == memory.forgottenDay ? 0 : 1;
            memory = later;
        }
        assertEquals(MEMORY, RULES.dayMemory());
        assertEquals(3, forgotten, "days");
    }

    @Test
    void whoTurnsOutToHaveBoughtLongAgoIsNoNewCustomer() {
        Purchases before = bought(order("a", D, 500));
        Purchases longAgo = bought(order("b", D - 500, 500));
        longAgo.foldOldest(1);
        longAgo.forget(D, RULES.dayMemory(), RULES.memory());
        assertEquals(
                List.of(entry(DaySeries.NEW_CUSTOMERS, D, -1)),
                DIARY.changes(before, before.union(longAgo, RULES), D));
    }

    @Test
    void entriesAreInOrderAndOneOfEachDay() {
        List<CustomerEvent> events = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            events.add(order("o" + i, D + 3 * i, 100));
        }
        Purchases many = bought(events.toArray(CustomerEvent[]::new));
        List<DayEntry> entries = DIARY.changes(Purchases.none(), many, D + 90);
        List<DayEntry> sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparing(DayEntry::series).thenComparing(DayEntry::day));
        assertEquals(sorted, entries);
        assertEquals(
                entries.size(),
                entries.stream().map(e -> e.series() + "" + e.day()).distinct().count());
        assertTrue(entries.stream().allMatch(entry -> entry.delta() != 0));
    }

    @Test
    void aMemoryTooShortToTellWhoWasActiveIsRefused() {
        new PurchaseDiary(40, 30, 10);
        assertThrows(IllegalArgumentException.class, () -> new PurchaseDiary(39, 30, 10));
        assertThrows(IllegalArgumentException.class, () -> new PurchaseDiary(100, 0, 10));
        assertThrows(IllegalArgumentException.class, () -> new PurchaseDiary(100, 30, 0));
    }
}
