package dev.tidemark.scoring.population;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.Account;
import dev.tidemark.model.CutPoints;
import dev.tidemark.model.DayEntry;
import dev.tidemark.model.DaySeries;
import dev.tidemark.scoring.population.CountedShop.Step;
import dev.tidemark.stats.TopShare;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * What a census should find at the beginning of a day, from the account of each customer, one by
 * one: written apart from it, and slow.
 */
record PlainCensus(CensusRules rules, int day, List<Account> accounts, List<DayEntry> entries) {

    /** Of all that was decided before a day. */
    static PlainCensus of(CensusRules rules, List<Step> steps, int day) {
        Map<Integer, Account> accounts = new TreeMap<>();
        List<DayEntry> entries = new ArrayList<>();
        for (Step step : steps) {
            if (rules.calendar().dayOf(step.at()) < day) {
                boolean ofSomebody = step.change().before() != step.change().after();
                if (ofSomebody) {
                    accounts.put(step.customer(), step.change().after());
                }
                entries.addAll(step.change().days());
            }
        }
        return new PlainCensus(rules, day, List.copyOf(accounts.values()), entries);
    }

    private List<Account> buyers() {
        return accounts.stream().filter(Account::isBuyer).toList();
    }

    List<Account> counted() {
        boolean all = rules.cuts().counted() == Counted.ALL;
        return buyers().stream().filter(account -> all || account.orders() > 0).toList();
    }

    private static long[] sorted(List<Account> accounts, ToLongFunction<Account> of) {
        return accounts.stream().mapToLong(of).sorted().toArray();
    }

    /** The score of a value among others: one and the scores' part of the mid-rank. */
    private int score(long value, long[] all) {
        int below = 0;
        int equal = 0;
        for (long other : all) {
            below += other < value ? 1 : 0;
            equal += other == value ? 1 : 0;
        }
        return 1 + (int) Math.floor(rules.cuts().scores() * (below + equal / 2.0) / all.length);
    }

    /** Everybody who counts has the scores that the cut points give. */
    void assertScores(CutPoints cuts, String message) {
        List<Account> counted = counted();
        long[] last = sorted(counted, Account::lastDay);
        long[] orders = sorted(counted, Account::orders);
        long[] spend = sorted(counted, Account::spendMinor);
        assertEquals(counted.size(), cuts.customers(), message);
        int top = rules.cuts().scores();
        for (Account account : counted) {
            long recency = day - 1 - account.lastDay();
            long over = cuts.recencyDays().stream().filter(limit -> recency > limit).count();
            assertEquals(score(account.lastDay(), last), top - over, message + " r");
            long f = 1 + reached(cuts.orders(), account.orders());
            assertEquals(score(account.orders(), orders), f, message + " f");
        }
        for (int k = 1; k < top; k++) {
            assertNear(exact(spend, k), cuts.spendMinor().get(k - 1), spend, message + " m");
            assertEquals(exact(orders, k), cuts.orders().get(k - 1), message + " limit of f " + k);
            assertEquals(
                    day - 1 - exact(last, k),
                    cuts.recencyDays().get(top - 1 - k),
                    message + " limit of r " + k);
        }
    }

    private static long reached(List<Long> limits, long value) {
        return limits.stream().filter(limit -> value >= limit).count();
    }

    /** The smallest value that scores over k; one more than the largest if none does. */
    private long exact(long[] sorted, int k) {
        for (long value : sorted) {
            if (score(value, sorted) > k) {
                return value;
            }
        }
        return sorted[sorted.length - 1] + 1;
    }

    private static void assertNear(long exact, long found, long[] sorted, String message) {
        boolean near = Math.abs(found - exact) <= 0.01 * exact;
        long between = 0;
        for (long value : sorted) {
            between += value >= Math.min(found, exact) && value < Math.max(found, exact) ? 1 : 0;
        }
        assertTrue(near || between == 0, "%s: %d, not %d".formatted(message, found, exact));
    }

    /** The limits of value are within half a percent, and those who have them make the share. */
    void assertShares(CutPoints cuts, String message) {
        long[] spend = sorted(counted(), Account::spendMinor);
        long[] expected = sorted(buyers(), Account::expectedSpendMinor);
        CutRules cut = rules.cuts();
        assertMakes(spend, cut.revenueShare(), cuts.highSpendMinor(), message + " high spend");
        assertMakes(expected, cut.expectedShare(), cuts.highExpectedMinor(), message);
        long significant = 0;
        for (long value : spend) {
            significant += value >= cuts.highSpendMinor() ? 1 : 0;
        }
        assertEquals(significant, cuts.significantCustomers(), message);
        if (cut.abcBasis() == AbcBasis.REVENUE) {
            assertMakes(spend, cut.abcShareA(), cuts.abcMinor().get(0), message + " A");
            assertMakes(spend, cut.abcShareB(), cuts.abcMinor().get(1), message + " B");
        }
    }

    private static void assertMakes(long[] sorted, double share, long found, String message) {
        long sum = 0;
        for (long value : sorted) {
            sum += value;
        }
        long exact = 1;
        long made = 0;
        for (int i = sorted.length - 1; i >= 0 && sorted[i] > 0; i--) {
            made += sorted[i];
            exact = sorted[i];
            if (made >= share * sum) {
                break;
            }
        }
        String numbers = "%s: %d, not %d".formatted(message, found, exact);
        assertTrue(found <= exact && found >= 0.995 * exact - 1, numbers);
    }

    void assertFigures(DayFigures found, String message) {
        assertEquals(day, found.day(), message);
        assertEquals(window(rules.periodDays()), found.period(), message);
        assertEquals(window(rules.windowDays()), found.window(), message);
        int start = day - rules.periodDays() - 1;
        int ever = Integer.MIN_VALUE;
        assertEquals(sum(DaySeries.ACTIVE_CHANGE, ever, start), found.activeAtStart(), message);
        assertEquals(sum(DaySeries.LOST_CHANGE, ever, start), found.lost(), message);
        long known = accounts.stream().filter(Account::known).count();
        assertEquals(known, found.customers(), message);
        assertEquals(buyers().size(), found.buyers(), message);
        double[] spend = counted().stream().mapToDouble(Account::spendMinor).toArray();
        double top = TopShare.of(spend, spend).captured(0.2);
        assertEquals(top, found.topFifthShare(), 0.005, message);
        long[] clv = sorted(buyers(), Account::clvMinor);
        assertQuantile(clv, 0.1, found.clv().p10Minor(), message);
        assertQuantile(clv, 0.5, found.clv().medianMinor(), message);
        assertQuantile(clv, 0.9, found.clv().p90Minor(), message);
    }

    private static void assertQuantile(long[] sorted, double share, long found, String message) {
        int rank = Math.max(1, (int) Math.ceil(share * sorted.length));
        long exact = sorted.length == 0 ? 0 : sorted[rank - 1];
        assertEquals(exact, found, 0.005 * exact + 0.5, message);
    }

    private DayFigures.Window window(int days) {
        int first = day - days;
        int last = day - 1;
        return new DayFigures.Window(
                days,
                sum(DaySeries.REVENUE_MINOR, first, last),
                sum(DaySeries.ORDERS, first, last),
                sum(DaySeries.NEW_CUSTOMERS, first, last),
                sum(DaySeries.CAMPAIGN_COST_MINOR, first, last));
    }

    private long sum(DaySeries series, int firstDay, int lastDay) {
        return entries.stream()
                .filter(entry -> entry.series() == series)
                .filter(entry -> entry.day() >= firstDay && entry.day() <= lastDay)
                .mapToLong(DayEntry::delta)
                .sum();
    }
}
