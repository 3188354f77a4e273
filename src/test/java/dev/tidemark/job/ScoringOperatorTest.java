package dev.tidemark.job;

import static dev.tidemark.job.ScoringTask.DAY;
import static dev.tidemark.job.ScoringTask.MOST_TASKS;
import static dev.tidemark.job.ScoringTask.START;
import static dev.tidemark.job.ScoringTask.customer;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.app.config.Settings;
import dev.tidemark.kpi.Kpi;
import dev.tidemark.kpi.Ledger;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventDetail;
import dev.tidemark.model.EventType;
import dev.tidemark.model.KpiValue;
import dev.tidemark.model.Moments;
import dev.tidemark.scoring.CustomerHistory;
import dev.tidemark.scoring.CustomerScorer;
import dev.tidemark.scoring.Decision;
import dev.tidemark.scoring.Rules;
import dev.tidemark.scoring.population.Census;
import dev.tidemark.scoring.population.TallySheet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.junit.jupiter.api.Test;

/** What a task adds up reaches the census and the ledger in time, and exactly once. */
class ScoringOperatorTest {
    private static final Map<String, String> OPTIONS = Map.of();
    private static final Rules RULES = Settings.of(OPTIONS).rules();
    private static final int CUSTOMERS = 25;
    private static final int DAYS = 40;

    private static int place(ScoringTask task, Predicate<Object> what) {
        for (int i = 0; i < task.said().size(); i++) {
            if (what.test(task.said().get(i))) {
                return i;
            }
        }
        throw new AssertionError("not said: " + task.said());
    }

    private static boolean isGroupSum(Object said) {
        return said instanceof KpiValue entry && entry.kpi().equals(Kpi.GROUP_CUSTOMERS.wireName());
    }

    @Test
    void sheetsComeBeforeTheWatermarkThatEndsTheirDay() throws Exception {
        try (ScoringTask task = ScoringTask.opened(OPTIONS)) {
            task.passTo(START - 1);
            task.customers(3, START + 5, 1_000);
            task.passTo(START + DAY - 2);
            assertEquals(List.of(), task.sheets(), "in the middle of the day");
            task.passTo(START + DAY - 1);
            assertEquals(1, task.sheets().size());
            assertEquals(20_000, task.sheets().get(0).day());
            int sheet = place(task, TallySheet.class::isInstance);
            int end = place(task, new Watermark(START + DAY - 1)::equals);
            assertEquals(end, sheet + 1);
        }
    }

    @Test
    void theTimersOfTheLastMomentOfADayAreInItsSheets() throws Exception {
        try (ScoringTask task = ScoringTask.opened(OPTIONS)) {
            task.order("ann", START, 1_000);
            long due = task.armed().get("ann");
            int day = RULES.calendar().dayOf(due);
            task.passTo(RULES.calendar().startOf(day) - 1);
            int before = task.sheets().size();
            task.passTo(RULES.calendar().startOf(day + 1) - 1);
            assertEquals(2, task.cards().size());
            List<TallySheet> sheets = task.sheets().subList(before, task.sheets().size());
            assertEquals(List.of(day), sheets.stream().map(TallySheet::day).toList());
        }
    }

    @Test
    void wherePeopleLiveElsewhereTheirMidnightEndsTheDay() throws Exception {
        try (ScoringTask task = ScoringTask.opened(Map.of("time.zone", "Asia/Tokyo"))) {
            task.passTo(START - 1);
            task.order("ann", START + 1, 1_000);
            task.passTo(START + 15 * 3_600_000L - 2);
            assertEquals(List.of(), task.sheets());
            task.passTo(START + 15 * 3_600_000L - 1);
            assertEquals(1, task.sheets().size());
        }
    }

    @Test
    void aWatermarkThatPassesOverDaysEndsThemAll() throws Exception {
        try (ScoringTask task = ScoringTask.opened(OPTIONS)) {
            task.order("ann", START + 1, 1_000);
            task.passTo(START + 3 * DAY + 7);
            assertEquals(1, task.sheets().size());
            task.order("ann", START + 3 * DAY + 8, 1_000);
            task.passTo(START + 4 * DAY - 2);
            assertEquals(1, task.sheets().size());
            task.passTo(START + 4 * DAY - 1);
            assertEquals(2, task.sheets().size());
        }
    }

