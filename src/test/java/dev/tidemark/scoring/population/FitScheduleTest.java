package dev.tidemark.scoring.population;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.ModelParameters;
import dev.tidemark.model.Moments;
import dev.tidemark.scoring.BuyerFacts;
import dev.tidemark.scoring.Hash64;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When models are fitted, and what becomes of a fit that fails. */
class FitScheduleTest {
    private static final long DAY = ReportedShop.DAY;
    private static final StatisticianRules RULES = new SampleStatistics().refit(7, 0.05).rules();

    private final Statistician statistician = Statistician.beginning(RULES, Runnable::run);
    private final List<Finding> found = new ArrayList<>();
    private int customers;

    /** So many come on a day, half of whom had bought before. */
    private void come(int count, int day) {
        for (int i = 0; i < count; i++) {
            int today = ReportedShop.OPENING + day;
            int gap = i % 2 * (3 + i % 40);
            hear("c" + customers++, day, new BuyerFacts(today - gap, today, gap == 0 ? 0 : 2, 900));
        }
    }

    private void hear(String customer, int day, BuyerFacts facts) {
        long at = (ReportedShop.OPENING + day) * DAY + 5;
        statistician.hear(new BuyerReport(Hash64.of(customer), at, Optional.of(facts)));
    }

    private List<Integer> fitDaysUntil(int day) {
        found.addAll(statistician.passTo((ReportedShop.OPENING + day) * DAY));
        found.addAll(statistician.await());
        return SampleStatistics.fitDays(found);
    }

    @Test
    void theFirstFitWaitsForEnoughCustomers() {
        come(99, 0);
        assertEquals(List.of(), fitDaysUntil(3));
        come(1, 3);
        assertEquals(List.of(4), fitDaysUntil(30));
        ModelParameters fit = SampleStatistics.fits(found).get(0);
        assertEquals(100, fit.customers());
        assertEquals((ReportedShop.OPENING + 4) * DAY, fit.effectiveFrom());
        assertEquals(Optional.of(fit), statistician.notes().newest());
    }

    @Test
    void aSampleThatHasGrownByHalfIsFittedToAtOnce() {
        come(100, 0);
        come(49, 1);
        assertEquals(List.of(1), fitDaysUntil(3));
        come(1, 3);
        assertEquals(List.of(1, 4), fitDaysUntil(10));
    }

    @Test
    void afterSomeDaysItIsFittedAgainIfEnoughHasChanged() {
        come(100, 0);
        come(4, 2);
        assertEquals(List.of(1), fitDaysUntil(20), "4 of 104 are not 5 %");
        hear("c7", 20, new BuyerFacts(ReportedShop.OPENING, ReportedShop.OPENING + 20, 2, 900));
        hear("c7", 20, new BuyerFacts(ReportedShop.OPENING, ReportedShop.OPENING + 20, 2, 900));
        assertEquals(List.of(1), fitDaysUntil(21), "the same once more is no change");
        hear("c9", 21, new BuyerFacts(ReportedShop.OPENING, ReportedShop.OPENING + 21, 2, 900));
        assertEquals(List.of(1, 22), fitDaysUntil(23));
        come(30, 23);
        assertEquals(List.of(1, 22), fitDaysUntil(28), "seven days have not passed");
        assertEquals(List.of(1, 22, 29), fitDaysUntil(60));
    }

    @Test
    void modelsThatAreNotWantedAreNotFitted() {
        StatisticianRules never = new SampleStatistics().refit(0, 0).rules();
        List<BuyerReport> reports = new ReportedShop(3, 400, 100).reports();
        List<Finding> judged = SampleStatistics.found(never, reports);
        assertEquals(List.of(), SampleStatistics.fitDays(judged));
        assertTrue(SampleStatistics.judgements(judged).size() > 5, "judged " + judged);
    }

    /** With t_x over 0 though nothing was bought again, which no model can take. */
    private static BuyerFacts impossible(int day) {
        return new BuyerFacts(ReportedShop.OPENING, ReportedShop.OPENING + day, 0, 0);
    }

