package dev.tidemark.scoring.population;

import dev.tidemark.model.ModelParameters;
import dev.tidemark.model.Moments;
import dev.tidemark.model.SampleShare;
import dev.tidemark.scoring.BuyerFacts;
import dev.tidemark.scoring.DayCalendar;
import dev.tidemark.scoring.Population;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Hears what becomes of each customer, keeps a sample, and at the beginning of each day does what
 * is due: judges predictions, makes new ones, fits the models again.
 *
 * <p>What is done at the beginning of a day rests on what happened before it, and on nothing else:
 * reports of later are put aside until time has passed. So the same events give the same models,
 * whether they come live, from a log, or in a plain loop.
 *
 * <p>A fit runs on an executor while more is heard; it is waited for only when the next fit or
 * prediction needs it. Not for several threads.
 */
public final class Statistician {
    /** How far the share of the sample falls before others are told. */
    private static final double NARROWER = 0.5;

    /** Time that is over for everything, or all but. */
    private static final long AFTER_ALL = Moments.NEVER - 1;

    private final DayCalendar calendar;
    private final FittingRules fitting;
    private final long closesAt;
    private final ModelFitting models;
    private final Executor executor;
    private final Knowledge known;

    private Population population;
    private Optional<ModelParameters> newest;
    private CompletableFuture<Optional<ModelFitting.Fitted>> result;

    private Statistician(
            StatisticianRules rules,
            Knowledge known,
            Optional<ModelParameters> newest,
            Executor executor) {
        this.calendar = rules.calendar();
        this.fitting = rules.fitting();
        this.closesAt = rules.closesAt();
        this.models = new ModelFitting(fitting, calendar);
        this.executor = executor;
        this.known = known;
        this.newest = newest;
        this.population = newest.map(rules.population()::with).orElse(rules.population());
        known.ordered.ifPresent(this::start);
    }

    /**
     * Begins.
     *
     * @param executor runs the fits; what is found does not depend on it
     */
    public static Statistician beginning(StatisticianRules rules, Executor executor) {
        return new Statistician(rules, Knowledge.blank(rules), Optional.empty(), executor);
    }

    /**
     * Takes up the work where it was left.
     *
     * @throws IllegalArgumentException if the notes are damaged, or of a newer release
     */
    public static Statistician resuming(
            StatisticianRules rules, StatisticianNotes notes, Executor executor) {
        return new Statistician(
                rules, NotesCodec.decode(notes.bytes(), rules), notes.newest(), executor);
    }

    /** Everything that is needed to take the work up again. */
    public StatisticianNotes notes() {
        return new StatisticianNotes(NotesCodec.encode(known), newest);
    }

    /** Nothing need be heard of customers whose place is not under this. */
    public double sampleShare() {
        return known.sample.share();
    }

    /** Hears of a customer. */
    public void hear(BuyerReport report) {
        Schedule schedule = known.schedule;
        if (schedule.begun() && report.asOf() < calendar.startOf(schedule.nextDay())) {
            take(report);
        } else {
            known.waiting.add(report);
        }
    }

    private void take(BuyerReport report) {
        Optional<BuyerFacts> facts = report.facts();
        if (facts.isEmpty()) {
            known.judging.forget(report.customer());
        }
        boolean changed =
                facts.isPresent()
                        ? known.sample.put(report.customer(), facts.get())
                        : known.sample.remove(report.customer());
        if (changed) {
            known.schedule = known.schedule.changed();
        }
    }

    /**
     * Time has passed: nothing will be heard any more of what happened up to this moment, or it is
     * late.
     *
     * @param moment {@link Moments#NEVER} at the end of everything
     * @return what was found out, in order
     */
    public List<Finding> passTo(long moment) {
        List<Finding> found = poll();
        if (!known.schedule.begun()) {
            known.schedule = known.schedule.beginning(known.waiting.firstDay(calendar));
        }
        long until = Math.min(closesAt, moment >= AFTER_ALL ? known.waiting.latest() : moment);
        while (known.schedule.begun() && calendar.startOf(known.schedule.nextDay()) - 1 <= until) {
            takeWhatIsDue();
            begin(known.schedule.nextDay(), found);
            known.schedule = known.schedule.dayDone();
        }
        takeWhatIsDue();
        return found;
    }

    /**
     * So nothing waits of before the next day: what is heard of that is newer, and taken at once.
     */
    private void takeWhatIsDue() {
        if (known.schedule.begun()) {
            long nextDay = calendar.startOf(known.schedule.nextDay());
            known.waiting.before(nextDay).forEach(this::take);
        }
    }

    private void begin(int day, List<Finding> found) {
        known.judging.judge(day, known.sample).ifPresent(found::add);
        boolean fitIsDue = known.schedule.fitIsDue(fitting, known.sample.size());
        boolean predictionIsDue = known.judging.predictionIsDue(day, known.sample);
        if (fitIsDue || predictionIsDue) {
            found.addAll(await());
        }
        if (predictionIsDue) {
            // A fit of this very moment is in force from it on, but nobody has it yet.
            known.judging.predict(day, known.sample, population.at(calendar.startOf(day) - 1));
        }
        if (fitIsDue) {
            known.schedule = known.schedule.fitBegun(known.sample.size());
            start(new FitOrder(day, known.sample.facts().toArray(BuyerFacts[]::new)));
        }
    }

    private void start(FitOrder order) {
        known.ordered = Optional.of(order);
        result = CompletableFuture.supplyAsync(() -> order.carryOut(models), executor);
    }

    /** What was found out since, without waiting for anything. */
    public List<Finding> poll() {
        List<Finding> found = new ArrayList<>();
        if (known.sample.share() < known.toldShare * NARROWER) {
            known.toldShare = known.sample.share();
            found.add(new Finding.Narrowed(new SampleShare(known.toldShare)));
        }
        if (known.ordered.isPresent() && result.isDone()) {
            found.addAll(await());
        }
        return found;
    }

    /** Waits for the fit that is on its way, if there is one. */
    public List<Finding> await() {
        if (known.ordered.isEmpty()) {
            return List.of();
        }
        int day = known.ordered.get().day();
        Optional<ModelFitting.Fitted> fitted = result.join();
        known.ordered = Optional.empty();
        if (fitted.isEmpty() || !fitted.get().isUsable()) {
            return List.of(
                    new Finding.NotFitted(
                            day,
                            fitted.map(f -> f.buying().verdict().name())
                                    .orElse(Finding.NotFitted.FAILED)));
        }
        ModelParameters parameters = fitted.get().parameters();
        newest = Optional.of(parameters);
        population = population.with(parameters);
        return List.of(new Finding.Fitted(parameters));
    }
}