    @Test
    void sheetsAndSumsComeBeforeASnapshotAndOnlyOnce() throws Exception {
        try (ScoringTask task = ScoringTask.opened(OPTIONS)) {
            task.passTo(START - 1);
            task.customers(3, START + 5, 1_000);
            assertTrue(task.said().stream().noneMatch(ScoringOperatorTest::isGroupSum));
            task.snapshot();
            assertEquals(1, task.sheets().size());
            place(task, ScoringOperatorTest::isGroupSum);
            int said = task.said().size();
            task.snapshot();
            task.finish();
            assertEquals(said, task.said().size(), "said twice");
        }
    }

    @Test
    void atTheEndNothingIsKeptBack() throws Exception {
        try (ScoringTask task = ScoringTask.opened(OPTIONS)) {
            task.customers(3, START + 5, 1_000);
            task.finish();
            assertEquals(1, task.sheets().size());
            place(task, ScoringOperatorTest::isGroupSum);
        }
    }

    @Test
    void afterTheFirstMomentOfAllADayEndsLikeAnyOther() throws Exception {
        try (ScoringTask task = ScoringTask.opened(Map.of("time.zone", "Europe/Prague"))) {
            task.passTo(Moments.BEFORE_ALL + 1);
            task.order("ann", START + 5, 1_000);
            task.passTo(START + DAY);
            assertEquals(1, task.sheets().size());
        }
    }

    @Test
    void theEndOfTimeEndsEveryDay() throws Exception {
        try (ScoringTask task = ScoringTask.opened(OPTIONS)) {
            task.say(EventType.VIEW, "ann", START + 5);
            task.passTo(Moments.NEVER - 1);
            assertEquals(1, task.sheets().size());
            task.say(EventType.VIEW, "bob", START + 6);
            task.passTo(Moments.NEVER);
            task.finish();
            assertEquals(2, task.sheets().size());
        }
    }

    @Test
    void moneySpentOnACampaignIsInTheSheets() throws Exception {
        try (ScoringTask task = ScoringTask.opened(OPTIONS)) {
            task.hear(
                    new CustomerEvent(
                            "s1",
                            "",
                            EventType.CAMPAIGN_COST,
                            START,
                            "",
                            5_000,
                            "",
                            new EventDetail.Campaign("spring")));
            task.passTo(START + DAY);
            assertEquals(1, task.sheets().size());
            assertEquals(0, task.timers());
        }
    }

    /** Orders, looks, refunds and erasures in the order of time. */
    private static List<CustomerEvent> events(long seed) {
        Random random = new Random(seed);
        List<CustomerEvent> events = new ArrayList<>();
        long at = START;
        while (at < START + DAYS * DAY) {
            at += random.nextInt((int) (DAY / 20)) + 1;
            String customer = customer(random.nextInt(CUSTOMERS));
            int kind = random.nextInt(20);
            EventType type =
                    kind < 12
                            ? EventType.PURCHASE
                            : kind < 17 ? EventType.VIEW : kind < 19 ? EventType.REFUND : null;
            String order = type == EventType.PURCHASE ? "o" + at : "o" + random.nextInt();
            long amount = type == EventType.PURCHASE ? 500 + random.nextInt(9_000) : 300;
            events.add(
                    new CustomerEvent(
                            "e" + at,
                            customer,
                            type == null ? EventType.ERASE : type,
                            at,
                            order,
                            type == EventType.VIEW || type == null
                                    ? CustomerEvent.NO_AMOUNT
                                    : amount,
                            ""));
        }
        return events;
    }

    /** What was heard of all tasks by the census and the ledger. */
    private static final class Heard {
        private final Census census = Census.beginning(Settings.of(OPTIONS).census(RULES));
        private final Ledger ledger = new Ledger();

        void hear(ScoringTask task) {
            task.sheets().forEach(sheet -> census.hear(TallySheet.decode(sheet.encode())));
            task.entries().forEach(ledger::add);
        }

        Map<String, Long> totals() {
            Map<String, Long> totals = new HashMap<>();
            for (KpiValue total : ledger.totals()) {
                if (total.value() != 0) {
                    totals.put(total.kpi() + total.labels(), total.value());
                }
            }
            return totals;
        }

