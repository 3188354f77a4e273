package dev.tidemark.scoring.population;

import dev.tidemark.model.CutPoints;
import dev.tidemark.model.Moments;
import dev.tidemark.scoring.DayCalendar;
import dev.tidemark.scoring.population.CountedShop.Step;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/** Rules for a census of short windows, of which a test changes what it is about. */
final class SampleCensus {
    static final DayCalendar UTC = new DayCalendar(ZoneId.of("UTC"));

    private DayCalendar calendar = UTC;
    private int windowDays = 60;
    private Counted counted = Counted.WINDOW;
    private int scores = 5;
    private List<Long> recencyDays = List.of();
    private AbcBasis basis = AbcBasis.REVENUE;
    private double abcShareA = 0.8;
    private double abcShareB = 0.95;
    private int everyDays = 1;
    private double tolerance = 10;
    private long least = 20;
    private long leadMillis;
    private long closesAt = Moments.NEVER;

    SampleCensus calendar(DayCalendar days) {
        calendar = days;
        return this;
    }

    SampleCensus window(int days) {
        windowDays = days;
        return this;
    }

    SampleCensus among(Counted whom) {
        counted = whom;
        return this;
    }

    SampleCensus scores(int number) {
        scores = number;
        return this;
    }

    SampleCensus recency(Long... days) {
        recencyDays = List.of(days);
        return this;
    }

    SampleCensus abc(AbcBasis of, double shareA, double shareB) {
        basis = of;
        abcShareA = shareA;
        abcShareB = shareB;
        return this;
    }

    SampleCensus every(int days) {
        everyDays = days;
        return this;
    }

    SampleCensus tolerance(double share) {
        tolerance = share;
        return this;
    }

    SampleCensus least(long customers) {
        least = customers;
        return this;
    }

    SampleCensus lead(long millis) {
        leadMillis = millis;
        return this;
    }

    SampleCensus closesAt(long moment) {
        closesAt = moment;
        return this;
    }

    CensusRules rules() {
        return new CensusRules(
                calendar,
                windowDays,
                10,
                20,
                new CutRules(counted, scores, recencyDays, 0.8, 0.8, basis, abcShareA, abcShareB),
                new CutSchedule(everyDays, tolerance, least, leadMillis),
                closesAt);
    }

    /** Any rules that may be. */
    static CensusRules any(SplittableRandom random) {
        SampleCensus rules = new SampleCensus();
        if (random.nextBoolean()) {
            rules.calendar(new DayCalendar(ZoneId.of("Europe/Berlin")));
        }
        if (random.nextInt(3) == 0) {
            rules.abc(AbcBasis.CUSTOMERS, 0.1, 0.3);
        }
        return rules.among(Counted.values()[random.nextInt(2)])
                .scores(random.nextBoolean() ? 5 : 3)
                .every(1 + random.nextInt(3))
                .tolerance(random.nextDouble())
                .window(1 + random.nextInt(80))
                .least(1 + random.nextInt(30))
                .rules();
    }

    /** What is found if one task adds everything up and nothing waits. */
    static List<CensusFinding> found(CensusRules rules, List<Step> steps) {
        Census census = Census.beginning(rules);
        Tally tally = new Tally(rules.calendar());
        List<CensusFinding> found = new ArrayList<>();
        for (Step step : steps) {
            found.addAll(census.passTo(step.at() - 1));
            tally.add(step.change());
            tally.take().forEach(census::hear);
        }
        found.addAll(census.passTo(Moments.NEVER));
        return found;
    }

    /**
     * The same added up by several tasks, who hand in their sheets when they like, as long as no
     * time has passed that these are of; with a new census now and then that takes up the work.
     */
    static List<CensusFinding> foundBy(
            int tasks, CensusRules rules, List<Step> steps, SplittableRandom random) {
        List<Tally> tallies = new ArrayList<>();
        for (int i = 0; i < tasks; i++) {
            tallies.add(new Tally(rules.calendar()));
        }
        Census census = Census.beginning(rules);
        List<CensusFinding> found = new ArrayList<>();
        for (Step step : steps) {
            if (random.nextInt(10) == 0) {
                handIn(tallies, census, random);
                found.addAll(census.passTo(step.at() - 1));
            }
            if (random.nextInt(25) == 0) {
                tallies.get(random.nextInt(tasks)).take().forEach(census::hear);
                census = Census.resuming(rules, census.notes());
            }
            tallies.get(step.customer() % tasks).add(step.change());
        }
        handIn(tallies, census, random);
        found.addAll(census.passTo(steps.get(steps.size() - 1).at() - 1));
        found.addAll(census.passTo(Moments.NEVER));
        return found;
    }

    private static void handIn(List<Tally> tallies, Census census, SplittableRandom random) {
        List<TallySheet> sheets = new ArrayList<>();
        tallies.forEach(tally -> sheets.addAll(tally.take()));
        Collections.shuffle(sheets, new Random(random.nextLong()));
        sheets.forEach(sheet -> census.hear(TallySheet.decode(sheet.encode())));
    }

    static List<CutPoints> cuts(List<CensusFinding> found) {
        return found.stream()
                .filter(CensusFinding.CutsMade.class::isInstance)
                .map(finding -> ((CensusFinding.CutsMade) finding).cuts())
                .toList();
    }

    static List<DayFigures> figures(List<CensusFinding> found) {
        return found.stream()
                .filter(CensusFinding.DayClosed.class::isInstance)
                .map(finding -> ((CensusFinding.DayClosed) finding).figures())
                .toList();
    }
}