    @Test
    void aFitThatFailsIsToldAndTheModelOfBeforeStays() {
        come(100, 0);
        assertEquals(List.of(1), fitDaysUntil(5));
        Optional<ModelParameters> before = statistician.notes().newest();
        come(60, 5);
        hear("odd", 5, impossible(5));
        assertEquals(List.of(1), fitDaysUntil(8));
        var last = (Finding.NotFitted) found.get(found.size() - 1);
        assertEquals(ReportedShop.OPENING + 6, last.day());
        assertEquals(Finding.NotFitted.FAILED, last.verdict());
        assertTrue(last.reason().contains("IllegalArgumentException: "), last.reason());
        assertEquals(before, statistician.notes().newest());
        int told = found.size();
        come(20, 9);
        hear("odd", 9, new BuyerFacts(ReportedShop.OPENING, ReportedShop.OPENING + 9, 1, 5));
        assertEquals(List.of(1, 13), fitDaysUntil(14), "it is tried again when it is due");
        assertEquals(1, found.stream().filter(Finding.NotFitted.class::isInstance).count());
        assertTrue(found.size() > told);
    }

    @Test
    void predictionsGoOnWithTheModelBeforeAFitThatFailed() {
        come(100, 0);
        int prediction = 6;
        assertEquals(0, Math.floorMod(ReportedShop.OPENING + prediction, SampleStatistics.EVERY));
        fitDaysUntil(3);
        come(60, 3);
        hear("odd", 3, impossible(3));
        fitDaysUntil(prediction);
        assertEquals(1, found.stream().filter(Finding.NotFitted.class::isInstance).count());
        ModelParameters fit = SampleStatistics.fits(found).get(0);
        Knowledge known = NotesCodec.decode(statistician.notes().bytes(), RULES);
        Origin origin = known.judging.open.peekLast();
        assertEquals(ReportedShop.OPENING + prediction, origin.day());
        double[] said =
                Origin.of(
                                origin.day(),
                                SampleStatistics.HORIZON,
                                known.sample,
                                SampleStatistics.configured().with(fit).newest(),
                                Optional.empty())
                        .model();
        assertEquals(160 + 1, said.length);
        assertArrayEquals(said, origin.model());
    }

    @Test
    void whoeverWaitsForAFitCanBeInterruptedAndNothingIsLost() {
        Statistician waiting = Statistician.beginning(RULES, neverRun -> {});
        for (int i = 0; i < 100; i++) {
            BuyerFacts facts = new BuyerFacts(ReportedShop.OPENING, ReportedShop.OPENING, 0, 0);
            waiting.hear(new BuyerReport(i, ReportedShop.OPENING * DAY, Optional.of(facts)));
        }
        assertEquals(List.of(), waiting.passTo((ReportedShop.OPENING + 2) * DAY));
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> {
                    Thread.currentThread().interrupt();
                    assertThrows(IllegalStateException.class, waiting::await);
                    assertTrue(Thread.interrupted(), "others must be told");
                });
        Statistician again = Statistician.resuming(RULES, waiting.notes(), Runnable::run);
        assertEquals(1, SampleStatistics.fits(again.await()).size());
    }

    /** Half buy every day and half never again, in a unit of a millionth of a day: no maximum. */
    @Test
    void aFitWithoutAMaximumIsToldByItsVerdict() {
        FittingRules loose =
                new FittingRules(RULES.fitting().family(), 1e-6, 0, 2, 20_000, 100, 7, 0.05);
        StatisticianRules rules =
                new StatisticianRules(
                        RULES.calendar(),
                        loose,
                        RULES.judging(),
                        RULES.population(),
                        Moments.NEVER);
        Statistician other = Statistician.beginning(rules, Runnable::run);
        for (int i = 0; i < 200; i++) {
            int days = i % 2 * 150;
            BuyerFacts facts = new BuyerFacts(0, days, days, 1_000);
            other.hear(new BuyerReport(Hash64.of("c" + i), 200 * DAY, Optional.of(facts)));
        }
        List<Finding> told = new ArrayList<>(other.passTo(202 * DAY));
        told.addAll(other.await());
        assertEquals(
                List.of(new Finding.NotFitted(201, "NOT_CONVERGED", "there is no maximum")), told);
        assertEquals(Optional.empty(), other.notes().newest());
    }
}
