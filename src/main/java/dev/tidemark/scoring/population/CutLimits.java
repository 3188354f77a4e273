package dev.tidemark.scoring.population;

import dev.tidemark.model.CutPoints;
import dev.tidemark.scoring.Hash64;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The limits of {@link CutPoints}: all that two versions may agree in. */
record CutLimits(
        List<Long> recencyDays,
        List<Long> orders,
        List<Long> spendMinor,
        List<Long> abcMinor,
        long highSpendMinor,
        long highExpectedMinor) {

    static CutLimits of(CutPoints cuts) {
        return new CutLimits(
                cuts.recencyDays(),
                cuts.orders(),
                cuts.spendMinor(),
                cuts.abcMinor(),
                cuts.highSpendMinor(),
                cuts.highExpectedMinor());
    }

    /**
     * Whether any limit differs from what it was by more than a share of that; one of recency must
     * differ by more than a day, too.
     */
    boolean haveMovedFrom(CutLimits before, double share) {
        if (recencyDays.size() != before.recencyDays.size()) {
            return true;
        }
        for (int i = 0; i < recencyDays.size(); i++) {
            long was = before.recencyDays.get(i);
            double moved = distance(recencyDays.get(i), was);
            if (moved > 1 && moved > share * Math.abs(was)) {
                return true;
            }
        }
        List<Long> now = amounts();
        List<Long> then = before.amounts();
        return now.size() != then.size()
                || IntStream.range(0, now.size())
                        .anyMatch(i -> distance(now.get(i), then.get(i)) > share * then.get(i));
    }

    private static double distance(long a, long b) {
        return Math.abs((double) a - b);
    }

    private List<Long> amounts() {
        List<Long> all = new ArrayList<>(orders);
        all.addAll(spendMinor);
        all.addAll(abcMinor);
        all.add(highSpendMinor);
        all.add(highExpectedMinor);
        return all;
    }

    /**
     * The name of the version that has these limits as of the beginning of a day. It follows from
     * these alone: who makes it again gives it the same name.
     */
    String version(int day) {
        long hash = Hash64.of(toString());
        return "cut-%s-%08x".formatted(LocalDate.ofEpochDay(day), hash >>> Integer.SIZE);
    }
}
