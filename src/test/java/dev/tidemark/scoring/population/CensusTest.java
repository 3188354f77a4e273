package dev.tidemark.scoring.population;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.Account;
import dev.tidemark.model.AccountChange;
import dev.tidemark.model.CutPoints;
import dev.tidemark.model.DayEntry;
import dev.tidemark.model.DaySeries;
import dev.tidemark.model.Moments;
import dev.tidemark.scoring.DayCalendar;
import dev.tidemark.scoring.population.CountedShop.Step;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The census against a count of everybody, one by one. */
class CensusTest {
    private static final DayCalendar UTC = SampleCensus.UTC;
    private static final int OPENING = CountedShop.OPENING;

    private static List<Step> shop(long seed, CensusRules rules) {
        return new CountedShop(seed, rules.calendar(), 60, 250).steps();
    }

    private static TallySheet sheet(int day, Account before, Account after, DayEntry... entries) {
        Tally tally = new Tally(UTC);
        tally.add(new AccountChange(UTC.startOf(day), before, after, List.of(entries)));
        return tally.take().get(0);
    }

    private static Account buyer(int lastDay, int orders, long spendMinor) {
        return CountedShop.account(true, lastDay, lastDay, orders, spendMinor, 0);
    }

    @Test
    void everyDayIsClosedWithTheFiguresOfEverybody() {
        for (long seed = 1; seed <= 25; seed++) {
            CensusRules rules = SampleCensus.any(new SplittableRandom(seed));
            List<Step> steps = shop(seed, rules);
            List<DayFigures> figures = SampleCensus.figures(SampleCensus.found(rules, steps));
            assertTrue(figures.size() > 200, "seed " + seed + ": " + figures.size() + " days");
            for (DayFigures day : figures) {
                PlainCensus.of(rules, steps, day.day())
                        .assertFigures(day, "seed " + seed + ", day " + day.day());
            }
        }
    }

    @Test
    void cutPointsAreExactForRecencyAndFrequencyAndNearForMoney() {
        int versions = 0;
        for (long seed = 1; seed <= 25; seed++) {
            CensusRules rules = SampleCensus.any(new SplittableRandom(seed));
            List<Step> steps = shop(seed, rules);
            for (CutPoints cuts : SampleCensus.cuts(SampleCensus.found(rules, steps))) {
                int day = rules.calendar().dayOf(cuts.effectiveFrom());
                PlainCensus plain = PlainCensus.of(rules, steps, day);
                plain.assertScores(cuts, "seed " + seed + ", day " + day);
                plain.assertShares(cuts, "seed " + seed + ", day " + day);
                versions++;
            }
        }
        assertTrue(versions > 1_000, versions + " versions");
    }

    @Test
    void whoeverAddsUpAndInWhateverOrderTheSameIsFound() {
        for (long seed = 1; seed <= 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            CensusRules rules = SampleCensus.any(random);
            List<Step> steps = shop(seed, rules);
            List<CensusFinding> expected = SampleCensus.found(rules, steps);
            int tasks = 1 + random.nextInt(5);
            List<CensusFinding> found = SampleCensus.foundBy(tasks, rules, steps, random);
            assertEquals(expected.size(), found.size(), "seed " + seed);
            for (int i = 0; i < found.size(); i++) {
                assertEquals(
                        expected.get(i), found.get(i), "seed %d, %d tasks".formatted(seed, tasks));
            }
        }
    }

    @Test
    void whenEverythingIsTakenBackNothingIsLeft() {
        for (long seed = 1; seed <= 40; seed++) {
            CensusRules rules = SampleCensus.any(new SplittableRandom(seed));
            List<AccountChange> changes = new ArrayList<>();
            int day = OPENING + 300;
            long end = rules.calendar().startOf(day);
            for (Step step : shop(seed, rules)) {
                AccountChange change = step.change();
                changes.add(change);
                changes.add(
                        new AccountChange(
                                end, change.after(), change.before(), negated(change.days())));
            }
            Collections.shuffle(changes, new Random(seed));
            Tally tally = new Tally(rules.calendar());
            Census census = Census.beginning(rules);
            changes.forEach(tally::add);
            tally.take().forEach(census::hear);
            census.passTo(end - 1);
            census.passTo(rules.calendar().startOf(day + 1) - 1);
            assertTrue(census.waiting().isEmpty(), "seed " + seed);
            assertArrayEquals(bytes(new CensusSums()), bytes(census.sums()), "seed " + seed);
        }
    }

