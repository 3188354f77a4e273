package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.DayEntry;
import dev.tidemark.model.DaySeries;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The diary of many customers against a plain count of what each of them has bought in the end,
 * whatever happened on the way: refunds, late orders and restatements, backfills after a pause,
 * merges, erasures.
 */
class DiaryOfManyTest {
    private static final int STORIES = 300;
    private static final int ACTIVE = 25;
    private static final int PERIOD = 20;

    private final Map<DaySeries, TreeMap<Integer, Long>> entered = new EnumMap<>(DaySeries.class);
    private int erased;
    private int merged;
    private int forgetful;

    /** One who buys. */
    private static final class Someone {
        private CustomerHistory history = CustomerHistory.unknown();
        private int today = Integer.MIN_VALUE;
    }

    @ParameterizedTest
    @EnumSource
    void whatIsEnteredIsWhatWasBought(OrderLines lines) {
        Rules rules =
                new SampleRules()
                        .windowDays(60)
                        .orderLines(lines)
                        .memory(12, 90, 5, 48, 6)
                        .zone("America/Sao_Paulo")
                        .build();
        PurchaseDiary diary = new PurchaseDiary(rules.dayMemory(), ACTIVE, PERIOD);
        int figures = 0;
        for (long seed = 0; seed < STORIES; seed++) {
            entered.clear();
            List<Someone> people = story(new SplittableRandom(seed), seed, rules, diary);
            int bound = people.stream().mapToInt(p -> diary.firstDay(p.today)).max().getAsInt();
            figures += compare(people, bound, lines + ", seed " + seed);
        }
        assertTrue(figures > 10 * STORIES, figures + " figures other than 0");
        assertTrue(erased > STORIES / 10, erased + " erased");
        assertTrue(merged > STORIES / 10, merged + " merged");
        assertTrue(forgetful > STORIES / 2, forgetful + " forgot something");
    }

    private List<Someone> story(
            SplittableRandom random, long seed, Rules rules, PurchaseDiary diary) {
        CustomerScorer scorer = new CustomerScorer(rules);
        List<Someone> people = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Someone someone = new Someone();
            people.add(someone);
            // Of one time, so that the days of several can be added up.
            RandomEvents events = new RandomEvents(1_000 * (seed % 50) + 7, rules);
            int skipped = random.nextInt(20);
            List<CustomerEvent> told = events.next(skipped + 60);
            for (CustomerEvent event : told.subList(skipped, told.size())) {
                happens(someone, scorer.onEvent(someone.history, event), rules, diary);
                if (random.nextInt(150) == 0) {
                    become(someone, CustomerHistory.unknown(), someone.today, diary);
                    erased++;
                }
            }
        }
        if (random.nextInt(3) == 0) {
            merge(people.get(0), people.get(1), rules, diary);
            RandomEvents more = new RandomEvents(seed + 1_000_000, rules);
            for (CustomerEvent event : more.next(20)) {
                Someone one = people.get(1);
                happens(one, scorer.onEvent(one.history, event), rules, diary);
            }
        }
        for (Someone someone : people) {
            forgetful += someone.history.purchases.forgottenDay == Purchases.NO_DAY ? 0 : 1;
        }
        return people;
    }

    private void happens(Someone someone, Decision decision, Rules rules, PurchaseDiary diary) {
        if (decision instanceof Decision.Scored scored) {
            int today = rules.calendar().today(scored.history().asOf);
            become(someone, scored.history(), today, diary);
        }
    }

    private void become(Someone someone, CustomerHistory next, int today, PurchaseDiary diary) {
        Purchases before = someone.history.purchases;
        for (DayEntry entry : diary.changes(before, next.purchases, today)) {
            assertTrue(entry.day() >= diary.firstDay(today), () -> entry + " on " + today);
            entered.computeIfAbsent(entry.series(), s -> new TreeMap<>())
                    .merge(entry.day(), entry.delta(), Long::sum);
        }
        someone.history = next;
        someone.today = Math.max(someone.today, today);
    }

    private void merge(Someone from, Someone into, Rules rules, PurchaseDiary diary) {
        int today = Math.max(from.today, into.today);
        CustomerHistory united = into.history.copy();
        united.asOf = Math.max(from.history.asOf, into.history.asOf);
        united.purchases = united.purchases.union(from.history.purchases, rules);
        united.purchases.forget(today, rules.dayMemory(), rules.memory());
        become(from, CustomerHistory.unknown(), from.today, diary);
        become(into, united, today, diary);
        merged++;
    }

    /** How many figures were other than 0. */
    private int compare(List<Someone> people, int bound, String where) {
        int last = bound + 2_000;
        int figures = 0;
        long active = sumBefore(DaySeries.ACTIVE_CHANGE, bound);
        long lost = sumBefore(DaySeries.LOST_CHANGE, bound);
        for (int day = bound; day < last; day++) {
            Plain plain = plain(people, day);
            String on = where + ", day " + (day - bound) + " from the bound";
            assertEquals(plain.net, on(DaySeries.REVENUE_MINOR, day), on);
            assertEquals(plain.orders, on(DaySeries.ORDERS, day), on);
            assertEquals(plain.newcomers, on(DaySeries.NEW_CUSTOMERS, day), on);
            active += on(DaySeries.ACTIVE_CHANGE, day);
            lost += on(DaySeries.LOST_CHANGE, day);
            if (day >= bound + ACTIVE - 1) {
                assertEquals(plain.active, active, "active, " + on);
                assertEquals(plain.lost, lost, "lost, " + on);
            }
            figures += plain.net != 0 ? 1 : 0;
            figures += plain.active > plain.lost && plain.lost > 0 ? 1 : 0;
        }
        return figures;
    }

    private long on(DaySeries series, int day) {
        return entered.getOrDefault(series, new TreeMap<>()).getOrDefault(day, 0L);
    }

    private long sumBefore(DaySeries series, int day) {
        return entered.getOrDefault(series, new TreeMap<>()).headMap(day).values().stream()
                .mapToLong(delta -> delta)
                .sum();
    }

    private record Plain(long net, long orders, long newcomers, long active, long lost) {}

    private static Plain plain(List<Someone> people, int day) {
        long net = 0;
        long orders = 0;
        long newcomers = 0;
        long active = 0;
        long lost = 0;
        for (Someone someone : people) {
            Purchases p = someone.history.purchases;
            TreeSet<Integer> days = new TreeSet<>();
            for (int i = 0; i < p.orders.size(); i++) {
                boolean stands = !p.orders.reversed(i);
                net += p.orders.day(i) == day ? p.orders.net(i) : 0;
                orders += p.orders.day(i) == day && stands ? 1 : 0;
                if (stands) {
                    days.add(p.orders.day(i));
                }
            }
            for (int i = 0; i < p.totals.size(); i++) {
                net += p.totals.day(i) == day ? p.totals.net(i) : 0;
                orders += p.totals.day(i) == day ? p.totals.orders(i) : 0;
                if (p.totals.orders(i) > 0) {
                    days.add(p.totals.day(i));
                }
            }
            newcomers += p.days > 0 && p.firstDay == day ? 1 : 0;
            boolean isActive = !days.subSet(day - ACTIVE + 1, day + 1).isEmpty();
            boolean buysAgain = !days.subSet(day + 1, day + PERIOD + 1).isEmpty();
            active += isActive ? 1 : 0;
            lost += isActive && !buysAgain ? 1 : 0;
        }
        return new Plain(net, orders, newcomers, active, lost);
    }
}
