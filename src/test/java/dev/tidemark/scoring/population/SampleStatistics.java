package dev.tidemark.scoring.population;

import dev.tidemark.model.CutPoints;
import dev.tidemark.model.ModelParameters;
import dev.tidemark.model.Moments;
import dev.tidemark.scoring.BuyingModel;
import dev.tidemark.scoring.DayCalendar;
import dev.tidemark.scoring.Population;
import dev.tidemark.stats.GammaGamma;
import dev.tidemark.stats.MbgNbd;
import dev.tidemark.stats.ModelFamily;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Rules for a statistician in a hurry, of which a test changes what it is about. */
final class SampleStatistics {
    /** Not a multiple of {@link #EVERY}: what is predicted on a day is judged on no such day. */
    static final int HORIZON = 30;

    static final int EVERY = 7;
    static final DayCalendar CALENDAR = new DayCalendar(ZoneId.of("UTC"));

    private int sample = 20_000;
    private int least = 100;
    private int refitDays = 7;
    private double change = 0.01;
    private int horizon = HORIZON;
    private int judgeDays = EVERY;
    private long closesAt = Moments.NEVER;

    static StatisticianRules standard() {
        return new SampleStatistics().rules();
    }

    SampleStatistics sample(int customers) {
        sample = customers;
        return this;
    }

    SampleStatistics least(int customers) {
        least = customers;
        return this;
    }

    SampleStatistics refit(int days, double leastChange) {
        refitDays = days;
        change = leastChange;
        return this;
    }

    SampleStatistics horizon(int days) {
        horizon = days;
        return this;
    }

    SampleStatistics judgeEvery(int days) {
        judgeDays = days;
        return this;
    }

    SampleStatistics closesAt(long moment) {
        closesAt = moment;
        return this;
    }

    StatisticianRules rules() {
        return new StatisticianRules(
                CALENDAR,
                new FittingRules(
                        ModelFamily.parse("mbg-nbd"), 7, 1, 2, sample, least, refitDays, change),
                new JudgingRules(horizon, judgeDays, 4),
                configured(),
                closesAt);
    }

    /** Cut points that nobody asks for here. */
    static final CutPoints FIXED =
            new CutPoints(
                    "fixed",
                    Moments.BEFORE_ALL,
                    0,
                    List.of(30L, 90L, 180L, 365L),
                    List.of(2L, 3L, 5L, 8L),
                    List.of(5_000L, 15_000L, 40_000L, 100_000L),
                    List.of(40_000L, 10_000L),
                    40_000,
                    40_000,
                    0);

    static Population configured() {
        return Population.configured(
                BuyingModel.configured(
                        "configured:cdnow",
                        MbgNbd.of(0.524843, 6.183085, 0.891359, 1.614002),
                        7,
                        GammaGamma.of(6.249572, 3.744225, 15.443521)),
                FIXED);
    }

    /** Hears everything in this order, with time passing as far as it may, and nothing left. */
    static List<Finding> found(StatisticianRules rules, List<BuyerReport> reports) {
        Statistician statistician = Statistician.beginning(rules, Runnable::run);
        List<Finding> found = new ArrayList<>();
        long[] passed = passed(reports);
        for (int i = 0; i < passed.length; i++) {
            statistician.hear(reports.get(i));
            found.addAll(statistician.passTo(passed[i]));
        }
        found.addAll(statistician.passTo(Moments.NEVER));
        found.addAll(statistician.await());
        return found;
    }

    /** The moment up to which nothing more comes after each report. */
    static long[] passed(List<BuyerReport> reports) {
        long[] passed = new long[reports.size()];
        long next = Long.MAX_VALUE;
        for (int i = passed.length - 1; i >= 0; i--) {
            passed[i] = next == Long.MAX_VALUE ? reports.get(i).asOf() - 1 : next - 1;
            next = Math.min(next, reports.get(i).asOf());
        }
        return passed;
    }

    static List<ModelParameters> fits(List<Finding> found) {
        return found.stream()
                .filter(Finding.Fitted.class::isInstance)
                .map(finding -> ((Finding.Fitted) finding).parameters())
                .toList();
    }

    /** The days as of which models were fitted, from the opening on. */
    static List<Integer> fitDays(List<Finding> found) {
        return fits(found).stream()
                .map(fit -> CALENDAR.dayOf(fit.fittedAt()) - ReportedShop.OPENING)
                .toList();
    }

    static List<Judgement> judgements(List<Finding> found) {
        return found.stream()
                .filter(Finding.Judged.class::isInstance)
                .map(finding -> ((Finding.Judged) finding).judgement())
                .toList();
    }
}