        void assertSame(Heard other, String message) {
            assertArrayEquals(census.notes().bytes(), other.census.notes().bytes(), message);
            assertEquals(totals(), other.totals(), message);
        }
    }

    private static Heard whole(List<CustomerEvent> events) throws Exception {
        Heard heard = new Heard();
        try (ScoringTask task = ScoringTask.opened(OPTIONS)) {
            for (CustomerEvent event : events) {
                task.hear(event);
                task.passTo(event.occurredAt());
            }
            task.passTo(START + (DAYS + 5) * DAY);
            task.finish();
            heard.hear(task);
        }
        return heard;
    }

    /** The fold, and nothing around it: deadlines fire with the next event, or at the end. */
    @Test
    void whatIsHeardIsWhatTheFoldDecides() throws Exception {
        long seed = 5;
        List<CustomerEvent> events = events(seed);
        CustomerScorer scorer = new CustomerScorer(RULES);
        AccountTotals totals = new AccountTotals(RULES);
        Map<String, CustomerHistory> histories = new HashMap<>();
        for (CustomerEvent event : events) {
            CustomerHistory known =
                    histories.getOrDefault(event.customerId(), CustomerHistory.unknown());
            if (scorer.onEvent(known, event) instanceof Decision.Scored scored) {
                totals.add(scored);
                histories.put(event.customerId(), scored.history());
            }
        }
        long end = START + (DAYS + 5) * DAY;
        histories.forEach((id, history) -> totals.add(scorer.onSilence(id, history, end)));
        Census census = Census.beginning(Settings.of(OPTIONS).census(RULES));
        totals.takeSheets().forEach(census::hear);
        Heard heard = whole(events);
        assertArrayEquals(census.notes().bytes(), heard.census.notes().bytes(), "seed " + seed);
        Ledger decided = new Ledger();
        totals.takeSums().forEach(decided::add);
        for (KpiValue sum : decided.totals()) {
            long found = heard.totals().getOrDefault(sum.kpi() + sum.labels(), 0L);
            assertEquals(sum.value(), found, sum + ", seed " + seed);
        }
    }

    /** One task, stopped and restored; then two, and in the end what both knew goes nowhere. */
    @Test
    void nothingIsLostOrDoubledByRestartsAndMoreTasks() throws Exception {
        for (long seed = 1; seed <= 3; seed++) {
            List<CustomerEvent> events = events(seed);
            Heard heard = new Heard();
            int third = events.size() / 3;
            OperatorSubtaskState snapshot;
            try (ScoringTask task = ScoringTask.opened(OPTIONS)) {
                run(task, events.subList(0, third));
                snapshot = task.snapshot();
                heard.hear(task);
            }
            try (ScoringTask task = ScoringTask.restored(OPTIONS, snapshot)) {
                run(task, events.subList(third, 2 * third));
                snapshot = task.snapshot();
                heard.hear(task);
                // What is done after it is lost with the task, and done again by the next.
                run(task, events.subList(2 * third, 2 * third + 5));
            }
            for (int index = 0; index < 2; index++) {
                try (ScoringTask task =
                        ScoringTask.restored(
                                OPTIONS, new EmbeddedRocksDBStateBackend(), snapshot, 2, index)) {
                    runPart(task, events.subList(2 * third, events.size()), index);
                    heard.hear(task);
                }
            }
            whole(events).assertSame(heard, "seed " + seed);
        }
    }

    private static void run(ScoringTask task, List<CustomerEvent> events) throws Exception {
        for (CustomerEvent event : events) {
            task.hear(event);
            task.passTo(event.occurredAt());
        }
    }

    private static void runPart(ScoringTask task, List<CustomerEvent> events, int index)
            throws Exception {
        for (CustomerEvent event : events) {
            if (KeyGroupRangeAssignment.assignKeyToParallelOperator(
                            event.customerId(), MOST_TASKS, 2)
                    == index) {
                task.hear(event);
            }
            task.passTo(event.occurredAt());
        }
        task.passTo(START + (DAYS + 5) * DAY);
        task.finish();
    }
}
