package dev.tidemark.scoring.population;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.Account;
import dev.tidemark.model.AccountChange;
import dev.tidemark.model.CutPoints;
import dev.tidemark.scoring.DayCalendar;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When versions of the cut points are made, and what they are called. */
class CutScheduleTest {
    private static final DayCalendar UTC = SampleCensus.UTC;
    private static final int OPENING = CountedShop.OPENING;
    private static final int KEPT = 1_000;

    /** A hundred who spent 100, 200 … 10,000 and last bought so many days before the opening. */
    private static List<Account> hundred() {
        List<Account> accounts = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            accounts.add(buyer(OPENING - i, 1 + i % 10, 100L * i));
        }
        return accounts;
    }

    private static Account buyer(int lastDay, int orders, long spendMinor) {
        return CountedShop.account(true, lastDay, lastDay, orders, spendMinor, spendMinor);
    }

    private static void hear(Census census, int day, List<Account> before, List<Account> after) {
        Tally tally = new Tally(UTC);
        for (int i = 0; i < after.size(); i++) {
            Account was = before.isEmpty() ? Account.NONE : before.get(i);
            tally.add(new AccountChange(UTC.startOf(day), was, after.get(i), List.of()));
        }
        tally.take().forEach(census::hear);
    }

    private static List<CutPoints> pass(Census census, int day) {
        return SampleCensus.cuts(census.passTo(UTC.startOf(day) - 1));
    }

    private static List<Integer> days(List<CutPoints> cuts) {
        return cuts.stream().map(c -> UTC.dayOf(c.effectiveFrom()) - OPENING).toList();
    }

    private static Census opened(SampleCensus rules) {
        Census census = Census.beginning(rules.among(Counted.ALL).window(KEPT).rules());
        hear(census, OPENING, List.of(), hundred());
        return census;
    }

    @Test
    void thePopulationIsCutIntoFifths() {
        CutPoints cuts = pass(opened(new SampleCensus()), OPENING + 1).get(0);
        assertEquals(100, cuts.customers());
        // Of a hundred different ones the first twenty rank under a fifth.
        assertEquals(List.of(20L, 40L, 60L, 80L), cuts.recencyDays());
        assertEquals(List.of(3L, 5L, 7L, 9L), cuts.orders());
        assertEquals(List.of(2_100L, 4_100L, 6_100L, 8_100L), cuts.spendMinor());
        assertEquals(List.of(4_500L, 2_200L), cuts.abcMinor());
        assertEquals(4_500, cuts.highSpendMinor());
        assertEquals(4_500, cuts.highExpectedMinor());
        assertEquals(56, cuts.significantCustomers());
    }

    @Test
    void theyMayBeThirdsAndRecencyFixed() {
        SampleCensus rules = new SampleCensus().scores(3).recency(30L, 90L);
        CutPoints cuts = pass(opened(rules.abc(AbcBasis.CUSTOMERS, 0.1, 0.3)), OPENING + 1).get(0);
        assertEquals(List.of(30L, 90L), cuts.recencyDays());
        assertEquals(List.of(3_400L, 6_800L), cuts.spendMinor());
        assertEquals(List.of(9_100L, 7_100L), cuts.abcMinor(), "a tenth, and three");
    }

    @Test
    void onlyTheOrdersWithinTheWindowMakeACustomerCount() {
        Census census = Census.beginning(new SampleCensus().rules());
        List<Account> accounts = hundred();
        accounts.addAll(List.of(buyer(OPENING - 500, 0, 0), buyer(OPENING - 700, 0, 0)));
        accounts.add(CountedShop.account(true, Account.NO_DAY, Account.NO_DAY, 0, 0, 0));
        hear(census, OPENING, List.of(), accounts);
        List<CensusFinding> found = census.passTo(UTC.startOf(OPENING + 1) - 1);
        assertEquals(100, SampleCensus.cuts(found).get(0).customers());
        assertEquals(102, SampleCensus.figures(found).get(0).buyers());
        assertEquals(103, SampleCensus.figures(found).get(0).customers());
    }

    @Test
    void aVersionIsMadeEachSoManyDaysIfAnythingIsDifferent() {
        Census census = opened(new SampleCensus().every(7));
        assertEquals(List.of(1, 8, 15), days(pass(census, OPENING + 20)), "recency moves");
        Census fixed = opened(new SampleCensus().every(7).recency(10L, 20L, 30L, 40L));
        assertEquals(List.of(1), days(pass(fixed, OPENING + 20)), "nothing is different");
        List<Account> richer = new ArrayList<>(hundred());
        richer.set(99, buyer(OPENING, 1, 1_000_000));
        hear(fixed, OPENING + 20, hundred(), richer);
        assertEquals(List.of(22), days(pass(fixed, OPENING + 40)), "on its day");
    }

    @Test
    void itIsMadeEarlierOnceALimitHasMovedFar() {
        SampleCensus rules = new SampleCensus().every(30).recency(10L, 20L, 30L, 40L);
        Census census = opened(rules.tolerance(0.05));
        assertEquals(List.of(1), days(pass(census, OPENING + 3)));
        List<Account> little = hundred().stream().map(a -> spending(a, 104)).toList();
        hear(census, OPENING + 3, hundred(), little);
        assertEquals(List.of(), pass(census, OPENING + 5), "by less than a twentieth");
        hear(census, OPENING + 5, little, hundred().stream().map(a -> spending(a, 106)).toList());
        List<CutPoints> cuts = pass(census, OPENING + 60);
        assertEquals(List.of(6), days(cuts), "and not again when it has not moved");
        assertEquals(2_226, cuts.get(0).spendMinor().get(0), 12);
    }

    private static Account spending(Account account, int percent) {
        return buyer(account.lastDay(), account.orders(), account.spendMinor() * percent / 100);
    }

    @Test
    void recencyMovesByMoreThanADayBeforeItIsFar() {
        // The first limit is 20 days: a tenth of it is two.
        Census census = opened(new SampleCensus().every(100).tolerance(0.1));
        assertEquals(List.of(1, 4, 7, 10, 13, 17), days(pass(census, OPENING + 19)));
        Census still = opened(new SampleCensus().every(100).tolerance(0));
        assertEquals(List.of(1, 3, 5), days(pass(still, OPENING + 6)));
    }

    @Test
    void theFirstIsMadeAsSoonAsThereAreEnough() {
        Census census = opened(new SampleCensus().least(150).every(7));
        assertEquals(List.of(), pass(census, OPENING + 10));
        hear(census, OPENING + 10, List.of(), hundred());
        List<CutPoints> cuts = pass(census, OPENING + 19);
        assertEquals(List.of(11, 18), days(cuts));
        assertEquals(200, cuts.get(0).customers());
        hear(census, OPENING + 19, hundred(), hundred().stream().map(a -> Account.NONE).toList());
        assertEquals(List.of(), pass(census, OPENING + 60), "none is made of too few");
    }

    @Test
    void noneIsMadeIfTheyAreFixed() {
        Census census = opened(new SampleCensus().every(0));
        assertEquals(List.of(), pass(census, OPENING + 10));
        assertTrue(census.newest().isEmpty());
    }

    @Test
    void itIsInForceSomeTimeAfterTheDayBegins() {
        Census census = opened(new SampleCensus().lead(90_000));
        CutPoints cuts = pass(census, OPENING + 1).get(0);
        assertEquals(UTC.startOf(OPENING + 1) + 90_000, cuts.effectiveFrom());
        assertEquals(cuts, census.newest().orElseThrow());
    }

    @Test
    void itsNameIsItsDayAndFollowsFromItsLimits() {
        CutPoints one = pass(opened(new SampleCensus()), OPENING + 1).get(0);
        CutPoints same = pass(opened(new SampleCensus()), OPENING + 1).get(0);
        CutPoints other = pass(opened(new SampleCensus().scores(3)), OPENING + 1).get(0);
        assertTrue(one.version().matches("cut-2024-10-05-[0-9a-f]{8}"), one.version());
        assertEquals(one, same);
        assertNotEquals(one.version(), other.version());
        assertEquals(one.version().substring(0, 15), other.version().substring(0, 15));
    }

    @Test
    void whenTheScoresAreConfiguredAnewAVersionIsMadeAtOnce() {
        Census census = opened(new SampleCensus().every(30));
        pass(census, OPENING + 3);
        CensusRules thirds =
                new SampleCensus().among(Counted.ALL).window(KEPT).every(30).scores(3).rules();
        Census resumed = Census.resuming(thirds, census.notes());
        List<CutPoints> cuts = pass(resumed, OPENING + 5);
        assertEquals(List.of(4), days(cuts));
        assertEquals(2, cuts.get(0).orders().size());
    }

    @Test
    void whoeverIsOnTheLastDayWithMostOthersIsNotTheMostRecent() {
        Census census = Census.beginning(new SampleCensus().rules());
        List<Account> same = hundred().stream().map(a -> buyer(OPENING, 1, 0)).toList();
        hear(census, OPENING, List.of(), same);
        CutPoints cuts = pass(census, OPENING + 1).get(0);
        assertEquals(List.of(-1L, -1L, 0L, 0L), cuts.recencyDays(), "all have 3");
        assertEquals(List.of(1L, 1L, 2L, 2L), cuts.orders());
        assertEquals(List.of(0L, 0L, 1L, 1L), cuts.spendMinor());
        assertEquals(1, cuts.highSpendMinor(), "who has spent nothing is not of high value");
        assertEquals(0, cuts.significantCustomers());
    }

    @Test
    void rulesThatCannotBeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new SampleCensus().scores(1).rules());
        assertThrows(IllegalArgumentException.class, () -> new SampleCensus().least(0).rules());
        assertThrows(IllegalArgumentException.class, () -> new SampleCensus().window(0).rules());
        assertThrows(
                IllegalArgumentException.class, () -> new SampleCensus().recency(1L, 2L).rules());
        assertThrows(
                IllegalArgumentException.class,
                () -> new SampleCensus().abc(AbcBasis.REVENUE, 0.9, 0.8).rules());
        assertThrows(
                IllegalArgumentException.class,
                () -> new SampleCensus().tolerance(Double.NaN).rules());
    }
}
