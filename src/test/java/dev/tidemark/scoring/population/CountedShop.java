package dev.tidemark.scoring.population;

import dev.tidemark.model.Account;
import dev.tidemark.model.AccountChange;
import dev.tidemark.model.DayEntry;
import dev.tidemark.model.DaySeries;
import dev.tidemark.model.Quadrant;
import dev.tidemark.scoring.DayCalendar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What the decisions of a made-up shop change, in the order of time: customers come, buy, take back
 * what they bought, fall out of the window, are merged and erased; some only look. Figures by day
 * change at random, of days long past and of days to come.
 */
final class CountedShop {
    static final int OPENING = 20_000;

    /** A change, and of whom. */
    record Step(int customer, AccountChange change) {
        long at() {
            return change.at();
        }
    }

    private static final long[] PRICES = {999, 1_000, 1_200, 2_495, 4_999, 12_900};

    private final SplittableRandom random;
    private final DayCalendar calendar;
    private final Account[] accounts;
    private final List<Step> steps = new ArrayList<>();
    private final boolean hasPrices;
    private long at;

    CountedShop(long seed, DayCalendar calendar, int customers, int days) {
        this.random = new SplittableRandom(seed);
        this.calendar = calendar;
        this.accounts = new Account[customers];
        this.hasPrices = random.nextInt(3) == 0;
        Arrays.fill(accounts, Account.NONE);
        at = calendar.startOf(OPENING) + random.nextLong(DayCalendar.DAY_MILLIS);
        long end = calendar.startOf(OPENING + days);
        while (at < end) {
            step(random.nextInt(customers));
            boolean pause = random.nextInt(150) == 0;
            at += random.nextLong(DayCalendar.DAY_MILLIS / 3);
            at += pause ? random.nextLong(60) * DayCalendar.DAY_MILLIS : 0;
        }
    }

    List<Step> steps() {
        return steps;
    }

    private void step(int customer) {
        Account account = accounts[customer];
        int kind = random.nextInt(20);
        if (kind < 10) {
            change(customer, bought(account), List.of(entry(), entry()));
        } else if (kind < 12 && account.orders() > 0) {
            change(customer, takenBack(account), List.of(entry()));
        } else if (kind < 14 && account.isBuyer()) {
            change(customer, account(account, 0, 0), List.of());
        } else if (kind == 14) {
            change(customer, Account.NONE, List.of(entry(), entry(), entry()));
        } else if (kind == 15) {
            merge(customer, random.nextInt(accounts.length));
        } else if (kind == 16) {
            steps.add(
                    new Step(
                            customer,
                            new AccountChange(at, Account.NONE, Account.NONE, List.of(entry()))));
        } else if (account.known()) {
            change(customer, account(account, account.orders(), account.spendMinor()), List.of());
        } else {
            change(customer, prospect(), List.of());
        }
    }

    private void merge(int from, int into) {
        Account one = accounts[from];
        Account other = accounts[into];
        if (from != into && one.isBuyer() && other.isBuyer()) {
            int lastDay = Math.max(one.lastDay(), other.lastDay());
            int firstDay = Math.min(one.firstDay(), other.firstDay());
            int orders = one.orders() + other.orders();
            change(from, Account.NONE, List.of(entry()));
            change(
                    into,
                    buyer(firstDay, lastDay, orders, one.spendMinor() + other.spendMinor()),
                    List.of(entry()));
        }
    }

    private void change(int customer, Account after, List<DayEntry> days) {
        steps.add(new Step(customer, new AccountChange(at, accounts[customer], after, days)));
        accounts[customer] = after;
    }

    private Account bought(Account before) {
        int today = calendar.dayOf(at);
        int firstDay = before.isBuyer() ? before.firstDay() : today;
        return buyer(firstDay, today, before.orders() + 1, before.spendMinor() + amount());
    }

    private Account takenBack(Account before) {
        boolean all = random.nextInt(4) == 0;
        return all
                ? prospect()
                : account(before, before.orders() - 1, random.nextLong(before.spendMinor() + 1));
    }

    private Account account(Account before, int orders, long spendMinor) {
        return before.isBuyer()
                ? buyer(before.firstDay(), before.lastDay(), orders, spendMinor)
                : prospect();
    }

    private long amount() {
        return hasPrices
                ? PRICES[random.nextInt(PRICES.length)]
                : random.nextLong(1L << 4 + random.nextInt(20));
    }

    private Account buyer(int firstDay, int lastDay, int orders, long spendMinor) {
        return account(true, firstDay, lastDay, orders, spendMinor, amount() * random.nextInt(4));
    }

    private Account prospect() {
        return account(true, Account.NO_DAY, Account.NO_DAY, 0, 0, random.nextInt(900));
    }

    static Account account(
            boolean known, int firstDay, int lastDay, int orders, long spendMinor, long expected) {
        return new Account(
                known,
                Quadrant.LOW_VALUE,
                List.of(),
                firstDay,
                lastDay,
                orders,
                spendMinor,
                spendMinor,
                expected,
                expected / 2,
                false,
                0,
                -1,
                -1,
                0);
    }

    private DayEntry entry() {
        DaySeries series = DaySeries.values()[random.nextInt(DaySeries.values().length)];
        int today = calendar.dayOf(at);
        int day =
                switch (random.nextInt(4)) {
                    case 0 -> today;
                    case 1 -> today + random.nextInt(30);
                    default -> today - random.nextInt(random.nextInt(4) == 0 ? 500 : 40);
                };
        return new DayEntry(series, day, random.nextLong(-500, 1_000));
    }
}
