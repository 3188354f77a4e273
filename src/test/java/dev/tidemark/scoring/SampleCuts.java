package dev.tidemark.scoring;

import dev.tidemark.model.CutPoints;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Cut points as they might be published, of which a test changes what it is about. */
final class SampleCuts {
    private final String version;
    private final long from;
    private List<Long> recencyDays = SampleRules.LIMITS.recencyDays();
    private List<Long> orders = SampleRules.LIMITS.orders();
    private List<Long> spend = SampleRules.LIMITS.spendMinor();
    private List<Long> abc = List.of(40_000L, 10_000L);
    private long highSpend = 40_000;
    private long highExpected = 40_000;

    /** Those of the sample, under a name of their own, in force from a moment on. */
    SampleCuts(String version, long from) {
        this.version = version;
        this.from = from;
    }

    SampleCuts(String version, String from) {
        this(version, Events.at(from));
    }

    SampleCuts recencyDays(long... days) {
        recencyDays = list(days);
        return this;
    }

    SampleCuts orders(long... counts) {
        orders = list(counts);
        return this;
    }

    SampleCuts spend(long... minor) {
        spend = list(minor);
        return this;
    }

    SampleCuts abc(long a, long b) {
        abc = List.of(a, b);
        return this;
    }

    SampleCuts highSpend(long minor) {
        highSpend = minor;
        return this;
    }

    SampleCuts highExpected(long minor) {
        highExpected = minor;
        return this;
    }

    private static List<Long> list(long... numbers) {
        List<Long> list = new ArrayList<>();
        for (long number : numbers) {
            list.add(number);
        }
        return list;
    }

    CutPoints build() {
        return new CutPoints(
                version, from, 1_000, recencyDays, orders, spend, abc, highSpend, highExpected, 70);
    }

    /** Such a population may have: mostly a little off the sample, now and then far off. */
    static CutPoints random(SplittableRandom random, String version, long from) {
        double spread = random.nextInt(4) == 0 ? 0.8 : 0.06;
        SampleCuts cuts = new SampleCuts(version, from);
        cuts.recencyDays = moved(cuts.recencyDays, random, spread);
        cuts.orders = moved(cuts.orders, random, spread);
        cuts.spend = moved(cuts.spend, random, spread);
        cuts.abc(moved(20_000, random, spread), moved(6_000, random, spread));
        cuts.highSpend(moved(20_000, random, spread));
        cuts.highExpected(moved(random.nextInt(3) == 0 ? 2_000 : 8_000, random, spread));
        return cuts.build();
    }

    private static List<Long> moved(List<Long> limits, SplittableRandom random, double spread) {
        List<Long> moved = new ArrayList<>();
        long before = 0;
        for (long limit : limits) {
            before = Math.max(before + 1, moved(limit, random, spread));
            moved.add(before);
        }
        return moved;
    }

    private static long moved(long limit, SplittableRandom random, double spread) {
        return Math.round(limit * (1 + spread * (2 * random.nextDouble() - 1)));
    }
}
