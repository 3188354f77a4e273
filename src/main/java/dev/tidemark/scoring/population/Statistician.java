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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;

/**
 * Hears what becomes of each customer, keeps a sample, and at the beginning of each day does what
 * is due: judges predictions, makes new ones, fits the models again.
 *
 * <p>What is done at the beginning of a day rests on what happened before it, and on nothing else:
 * reports of later are put aside until time has passed. So the same events give the same models,
 * whether they come live, from a log, or in a plain loop.
 *
 * <p>A fit runs on an executor while more is heard; it is waited for only on a day on which there
 * is something else to do, so that what is found comes in the same order always. Not for several
 * threads.
 */
public final class Statistician {
    /** How far the share of the sample falls before others are told. */
    private static final double NARROWER = 0.5;

    /** Time that is over for everything, or all but. */
    private static final long AFTER_ALL = Moments.NEVER - 1;

    private final DayCalendar calendar;
    private final FittingRules fitting;
    private final long closesAt;
    private final boolean joins;
    private final ModelFitting models;
    private final Executor executor;
    private final Knowledge known;

    private Population population;
    private Optional<ModelParameters> newest;
    private CompletableFuture<Finding> result;

    private Statistician(
            StatisticianRules rules,
            Knowledge known,
            Optional<ModelParameters> newest,
            Executor executor) {
        this.calendar = rules.calendar();
        this.fitting = rules.fitting();
        this.closesAt = rules.closesAt();
        this.joins = rules.joins();
        this.models = new ModelFitting(fitting, calendar);
        this.executor = executor;
        this.known = known;
        this.newest = newest;
        this.population =
                newest.filter(fitting::concerns)
                        .map(rules.population()::with)
                        .orElse(rules.population());
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
     * Takes up the work where it was left. If there was no more listening since, it begins again:
     * what was known then is no longer true. If the last fit was one of another model, the next day
     * is one for a fit.
     *
     * @throws IllegalArgumentException if the notes are damaged, or of a newer release
     */
    public static Statistician resuming(
            StatisticianRules rules, StatisticianNotes notes, Executor executor) {
        Knowledge known =
                rules.listens() ? NotesCodec.decode(notes.bytes(), rules) : Knowledge.blank(rules);
        boolean isOfOthers = notes.newest().filter(m -> !rules.fitting().concerns(m)).isPresent();
        if (isOfOthers && known.ordered.isEmpty()) {
            known.schedule = known.schedule.unfitted();
        }
        return new Statistician(rules, known, notes.newest(), executor);
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
        if (!known.sample.isOpenTo(report.customer())) {
            return;
        }
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
        long until = Math.min(closesAt, moment);
        if (until >= AFTER_ALL) {
            until = known.waiting.beforeLatest();
        }
        if (!known.schedule.begun()) {
            int firstDay = known.waiting.firstDay(calendar);
            // While it is not over, there may yet be an earlier one.
            if (firstDay != Schedule.NONE && calendar.startOf(firstDay + 1) - 1 <= until) {
                Schedule begun = known.schedule.beginning(firstDay);
                known.schedule = joins ? begun.joining(calendar.dayOf(until)) : begun;
            }
        }
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
        known.sample.trim();
        boolean isNarrower = known.sample.share() < known.toldShare * NARROWER;
        boolean judgementIsDue = known.judging.judgementIsDue(day);
        boolean predictionIsDue =
                known.schedule.hasHeardAll() && known.judging.predictionIsDue(day, known.sample);
        boolean fitIsDue = known.schedule.fitIsDue(fitting, known.sample.size());
        if (isNarrower || judgementIsDue || predictionIsDue || fitIsDue) {
            found.addAll(await());
        }
        known.judging.narrow(known.sample);
        if (isNarrower) {
            known.toldShare = known.sample.share();
            found.add(new Finding.Narrowed(new SampleShare(known.toldShare)));
        }
        known.judging.judge(day, known.sample).ifPresent(found::add);
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
        if (known.ordered.isPresent() && result.isDone()) {
            found.addAll(await());
        }
        return found;
    }

    /**
     * Waits for the fit that is on its way, if there is one.
     *
     * @throws IllegalStateException if the thread is interrupted before that, or the fit breaks off
     *     by an error of the machine, such as want of memory; what is known stays as it was
     */
    public List<Finding> await() {
        if (known.ordered.isEmpty()) {
            return List.of();
        }
        Finding finding = finished();
        known.ordered = Optional.empty();
        if (finding instanceof Finding.Fitted fitted) {
            newest = Optional.of(fitted.parameters());
            population = population.with(fitted.parameters());
        }
        return List.of(finding);
    }

    /** Whoever ends the stream need not wait for it. */
    private Finding finished() {
        try {
            return result.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a fit is on its way", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a fit broke off: " + e.getCause(), e.getCause());
        }
    }
}
