package dev.tidemark.scoring.population;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.Moments;
import dev.tidemark.scoring.BuyerFacts;
import dev.tidemark.scoring.BuyingModel;
import dev.tidemark.scoring.DayCalendar;
import dev.tidemark.scoring.Hash64;
import dev.tidemark.scoring.Population;
import dev.tidemark.stats.GammaGamma;
import dev.tidemark.stats.ModelFamily;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * A statistician who comes to customers who are there already, as after an upgrade, hears of the
 * loyal first, and of the silent by and by: to fit at once would be to fit to the loyal alone.
 */
class JoiningTest {
    private static final long DAY = 86_400_000L;
    private static final int TODAY = 20_000;
    private static final int ALL_HEARD = TODAY + 31;
    private static final int HORIZON = 10;
    private static final int EVERY = 2;
    private static final ModelFamily FAMILY = ModelFamily.parse("mbg-nbd");
    private static final StatisticianRules FROM_THE_START =
            new StatisticianRules(
                    new DayCalendar(ZoneOffset.UTC),
                    new FittingRules(FAMILY, 7, 1, 2, 20_000, 100, 7, 0),
                    new JudgingRules(HORIZON, EVERY, 1_000),
                    Population.configured(
                            BuyingModel.configured(
                                    "configured", FAMILY.ofCdnow(7), 7, GammaGamma.of(6, 4, 15)),
                            SampleStatistics.FIXED),
                    Moments.NEVER);

    private final List<Finding> found = new ArrayList<>();

    /** Each day, of ten more of the customers of a year, half of whom buy. */
    private static void hearOf(int day, Statistician statistician) {
        for (int i = 0; i < 10; i++) {
            int customer = (day - TODAY) * 10 + i;
            int first = TODAY - 1 - customer % 365;
            int last = i % 2 == 0 ? day : first + (TODAY - first) / 2;
            statistician.hear(
                    new BuyerReport(
                            Hash64.of("c" + customer),
                            day * DAY + i,
                            Optional.of(new BuyerFacts(first, last, 2, 900))));
        }
    }

    private void run(Statistician statistician, int fromDay, int untilDay) {
        for (int day = fromDay; day < untilDay; day++) {
            hearOf(day, statistician);
            found.addAll(statistician.passTo((day + 1) * DAY - 1));
            found.addAll(statistician.await());
        }
    }

    private List<Integer> fitDays() {
        return found.stream()
                .filter(Finding.Fitted.class::isInstance)
                .map(f -> (int) (((Finding.Fitted) f).parameters().effectiveFrom() / DAY))
                .toList();
    }

    private int judgedOrigins() {
        return found.stream()
                .filter(Finding.Judged.class::isInstance)
                .mapToInt(f -> ((Finding.Judged) f).newly())
                .sum();
    }

    @Test
    void oneWhoIsThereFromTheStartFitsAsSoonAsThereAreEnough() {
        run(Statistician.beginning(FROM_THE_START, Runnable::run), TODAY, ALL_HEARD);
        assertEquals(TODAY + 10, fitDays().get(0));
        assertTrue(judgedOrigins() > 1, "found " + found);
    }

    @Test
    void oneWhoJoinsWaitsUntilEverybodyWasHeardOf() {
        Statistician joins = Statistician.beginning(FROM_THE_START.joining(), Runnable::run);
        run(joins, TODAY, ALL_HEARD - 1);
        assertEquals(List.of(), found);
        run(joins, ALL_HEARD - 1, ALL_HEARD + 7);
        assertEquals(List.of(ALL_HEARD, ALL_HEARD + 7), fitDays());
    }

    /** A timer that comes too early tells how the customer has been since their last order. */
    @Test
    void theWaitBeginsWhenSomebodyIsHeardOfAndNotWhenTheyBecameSo() {
        Statistician joins = Statistician.beginning(FROM_THE_START.joining(), Runnable::run);
        long longAgo = (TODAY - 28) * DAY;
        BuyerFacts facts = new BuyerFacts(TODAY - 100, TODAY - 28, 1, 900);
        joins.hear(new BuyerReport(Hash64.of("early"), longAgo, Optional.of(facts)));
        run(joins, TODAY, ALL_HEARD);
        assertEquals(List.of(ALL_HEARD), fitDays());
    }

    @Test
    void onlyPredictionsOfTheWholeSampleAreJudged() {
        Statistician joins = Statistician.beginning(FROM_THE_START.joining(), Runnable::run);
        int firstPrediction = ALL_HEARD + Math.floorMod(-ALL_HEARD, EVERY);
        run(joins, TODAY, firstPrediction + HORIZON - 1);
        assertEquals(0, judgedOrigins());
        run(joins, firstPrediction + HORIZON - 1, firstPrediction + HORIZON);
        assertEquals(1, judgedOrigins());
    }

    @Test
    void aRestartNeitherEndsTheWaitNorBeginsItAnew() {
        StatisticianRules rules = FROM_THE_START.joining();
        Statistician before = Statistician.beginning(rules, Runnable::run);
        run(before, TODAY, TODAY + 20);
        Statistician after = Statistician.resuming(rules, before.notes(), Runnable::run);
        run(after, TODAY + 20, ALL_HEARD);
        assertEquals(List.of(ALL_HEARD), fitDays());
        Statistician later = Statistician.resuming(rules, after.notes(), Runnable::run);
        run(later, ALL_HEARD, ALL_HEARD + 7);
        assertEquals(List.of(ALL_HEARD, ALL_HEARD + 7), fitDays());
    }
}
