package dev.tidemark.scoring.population;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.ModelParameters;
import dev.tidemark.model.Moments;
import dev.tidemark.scoring.BuyerFacts;
import dev.tidemark.scoring.Hash64;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** What is found depends on what happened, and on nothing else. */
class StatisticianTest {
    private static final long DAY = ReportedShop.DAY;
    private static final int CUSTOMERS = 700;
    private static final int DAYS = 200;

    /** More customers than the sample may hold, so that it narrows, too. */
    private static final StatisticianRules NARROW = new SampleStatistics().sample(150).rules();

    @Test
    void leavingAndResumingChangesNothingEvenWithAFitOnItsWay() {
        int lives = 0;
        int fitsLeft = 0;
        for (long seed = 1; seed <= 6; seed++) {
            StatisticianRules rules = seed % 2 == 0 ? SampleStatistics.standard() : NARROW;
            List<BuyerReport> reports = new ReportedShop(seed, CUSTOMERS, DAYS).reports();
            List<Finding> whole = SampleStatistics.found(rules, reports);
            assertTrue(SampleStatistics.fits(whole).size() > 15, "seed " + seed);
            assertTrue(SampleStatistics.judgements(whole).size() > 15, "seed " + seed);
            SplittableRandom random = new SplittableRandom(seed);
            List<Finding> found = new ArrayList<>();
            try (LastMoment late = new LastMoment()) {
                Statistician statistician = Statistician.beginning(rules, late);
                long[] passed = SampleStatistics.passed(reports);
                for (int i = 0; i < passed.length; i++) {
                    statistician.hear(reports.get(i));
                    if (random.nextInt(3) > 0) {
                        found.addAll(statistician.passTo(passed[i]));
                    }
                    if (random.nextInt(12) == 0) {
                        StatisticianNotes notes = statistician.notes();
                        fitsLeft +=
                                NotesCodec.decode(notes.bytes(), rules).ordered.isPresent() ? 1 : 0;
                        lives++;
                        Executor next = random.nextBoolean() ? late : Runnable::run;
                        statistician = Statistician.resuming(rules, notes, next);
                    }
                }
                found.addAll(statistician.passTo(Moments.NEVER));
                found.addAll(statistician.await());
            }
            assertEquals(whole, found, "seed " + seed);
        }
        assertTrue(lives > 500, lives + " lives");
        assertTrue(fitsLeft > 50, fitsLeft + " of " + lives + " with a fit on its way");
    }

    @Test
    void theOrderInWhichTasksReportMakesNoDifference() {
        for (long seed = 1; seed <= 12; seed++) {
            StatisticianRules rules = seed % 3 == 0 ? SampleStatistics.standard() : NARROW;
            ReportedShop shop = new ReportedShop(seed, CUSTOMERS, DAYS);
            List<Finding> plain = SampleStatistics.found(rules, shop.reports());
            SplittableRandom random = new SplittableRandom(seed);
            int tasks = 2 + random.nextInt(7);
            long bound = 1 + random.nextLong(5 * DAY);
            List<BuyerReport> mixed = shop.interleaved(random, tasks, bound);
            assertNotEquals(shop.reports(), mixed);
            String where = "seed %d, %d tasks, within %d ms".formatted(seed, tasks, bound);
            assertEquals(plain, SampleStatistics.found(rules, mixed), where);
        }
    }

    @Test
    void aReportOfWhatHappensLaterIsNotKnownYet() {
        List<BuyerReport> reports = new ReportedShop(5, CUSTOMERS, DAYS).reports();
        StatisticianRules rules = SampleStatistics.standard();
        Statistician prophet = Statistician.beginning(rules, Runnable::run);
        reports.forEach(prophet::hear);
        Statistician plain = Statistician.beginning(rules, Runnable::run);
        int heard = 0;
        int found = 0;
        for (int day = 0; day < DAYS; day++) {
            long moment = (ReportedShop.OPENING + day) * DAY - 1;
            while (heard < reports.size() && reports.get(heard).asOf() <= moment) {
                plain.hear(reports.get(heard++));
            }
            List<Finding> today = plain.passTo(moment);
            assertEquals(today, prophet.passTo(moment), "day " + day);
            found += today.size();
        }
        assertTrue(found > 30, "found " + found);
    }

    @Test
    void thePredictionsOfADayAreTheSameWhateverTheFuture() {
        StatisticianRules rules = SampleStatistics.standard();
        List<BuyerReport> reports = new ReportedShop(8, CUSTOMERS, DAYS).reports();
        for (int day = 20; day < DAYS; day++) {
            long start = (ReportedShop.OPENING + day) * DAY;
            Statistician merry = Statistician.beginning(rules, Runnable::run);
            Statistician sad = Statistician.beginning(rules, Runnable::run);
            for (BuyerReport report : reports) {
                if (report.asOf() < start) {
                    merry.hear(report);
                    sad.hear(report);
                } else if (report.asOf() < start + DAY) {
                    merry.hear(busy(report.customer(), start, day));
                }
            }
            merry.passTo(start - 1);
            sad.passTo(start - 1);
            assertEquals(origin(merry, rules), origin(sad, rules), "day " + day);
            boolean isOneForPredictions = Math.floorMod(ReportedShop.OPENING + day, 7) == 0;
            assertEquals(isOneForPredictions, origin(merry, rules).startsWith(day + " "));
        }
    }

    private static BuyerReport busy(long customer, long at, int day) {
        int today = ReportedShop.OPENING + day;
        return new BuyerReport(
                customer, at, Optional.of(new BuyerFacts(today - day, today, day, 1_000_000)));
    }

