package dev.tidemark.backtest;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.scoring.BuyingModel;
import dev.tidemark.scoring.Hash64;
import dev.tidemark.scoring.Rules;
import dev.tidemark.scoring.population.CustomerSample;
import dev.tidemark.scoring.population.ModelFitting;
import dev.tidemark.stats.EmpiricalRisk;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Takes origins through a log: at each the models are fitted to what has happened, they and the
 * plain rules predict, and one horizon later it is seen who was right.
 *
 * <p>Events are handed in in the order of their time, those of merged customers under one id. They
 * go through the fold that scores customers in the stream, and models are fitted by the code that
 * fits them there.
 */
public final class Backtest {
    private final Rules rules;
    private final BacktestPlan plan;
    private final TreeSet<Integer> originDays;
    private final TreeSet<Integer> boundaries = new TreeSet<>();
    private final TreeSet<Integer> cohortDays;
    private final Map<Integer, Cohort> cohorts = new TreeMap<>();
    private final Map<Integer, Origin> origins = new TreeMap<>();
    private final List<OriginReport> reports = new ArrayList<>();
    private final TreeMap<Integer, BuyingModel> models = new TreeMap<>();
    private final Customers customers;
    private final ModelFitting fitting;
    private BuyingModel model;
    private long events;

    private record Origin(
            ModelFitting.Fitted fitted,
            Predictions predictions,
            Map<Audience, Map<Rival, EmpiricalRisk>> lessons) {}

    /**
     * A backtest.
     *
     * @param rules the fold's, for a run without an end
     * @throws TooLittleHistoryException if the log is too short
     */
    public Backtest(Rules rules, BacktestPlan plan) {
        this.rules = rules;
        this.plan = plan;
        this.customers = new Customers(rules);
        this.fitting = new ModelFitting(plan.fitting(), rules.calendar());
        this.model = rules.population().newest();
        this.originDays = new TreeSet<>(plan.origins());
        this.cohortDays = new TreeSet<>(originDays);
        for (int day : originDays) {
            if (day - plan.horizonDays() > plan.firstDay()) {
                cohortDays.add(day - plan.horizonDays());
            }
        }
        for (int day : cohortDays) {
            boundaries.add(day);
            boundaries.add(day + plan.horizonDays());
        }
    }

    /**
     * Sees the next event.
     *
     * @param event not before the one before
     */
    public void see(CustomerEvent event) {
        int day = rules.calendar().dayOf(event.occurredAt());
        passTo(day);
        customers.see(event);
        events++;
    }

    /**
     * What came of it, when all has been seen.
     *
     * @throws TooLittleHistoryException if there was nothing to judge
     */
    public BacktestReport finish() {
        passTo(plan.endDay());
        if (reports.isEmpty()) {
            throw new TooLittleHistoryException(
                    ("no origin had the %d buyers before it that a fit needs"
                                    + " (model.least-customers): in all of the log %,d"
                                    + " customers bought")
                            .formatted(plan.fitting().leastCustomers(), buyers()));
        }
        if (customers.all().stream().allMatch(buyer -> buyer.purchaseDays() < 2)) {
            throw new TooLittleHistoryException(
                    "no customer bought on more than one day: there is nothing to predict");
        }
        return report();
    }

    private BacktestReport report() {
        Map<Audience, AudienceReport> means = new EnumMap<>(Audience.class);
        for (Audience audience : Audience.values()) {
            List<AudienceReport> all =
                    reports.stream()
                            .filter(origin -> origin.audiences().containsKey(audience))
                            .map(origin -> origin.audiences().get(audience))
                            .toList();
            if (!all.isEmpty()) {
                means.put(audience, AudienceReport.mean(all));
            }
        }
        return new BacktestReport(
                plan,
                events,
                buyers(),
                reports,
                means,
                LeadTime.measure(customers.all(), plan, models),
                Tracking.follow(customers.all(), plan, models),
                Trust.judge(plan, reports, means, Ending.of(customers.all(), plan)));
    }

    private long buyers() {
        return customers.all().stream().filter(buyer -> buyer.purchaseDays() > 0).count();
    }

    private void passTo(int day) {
        while (!boundaries.isEmpty() && boundaries.first() <= day) {
            begin(boundaries.pollFirst());
        }
    }

    private void begin(int day) {
        int before = day - plan.horizonDays();
        Map<Audience, Map<Rival, EmpiricalRisk>> lessons =
                cohortDays.contains(before) ? settle(before) : Map.of();
        if (cohortDays.contains(day)) {
            cohorts.put(day, Cohort.at(day, customers.all()));
        }
        if (originDays.contains(day)) {
            predict(day, lessons);
        }
    }

    /** Looks at what became of a cohort; what the plain rules can learn from it. */
    private Map<Audience, Map<Rival, EmpiricalRisk>> settle(int day) {
        Cohort cohort = cohorts.remove(day);
        cohort.settle();
        Optional.ofNullable(origins.remove(day)).ifPresent(origin -> judge(cohort, origin));
        Map<Audience, Map<Rival, EmpiricalRisk>> lessons = new EnumMap<>(Audience.class);
        for (Audience audience : Audience.values()) {
            lessons.put(audience, Judging.learn(cohort, audience));
        }
        return lessons;
    }

    private void predict(int day, Map<Audience, Map<Rival, EmpiricalRisk>> lessons) {
        Cohort cohort = cohorts.get(day);
        CustomerSample sample = new CustomerSample(plan.fitting().sampleCustomers());
        for (int i = 0; i < cohort.size(); i++) {
            sample.put(Hash64.of(cohort.buyer(i).id()), cohort.facts(i));
        }
        if (sample.size() < plan.fitting().leastCustomers()) {
            return;
        }
        ModelFitting.Fitted fitted = fitting.fit(sample.facts(), day);
        if (fitted.isUsable()) {
            model = fitted.model(model);
        }
        models.put(day, model);
        double minorPerUnit = StrictMath.pow(10, plan.fitting().fractionDigits());
        Predictions made = Predictions.of(cohort, model, plan.horizonDays(), minorPerUnit);
        origins.put(day, new Origin(fitted, made, lessons));
    }

    private void judge(Cohort cohort, Origin origin) {
        Map<Audience, AudienceReport> audiences = new EnumMap<>(Audience.class);
        for (Audience audience : Audience.values()) {
            Map<Rival, EmpiricalRisk> lessons = origin.lessons.getOrDefault(audience, Map.of());
            Judging.judge(cohort, audience, origin.predictions, lessons)
                    .ifPresent(report -> audiences.put(audience, report));
        }
        reports.add(
                new OriginReport(
                        cohort.day(),
                        origin.fitted.parameters(),
                        origin.fitted.isUsable(),
                        audiences));
    }
}
