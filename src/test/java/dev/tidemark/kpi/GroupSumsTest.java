package dev.tidemark.kpi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.Account;
import dev.tidemark.model.AccountChange;
import dev.tidemark.model.KpiValue;
import dev.tidemark.model.Quadrant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GroupSumsTest {
    private static final List<String> ATTRIBUTES = List.of("country", "acquisitionSource");
    private static final int CUSTOMERS = 200;

    private final GroupSums sums = new GroupSums(ATTRIBUTES);
    private final Ledger ledger = new Ledger();

    private static AccountChange change(Account before, Account after) {
        return new AccountChange(0, before, after, List.of());
    }

    private void happens(Account before, Account after) {
        sums.add(change(before, after));
        sums.takeEntries().forEach(ledger::add);
    }

    /** One who bought twice in the window and is at risk of more. */
    private static Account buyer(Quadrant quadrant, List<String> groups) {
        return new Account(
                true, quadrant, groups, 19_000, 19_100, 2, 5_000, 7_000, 3_000, 2_500, true, 40, 9,
                4, 700);
    }

    @Test
    void whatACustomerCountsForIsInEachOfTheirGroups() {
        happens(Account.NONE, buyer(Quadrant.HIGH_VALUE, List.of("CZ", "")));
        for (String[] group :
                new String[][] {
                    {"all", "all"},
                    {"matrix", "High-Value"},
                    {"country", "CZ"},
                    {"acquisitionSource", "unknown"}
                }) {
            assertEquals(1, ledger.total(Kpi.GROUP_CUSTOMERS, group), group[1]);
            assertEquals(1, ledger.total(Kpi.BUYERS, group), group[1]);
            assertEquals(1, ledger.total(Kpi.ACTIVE_CUSTOMERS, group), group[1]);
            assertEquals(1, ledger.total(Kpi.REPEAT_CUSTOMERS, group), group[1]);
            assertEquals(7_000, ledger.total(Kpi.REVENUE_MINOR, group), group[1]);
            assertEquals(5_000, ledger.total(Kpi.WINDOW_REVENUE_MINOR, group), group[1]);
            assertEquals(2, ledger.total(Kpi.WINDOW_ORDERS, group), group[1]);
            assertEquals(3_000, ledger.total(Kpi.EXPECTED_SPEND_MINOR, group), group[1]);
            assertEquals(2_500, ledger.total(Kpi.CLV_MINOR, group), group[1]);
            assertEquals(3_000, ledger.total(Kpi.REVENUE_AT_RISK_MINOR, group), group[1]);
            assertEquals(1, ledger.total(Kpi.AT_RISK_CUSTOMERS, group), group[1]);
            assertEquals(40, ledger.total(Kpi.ENGAGEMENT_POINTS, group), group[1]);
            assertEquals(1, ledger.total(Kpi.NPS_PROMOTERS, group), group[1]);
            assertEquals(0, ledger.total(Kpi.NPS_DETRACTORS, group), group[1]);
            assertEquals(1, ledger.total(Kpi.NPS_ANSWERS, group), group[1]);
            assertEquals(4, ledger.total(Kpi.CSAT_POINTS, group), group[1]);
            assertEquals(1, ledger.total(Kpi.CSAT_ANSWERS, group), group[1]);
            assertEquals(700, ledger.total(Kpi.ACQUISITION_COST_MINOR, group), group[1]);
        }
    }

    @Test
    void whatDoesNotChangeMakesNoEntry() {
        Account buyer = buyer(Quadrant.HIGH_VALUE, List.of("CZ", "search"));
        sums.add(change(buyer, buyer));
        sums.add(change(Account.NONE, Account.NONE));
        assertEquals(List.of(), sums.takeEntries());
        sums.add(change(Account.NONE, buyer));
        assertFalse(sums.takeEntries().isEmpty());
        assertEquals(List.of(), sums.takeEntries(), "taken once");
    }

    @Test
    void whoMovesToAnotherQuadrantLeavesTheOtherGroupsAlone() {
        List<String> groups = List.of("CZ", "search");
        sums.add(change(buyer(Quadrant.HIGH_VALUE, groups), buyer(Quadrant.LOW_VALUE, groups)));
        List<KpiValue> entries = sums.takeEntries();
        assertTrue(entries.stream().allMatch(e -> e.labels().get(0).equals("matrix")));
        assertTrue(entries.contains(Kpi.REVENUE_MINOR.of(-7_000, "matrix", "High-Value")));
        assertTrue(entries.contains(Kpi.REVENUE_MINOR.of(7_000, "matrix", "Low-Value")));
    }

    @Test
    void whoGivesAnotherCountryTakesEverythingAlong() {
        Account from = buyer(Quadrant.HIGH_VALUE, List.of("CZ", "search"));
        Account to = buyer(Quadrant.HIGH_VALUE, List.of("DE", "search"));
        happens(Account.NONE, from);
        happens(from, to);
        assertEquals(0, ledger.total(Kpi.CLV_MINOR, "country", "CZ"));
        assertEquals(2_500, ledger.total(Kpi.CLV_MINOR, "country", "DE"));
        assertEquals(2_500, ledger.total(Kpi.CLV_MINOR, "acquisitionSource", "search"));
        assertEquals(1, ledger.total(Kpi.GROUP_CUSTOMERS, "all", "all"));
    }

    @Test
    void whoIsErasedLeavesNothing() {
        Account buyer = buyer(Quadrant.HIGH_VALUE, List.of("", "search"));
        happens(Account.NONE, buyer);
        happens(buyer, Account.NONE);
        assertTrue(ledger.totals().stream().allMatch(total -> total.value() == 0));
    }

    @Test
    void manyValuesAreASignToTakeTheSumsEarly() {
        for (int i = 0; i < GroupSums.MOST_GROUPS; i++) {
            Account buyer = buyer(Quadrant.LOW_VALUE, List.of("CZ", "click " + i));
            sums.add(change(Account.NONE, buyer));
        }
        assertFalse(sums.isFull());
        Account another = buyer(Quadrant.LOW_VALUE, List.of("CZ", "one more"));
        sums.add(change(Account.NONE, another));
        assertTrue(sums.isFull());
        sums.takeEntries();
        assertFalse(sums.isFull());
    }

    /** Whatever happens on the way, the ledger holds the sums over the accounts as they stand. */
    @Test
    void theSumsAreThoseOfTheAccountsThatStand() {
        for (long seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            AnyAccounts any = new AnyAccounts(random);
            Account[] accounts = new Account[CUSTOMERS];
            Arrays.fill(accounts, Account.NONE);
            GroupSums somewhere = new GroupSums(ATTRIBUTES);
            Ledger books = new Ledger();
            for (int i = 0; i < 3_000; i++) {
                int who = random.nextInt(CUSTOMERS);
                Account after = any.next();
                somewhere.add(change(accounts[who], after));
                accounts[who] = after;
                if (random.nextInt(100) == 0) {
                    somewhere.takeEntries().forEach(books::add);
                }
            }
            somewhere.takeEntries().forEach(books::add);
            compare(books, List.of(accounts), "seed " + seed);
        }
    }

    private static void compare(Ledger books, List<Account> accounts, String where) {
        List<Account> known = accounts.stream().filter(Account::known).toList();
        compare(books, "all", known, account -> "all", where);
        compare(books, "matrix", known, account -> account.quadrant().label(), where);
        compare(books, "country", known, account -> named(account.groups().get(0)), where);
        compare(books, "acquisitionSource", known, a -> named(a.groups().get(1)), where);
    }

    private static String named(String value) {
        return value.isEmpty() ? "unknown" : value;
    }

    private static void compare(
            Ledger books,
            String by,
            List<Account> accounts,
            Function<Account, String> group,
            String where) {
        var groups = accounts.stream().collect(Collectors.groupingBy(group));
        groups.forEach(
                (label, members) -> {
                    List<Object> expected = new ArrayList<>();
                    List<Object> actual = new ArrayList<>();
                    for (Kpi kpi : MEASURED) {
                        long sum = members.stream().mapToLong(measure(kpi)).sum();
                        expected.add(kpi + "=" + sum);
                        actual.add(kpi + "=" + books.total(kpi, by, label));
                    }
                    assertEquals(expected, actual, by + " " + label + ", " + where);
                });
        Set<String> lines = new HashSet<>();
        for (KpiValue total : books.totals()) {
            if (total.labels().get(0).equals(by) && total.value() != 0) {
                lines.add(total.labels().get(1));
            }
        }
        assertTrue(groups.keySet().containsAll(lines), by + " " + lines + ", " + where);
    }

    private static final List<Kpi> MEASURED =
            List.of(
                    Kpi.GROUP_CUSTOMERS,
                    Kpi.BUYERS,
                    Kpi.ACTIVE_CUSTOMERS,
                    Kpi.REPEAT_CUSTOMERS,
                    Kpi.REVENUE_MINOR,
                    Kpi.WINDOW_REVENUE_MINOR,
                    Kpi.WINDOW_ORDERS,
                    Kpi.EXPECTED_SPEND_MINOR,
                    Kpi.CLV_MINOR,
                    Kpi.REVENUE_AT_RISK_MINOR,
                    Kpi.AT_RISK_CUSTOMERS,
                    Kpi.ENGAGEMENT_POINTS,
                    Kpi.NPS_PROMOTERS,
                    Kpi.NPS_DETRACTORS,
                    Kpi.NPS_ANSWERS,
                    Kpi.CSAT_POINTS,
                    Kpi.CSAT_ANSWERS,
                    Kpi.ACQUISITION_COST_MINOR);

    private static ToLongFunction<Account> measure(Kpi kpi) {
        return switch (kpi) {
            case GROUP_CUSTOMERS -> a -> 1;
            case BUYERS -> a -> a.lastDay() == Account.NO_DAY ? 0 : 1;
            case ACTIVE_CUSTOMERS -> a -> a.orders() >= 1 ? 1 : 0;
            case REPEAT_CUSTOMERS -> a -> a.orders() >= 2 ? 1 : 0;
            case REVENUE_MINOR -> Account::revenueMinor;
            case WINDOW_REVENUE_MINOR -> Account::spendMinor;
            case WINDOW_ORDERS -> Account::orders;
            case EXPECTED_SPEND_MINOR -> Account::expectedSpendMinor;
            case CLV_MINOR -> Account::clvMinor;
            case REVENUE_AT_RISK_MINOR -> a -> a.atRisk() ? a.expectedSpendMinor() : 0;
            case AT_RISK_CUSTOMERS -> a -> a.atRisk() ? 1 : 0;
            case ENGAGEMENT_POINTS -> Account::engagement;
            case NPS_PROMOTERS -> a -> a.nps() > 8 ? 1 : 0;
            case NPS_DETRACTORS -> a -> a.nps() >= 0 && a.nps() < 7 ? 1 : 0;
            case NPS_ANSWERS -> a -> a.nps() == -1 ? 0 : 1;
            case CSAT_POINTS -> a -> a.csat() == -1 ? 0 : a.csat();
            case CSAT_ANSWERS -> a -> a.csat() == -1 ? 0 : 1;
            case ACQUISITION_COST_MINOR -> Account::acquisitionCostMinor;
            default -> throw new IllegalArgumentException(kpi.wireName());
        };
    }
}