    /** The newest predictions, in words. */
    private static String origin(Statistician statistician, StatisticianRules rules) {
        Origin last =
                NotesCodec.decode(statistician.notes().bytes(), rules).judging.open.peekLast();
        return last == null
                ? "none"
                : "%d %s %s %s"
                        .formatted(
                                last.day() - ReportedShop.OPENING,
                                Arrays.toString(last.customers()),
                                Arrays.toString(last.model()),
                                Arrays.toString(last.recencyDays()));
    }

    @Test
    void aFirstDayIsBegunWhenItIsOver() {
        StatisticianRules rules = new SampleStatistics().least(10).rules();
        Statistician one = Statistician.beginning(rules, Runnable::run);
        Statistician other = Statistician.beginning(rules, Runnable::run);
        List<BuyerReport> first = buyers(10, 0);
        List<BuyerReport> second = buyers(10, 1);
        second.forEach(one::hear);
        one.passTo(ReportedShop.OPENING * DAY - 5);
        first.forEach(one::hear);
        first.forEach(other::hear);
        second.forEach(other::hear);
        long moment = (ReportedShop.OPENING + 2) * DAY;
        List<Finding> found = new ArrayList<>(other.passTo(moment));
        found.addAll(other.await());
        assertEquals(List.of(1, 2), SampleStatistics.fitDays(found));
        List<Finding> late = new ArrayList<>(one.passTo(moment));
        late.addAll(one.await());
        assertEquals(found, late);
    }

    private static List<BuyerReport> buyers(int count, int day) {
        List<BuyerReport> reports = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int today = ReportedShop.OPENING + day;
            BuyerFacts facts = new BuyerFacts(today, today, 0, 0);
            String id = "customer-" + day + "-" + i;
            reports.add(new BuyerReport(Hash64.of(id), today * DAY + i, Optional.of(facts)));
        }
        return reports;
    }

    @Test
    void afterTheBooksAreClosedNothingIsDone() {
        List<BuyerReport> reports = new ReportedShop(4, CUSTOMERS, DAYS).reports();
        long closing = (ReportedShop.OPENING + 100) * DAY;
        StatisticianRules closed = new SampleStatistics().closesAt(closing).rules();
        List<Finding> found = SampleStatistics.found(closed, reports);
        List<Finding> open = SampleStatistics.found(SampleStatistics.standard(), reports);
        assertEquals(open.subList(0, found.size()), found);
        List<Integer> days = SampleStatistics.fitDays(found);
        assertTrue(days.get(days.size() - 1) > 93, "the last fits were as of " + days);
        assertTrue(days.get(days.size() - 1) <= 100, "the last fits were as of " + days);
    }

    @Test
    void atTheEndTimePassesToTheClosingThoughNobodyIsHeardAnyMore() {
        StatisticianRules rules =
                new SampleStatistics()
                        .least(10)
                        .refit(0, 0)
                        .closesAt((ReportedShop.OPENING + 60) * DAY)
                        .rules();
        List<Finding> found = SampleStatistics.found(rules, buyers(60, 0));
        List<Judgement> judged = SampleStatistics.judgements(found);
        assertEquals(4, judged.get(judged.size() - 1).origins());
        assertEquals(240, judged.get(judged.size() - 1).predictions());
    }

    @Test
    void whoNeedsNoStatisticsIsNotGoneOnWithAndBeginsAnew() {
        List<BuyerReport> reports = new ReportedShop(4, CUSTOMERS, DAYS).reports();
        Statistician statistician =
                Statistician.beginning(SampleStatistics.standard(), Runnable::run);
        reports.forEach(statistician::hear);
        statistician.passTo((ReportedShop.OPENING + 100) * DAY);
        StatisticianRules none = new SampleStatistics().refit(0, 0).judgeEvery(0).rules();
        assertFalse(none.listens());
        Statistician deaf = Statistician.resuming(none, statistician.notes(), Runnable::run);
        assertEquals(List.of(), deaf.passTo(Moments.NEVER));
        byte[] blank = Statistician.beginning(none, Runnable::run).notes().bytes();
        assertEquals(blank.length, deaf.notes().bytes().length);
    }

    @Test
    void theModelOfAnotherFamilyIsNotPredictedWith() {
        List<BuyerReport> reports = new ReportedShop(4, CUSTOMERS, DAYS).reports();
        StatisticianRules rules = SampleStatistics.standard();
        Statistician statistician = Statistician.beginning(rules, Runnable::run);
        reports.forEach(statistician::hear);
        int today = 104;
        statistician.passTo((ReportedShop.OPENING + today - 1) * DAY);
        statistician.await();
        StatisticianNotes notes = statistician.notes();
        ModelParameters own = notes.newest().orElseThrow();
        ModelParameters other =
                new ModelParameters(
                        own.version(),
                        "bg-nbd",
                        own.unitDays(),
                        own.fittedAt(),
                        own.effectiveFrom(),
                        own.purchases(),
                        own.customers(),
                        own.logLikelihood(),
                        own.verdict(),
                        own.spend(),
                        own.spenders(),
                        own.spendLogLikelihood());
        StatisticianNotes none = new StatisticianNotes(notes.bytes(), Optional.empty());
        StatisticianNotes foreign = new StatisticianNotes(notes.bytes(), Optional.of(other));
        long moment = (ReportedShop.OPENING + today) * DAY;
        List<String> predictions = new ArrayList<>();
        for (StatisticianNotes taken : List.of(none, foreign, notes)) {
            Statistician resumed = Statistician.resuming(rules, taken, Runnable::run);
            assertEquals(taken.newest(), resumed.notes().newest());
            resumed.passTo(moment);
            predictions.add(origin(resumed, rules));
        }
        assertEquals(predictions.get(0), predictions.get(1));
        assertNotEquals(predictions.get(0), predictions.get(2));
    }
}
