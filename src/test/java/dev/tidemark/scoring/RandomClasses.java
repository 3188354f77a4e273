package dev.tidemark.scoring;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Class rules of odd numbers, such as nobody would choose and somebody may. */
final class RandomClasses {
    private RandomClasses() {}

    static ClassRules of(SplittableRandom random) {
        List<Long> lengthDays = new ArrayList<>();
        for (long days = 0; lengthDays.size() < 4; ) {
            days += 1 + random.nextInt(200);
            lengthDays.add(days);
        }
        double important = 1 + random.nextInt(30) / 10.0;
        double strategic = Math.min(5, important + 0.1 + random.nextInt(20) / 10.0);
        double length = random.nextInt(4) == 0 ? 0 : random.nextDouble();
        int lapsedDays = 5 + random.nextInt(random.nextInt(3) == 0 ? 40 : 400);
        long[] dwells = {0, 3_600_000L, DayCalendar.DAY_MILLIS, 40 * DayCalendar.DAY_MILLIS + 7};
        double[] hystereses = {0, 0.05, 0.31};
        return SampleRules.classes(
                new MatrixRules(1 + random.nextInt(30), random.nextInt(70)),
                new TierRules(
                        random.nextDouble(),
                        0.1 + random.nextDouble(),
                        length,
                        lengthDays,
                        strategic,
                        important),
                new LifecycleRules(
                        random.nextInt(100),
                        lapsedDays,
                        random.nextInt(Math.min(lapsedDays, 150)),
                        random.nextInt(400),
                        9),
                new StabilityRules(
                        hystereses[random.nextInt(3)],
                        dwells[random.nextInt(4)],
                        random.nextLong(30 * DayCalendar.DAY_MILLIS)));
    }
}