    private static byte[] bytes(CensusSums sums) {
        return new TallySheet(0, sums).encode();
    }

    private static List<DayEntry> negated(List<DayEntry> entries) {
        return entries.stream().map(e -> new DayEntry(e.series(), e.day(), -e.delta())).toList();
    }

    @Test
    void theSumsOfAllAccountsAreExactAfterAnyChanges() {
        for (long seed = 1; seed <= 40; seed++) {
            CensusRules rules = SampleCensus.any(new SplittableRandom(seed));
            Map<Integer, Account> accounts = new HashMap<>();
            Tally tally = new Tally(rules.calendar());
            for (Step step : shop(seed, rules)) {
                tally.add(step.change());
                if (step.change().before() != step.change().after()) {
                    accounts.put(step.customer(), step.change().after());
                }
            }
            CensusSums sums = new CensusSums();
            tally.take().forEach(sheet -> sums.addAll(sheet.sums()));
            long spend = 0;
            long expected = 0;
            long clv = 0;
            for (Account account : accounts.values()) {
                spend += account.isBuyer() ? account.spendMinor() : 0;
                expected += account.isBuyer() ? account.expectedSpendMinor() : 0;
                clv += account.isBuyer() ? account.clvMinor() : 0;
            }
            String seeded = "seed " + seed;
            assertEquals(spend, sums.recent.spend.sum() + sums.lapsed.spend.sum(), seeded);
            assertEquals(expected, sums.expected.sum(), seeded);
            assertEquals(clv, sums.clv.sum(), seeded);
            assertEquals(sums.buyers(), sums.clv.count(), seeded);
            assertEquals(sums.buyers(), sums.among(Counted.ALL).orders.total(), seeded);
        }
    }

    @Test
    void aDayIsClosedOnceItIsOverAndNotBefore() {
        CensusRules rules = new SampleCensus().least(1).rules();
        Census census = Census.beginning(rules);
        census.hear(sheet(OPENING, Account.NONE, buyer(OPENING, 1, 500)));
        assertEquals(List.of(), census.passTo(UTC.startOf(OPENING + 1) - 2));
        List<CensusFinding> found = census.passTo(UTC.startOf(OPENING + 1) - 1);
        assertEquals(2, found.size(), found.toString());
        DayFigures figures = SampleCensus.figures(found).get(0);
        assertEquals(OPENING + 1, figures.day());
        assertEquals(1, figures.buyers());
        assertEquals(1, figures.topFifthShare() / 0.2, 1e-9);
        assertEquals(OPENING + 1, UTC.dayOf(SampleCensus.cuts(found).get(0).effectiveFrom()));
        assertEquals(List.of(), census.passTo(UTC.startOf(OPENING + 1)));
    }

    @Test
    void whatIsOfLaterDaysWaitsForThem() {
        Census census = Census.beginning(new SampleCensus().rules());
        census.hear(sheet(OPENING + 2, Account.NONE, buyer(OPENING + 2, 1, 500)));
        census.hear(sheet(OPENING, Account.NONE, buyer(OPENING, 1, 500)));
        List<DayFigures> figures =
                SampleCensus.figures(census.passTo(UTC.startOf(OPENING + 4) - 1));
        assertEquals(
                List.of(OPENING + 1, OPENING + 3),
                figures.stream().map(DayFigures::day).toList(),
                "nothing is told of a day on which nothing changed");
        assertEquals(List.of(1L, 2L), figures.stream().map(DayFigures::buyers).toList());
    }

    @Test
    void whatComesLateCountsFromTheNextDayOn() {
        Census census = Census.beginning(new SampleCensus().rules());
        census.hear(sheet(OPENING, Account.NONE, buyer(OPENING, 1, 500)));
        census.passTo(UTC.startOf(OPENING + 5));
        DayEntry revenue = new DayEntry(DaySeries.REVENUE_MINOR, OPENING + 1, 500);
        census.hear(sheet(OPENING + 1, Account.NONE, buyer(OPENING + 1, 1, 500), revenue));
        assertEquals(List.of(), census.passTo(UTC.startOf(OPENING + 6) - 2));
        List<CensusFinding> found = census.passTo(UTC.startOf(OPENING + 6) - 1);
        DayFigures figures = SampleCensus.figures(found).get(0);
        assertEquals(OPENING + 6, figures.day());
        assertEquals(2, figures.buyers());
        assertEquals(
                500, figures.period().revenueMinor(), "on its own day, which is in the period");
        assertEquals(0, figures.clv().medianMinor());
    }

