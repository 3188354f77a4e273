package dev.tidemark.scoring.population;

import dev.tidemark.scoring.BuyerFacts;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * What the tasks report of a made-up shop, in the order of time: customers who come on some day,
 * buy again after some days and stay away one day. Of some a purchase is taken back, which may be
 * the only one; some are erased, and some of these come back.
 */
public final class ReportedShop {
    public static final long DAY = 86_400_000L;

    /** The day on which it opens. */
    public static final int OPENING = 20_000;

    private final SplittableRandom random;
    private final int days;
    private final List<BuyerReport> reports = new ArrayList<>();
    private final List<Long> erased = new ArrayList<>();

    /** A shop of so many customers that is open for so many days. */
    public ReportedShop(long seed, int customers, int days) {
        this.random = new SplittableRandom(seed);
        this.days = days;
        for (int i = 0; i < customers; i++) {
            live(random.nextLong());
        }
        reports.sort(Comparator.comparingLong(BuyerReport::asOf));
    }

    private void live(long customer) {
        TreeMap<Integer, Long> spent = new TreeMap<>();
        double rate = 0.01 - Math.log1p(-random.nextDouble()) / 15;
        int leaves = random.nextInt(12) == 0 ? random.nextInt(days) : Integer.MAX_VALUE;
        long before = Long.MIN_VALUE;
        int day = random.nextInt(days * 2 / 3);
        while (day < days) {
            long at = Math.max(before + 1, (OPENING + day) * DAY + random.nextLong(DAY));
            before = at;
            if (day >= leaves) {
                spent.clear();
                erased.add(customer);
                leaves = Integer.MAX_VALUE;
                day += random.nextInt(60);
            } else {
                if (!spent.isEmpty() && random.nextInt(15) == 0) {
                    spent.pollLastEntry();
                } else {
                    spent.merge(OPENING + day, 100L + random.nextInt(9_000), Long::sum);
                }
                boolean gone = random.nextInt(6) == 0;
                day += gone ? days : (int) (-Math.log1p(-random.nextDouble()) / rate);
                day = gone && leaves < days ? leaves : day;
            }
            reports.add(new BuyerReport(customer, at, facts(spent)));
        }
    }

    private static Optional<BuyerFacts> facts(TreeMap<Integer, Long> spent) {
        if (spent.isEmpty()) {
            return Optional.empty();
        }
        long all = spent.values().stream().mapToLong(Long::longValue).sum();
        return Optional.of(
                new BuyerFacts(
                        spent.firstKey(),
                        spent.lastKey(),
                        spent.size() - 1,
                        all - spent.firstEntry().getValue()));
    }

    /** All of them, by time. */
    public List<BuyerReport> reports() {
        return reports;
    }

    /** Customers who were erased at some time. */
    public List<Long> erased() {
        return erased;
    }

    /** The end of the last day. */
    public long end() {
        return (OPENING + days) * DAY;
    }

    /**
     * The same reports as they come from several tasks: of each customer in their order, else in
     * any that is not further off than a bound.
     */
    List<BuyerReport> interleaved(SplittableRandom by, int tasks, long boundMillis) {
        Map<Integer, Deque<BuyerReport>> lanes = new HashMap<>();
        for (BuyerReport report : reports) {
            int lane = (int) Math.floorMod(report.customer(), (long) tasks);
            lanes.computeIfAbsent(lane, l -> new ArrayDeque<>()).add(report);
        }
        List<BuyerReport> mixed = new ArrayList<>();
        while (!lanes.isEmpty()) {
            long first =
                    lanes.values().stream().mapToLong(l -> l.peekFirst().asOf()).min().orElse(0);
            List<Integer> near =
                    lanes.keySet().stream()
                            .filter(l -> lanes.get(l).peekFirst().asOf() - first < boundMillis)
                            .toList();
            int chosen = near.get(by.nextInt(near.size()));
            mixed.add(lanes.get(chosen).pollFirst());
            lanes.values().removeIf(Deque::isEmpty);
        }
        return mixed;
    }
}
