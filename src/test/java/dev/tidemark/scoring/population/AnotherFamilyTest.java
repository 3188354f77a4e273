package dev.tidemark.scoring.population;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

/** After a restart with another model the configured parameters of it are in force but a day. */
class AnotherFamilyTest {
    private static final long DAY = 86_400_000L;
    private static final int TODAY = 20_000;
    private static final int CUSTOMERS = 200;

    private static StatisticianRules rules(String family) {
        ModelFamily model = ModelFamily.parse(family);
        return new StatisticianRules(
                new DayCalendar(ZoneOffset.UTC),
                new FittingRules(model, 7, 1, 2, 20_000, 100, 30, 0.5),
                new JudgingRules(90, 0, 4),
                Population.configured(
                        BuyingModel.configured(
                                "configured", model.ofCdnow(7), 7, GammaGamma.of(6, 4, 15)),
                        SampleStatistics.FIXED),
                Moments.NEVER);
    }

    private static void hearOfAll(Statistician statistician) {
        for (int i = 0; i < CUSTOMERS; i++) {
            BuyerFacts facts =
                    i % 3 == 0
                            ? new BuyerFacts(TODAY - i, TODAY - i, 0, 0)
                            : new BuyerFacts(TODAY - i, TODAY - i / 2, i - i / 2, 900);
            statistician.hear(
                    new BuyerReport(Hash64.of("c" + i), TODAY * DAY + i, Optional.of(facts)));
        }
    }

    private static List<String> fits(Statistician statistician, int untilDay) {
        List<Finding> found = new ArrayList<>(statistician.passTo(untilDay * DAY));
        found.addAll(statistician.await());
        return found.stream()
                .filter(Finding.Fitted.class::isInstance)
                .map(f -> ((Finding.Fitted) f).parameters())
                .map(p -> p.family() + " on " + p.effectiveFrom() / DAY)
                .toList();
    }

    @Test
    void theNextDayIsOneForAFit() {
        Statistician before = Statistician.beginning(rules("mbg-nbd"), Runnable::run);
        hearOfAll(before);
        assertEquals(List.of("mbg-nbd on " + (TODAY + 1)), fits(before, TODAY + 5));

        Statistician same = Statistician.resuming(rules("mbg-nbd"), before.notes(), Runnable::run);
        assertEquals(List.of(), fits(same, TODAY + 20));

        Statistician other = Statistician.resuming(rules("bg-nbd"), before.notes(), Runnable::run);
        assertEquals(List.of("bg-nbd on " + (TODAY + 6)), fits(other, TODAY + 20));
        Statistician later = Statistician.resuming(rules("bg-nbd"), other.notes(), Runnable::run);
        assertEquals(List.of(), fits(later, TODAY + 30));
    }
}