    @Test
    void churnIsOfThoseWhoWereActiveAtTheStartOfThePeriod() {
        // The period is of 10 days, a purchase makes active for 20.
        Census census = Census.beginning(new SampleCensus().rules());
        Account after = buyer(OPENING, 1, 500);
        census.hear(
                sheet(
                        OPENING,
                        Account.NONE,
                        after,
                        new DayEntry(DaySeries.ACTIVE_CHANGE, OPENING, 1),
                        new DayEntry(DaySeries.ACTIVE_CHANGE, OPENING + 20, -1),
                        new DayEntry(DaySeries.LOST_CHANGE, OPENING, 1),
                        new DayEntry(DaySeries.LOST_CHANGE, OPENING + 20, -1)));
        Map<Integer, DayFigures> byDay = new HashMap<>();
        SampleCensus.figures(census.passTo(UTC.startOf(OPENING + 200)))
                .forEach(day -> byDay.put(day.day(), day));
        assertEquals(0, byDay.get(OPENING + 10).activeAtStart());
        assertEquals(1, byDay.get(OPENING + 11).activeAtStart());
        assertEquals(1, byDay.get(OPENING + 11).lost());
        assertEquals(1, byDay.get(OPENING + 30).lost());
        assertEquals(0, byDay.get(OPENING + 31).activeAtStart());
        int kept = 60 + 10 + 20;
        assertTrue(byDay.containsKey(OPENING + 20 + kept), "the last with a figure of a day");
        assertTrue(!byDay.containsKey(OPENING + 20 + kept + 1), byDay.keySet().toString());
        assertTrue(census.sums().days.isEmpty());
    }

    @Test
    void nothingIsFoundAfterTheBooksAreClosed() {
        long closesAt = UTC.startOf(OPENING + 3);
        Census census = Census.beginning(new SampleCensus().closesAt(closesAt).rules());
        for (int day = OPENING; day < OPENING + 9; day++) {
            census.hear(sheet(day, Account.NONE, buyer(day, 1, 100)));
        }
        List<DayFigures> figures = SampleCensus.figures(census.passTo(Moments.NEVER));
        assertEquals(
                List.of(OPENING + 1, OPENING + 2, OPENING + 3),
                figures.stream().map(DayFigures::day).toList());
        assertEquals(List.of(), census.passTo(Moments.NEVER));
    }

    @Test
    void withoutAnEndTheLastDayIsNotClosed() {
        Census census = Census.beginning(new SampleCensus().rules());
        assertEquals(List.of(), census.passTo(Moments.NEVER));
        census.hear(sheet(OPENING, Account.NONE, buyer(OPENING, 1, 100)));
        assertEquals(List.of(), census.passTo(Moments.NEVER));
        census.hear(sheet(OPENING + 2, Account.NONE, buyer(OPENING + 2, 1, 100)));
        List<DayFigures> figures = SampleCensus.figures(census.passTo(Moments.NEVER));
        assertEquals(List.of(OPENING + 1), figures.stream().map(DayFigures::day).toList());
    }

    @Test
    void centuriesInOneStepTakeNoTime() {
        CensusRules rules =
                new SampleCensus()
                        .calendar(new DayCalendar(ZoneId.of("Europe/Berlin")))
                        .among(Counted.ALL)
                        .tolerance(0.1)
                        .every(7)
                        .rules();
        SplittableRandom random = new SplittableRandom(5);
        Tally tally = new Tally(rules.calendar());
        IntStream.range(0, 50_000)
                .mapToObj(
                        i -> buyer(OPENING - random.nextInt(900), i % 40, random.nextInt(1 << 24)))
                .map(a -> new AccountChange(UTC.startOf(OPENING), Account.NONE, a, List.of()))
                .forEach(tally::add);
        Census census = Census.beginning(rules);
        tally.take().forEach(census::hear);
        int days = 50_000;
        List<CensusFinding> found =
                assertTimeout(
                        Duration.ofSeconds(10),
                        () -> census.passTo(rules.calendar().startOf(OPENING + days)));
        assertEquals(1, SampleCensus.figures(found).size());
        List<CutPoints> cuts = SampleCensus.cuts(found);
        assertEquals(days / 7 + 1, cuts.size(), "weeks that begin");
        long moved = cuts.get(1).recencyDays().get(0) - cuts.get(0).recencyDays().get(0);
        assertEquals(7, moved, "time moves recency by itself");
        assertEquals(cuts.get(0).spendMinor(), cuts.get(cuts.size() - 1).spendMinor());
    }
}
