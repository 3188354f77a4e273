package dev.tidemark.app;

import dev.tidemark.app.config.Settings;
import dev.tidemark.app.replay.EventLog;
import dev.tidemark.app.replay.ReplayConsole;
import dev.tidemark.backtest.Customers;
import dev.tidemark.scoring.BuyerFacts;
import dev.tidemark.scoring.DayCalendar;
import dev.tidemark.scoring.population.FittingRules;
import dev.tidemark.scoring.population.ModelFitting;
import dev.tidemark.stats.Correlation;
import dev.tidemark.stats.Estimate;
import dev.tidemark.stats.Fit;
import dev.tidemark.stats.GammaGamma;
import dev.tidemark.stats.Verdict;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark fit}: the parameters of a log's customers. */
@Command(
        name = "fit",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Fits the models of buying and spending to all customers of a finished log, and prints"
                    + " their parameters with standard errors.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  tidemark fit --input orders.csv --format csv --until 2025-12-31",
            "  tidemark fit --input CDNOW_sample.txt --format cdnow --until 1997-09-30 --no-prior"
        })
final class FitCommand implements Callable<Integer> {
    /** Above this the model of spending, which takes them for independent, is in doubt. */
    private static final double NOTABLE_CORRELATION = 0.2;

    @Mixin private LogOptions log;

    @Option(
            names = "--until",
            paramLabel = "DATE",
            description =
                    "Fit as of the end of this day; events after it are ignored."
                            + " Default: the day of the last purchase.")
    private String until;

    @Mixin private ModelChoice choice;

    @Mixin private ConfigurationOptions configuration;

    @Override
    public Integer call() throws IOException {
        log.check();
        Settings settings = choice.apply(log.settings(configuration, Map.of()));
        ReplayConsole console = new ReplayConsole(System.err, System.console() != null);
        try (Scratch scratch = Scratch.temporary("tidemark-fit");
                EventLog events = log.open(settings, scratch.directory(), console)) {
            DayCalendar calendar = settings.rules().calendar();
            int end = log.endDay(events, calendar, until);
            Customers customers = new Customers(settings.rules());
            events.forEach(calendar.startOf(end), customers::see);
            List<BuyerFacts> buyers = customers.facts();
            if (buyers.isEmpty()) {
                throw new PlainFailure(
                        "%s: nobody had bought anything by the end of %s"
                                .formatted(log.input(), LocalDate.ofEpochDay(end - 1)));
            }
            print(settings.fitting(), customers, end, calendar);
            return 0;
        }
    }

    private static void print(
            FittingRules rules, Customers customers, int day, DayCalendar calendar) {
        List<BuyerFacts> buyers = customers.facts();
        ModelFitting.Fitted fitted = new ModelFitting(rules, calendar).fit(buyers, day);
        say(
                "%s, unit of time %s days, prior of weight %s: %,d customers to the end of %s",
                rules.family().id(),
                number(rules.unitDays()),
                number(rules.priorPrecision()),
                buyers.size(),
                LocalDate.ofEpochDay(day - 1));
        double unitDays = rules.unitDays();
        double regularity = (rules.family().stages() - 1) * customers.sumLogGaps(unitDays);
        print(fitted.buying(), regularity);
        if (buyers.stream().allMatch(facts -> facts.repeats() == 0)) {
            say("  (nobody bought on a second day: all this is the prior)");
        } else if (buyers.size() < rules.leastCustomers()) {
            say("  (under %,d customers: much of this is the prior)", rules.leastCustomers());
        }
        if (fitted.buying().verdict() == Verdict.DROPOUT_NOT_IDENTIFIED) {
            say("  (the log does not show how customers drop out: leave P(alive) aside)");
        }
        say("");
        Optional<Fit<GammaGamma>> spending = fitted.spending();
        if (spending.isPresent()) {
            say("gamma-gamma, in currency units: %,.0f repeat buyers", spending.get().weight());
            print(spending.get(), 0);
        } else {
            say("gamma-gamma: too few repeat buyers, or no finite mean; not fitted");
        }
        printCorrelation(buyers);
        say("");
        say("To be put into a configuration:");
        say("model.family = %s", rules.family().id());
        say("model.unit-days = %s", number(rules.unitDays()));
        say("model.parameters = %s", values(fitted.buying().estimates()));
        spending.ifPresent(fit -> say("model.gamma-gamma = %s", values(fit.estimates())));
    }

    /**
     * Prints a fit.
     *
     * @param moreLogLikelihood what the fit has left out because no parameter changes it
     */
    private static void print(Fit<?> fit, double moreLogLikelihood) {
        say("  %-14s %14s %14s", "parameter", "estimate", "std. error");
        for (Estimate estimate : fit.estimates()) {
            String error =
                    Double.isNaN(estimate.standardError())
                            ? "unbounded"
                            : String.format(Locale.ROOT, "%.6f", estimate.standardError());
            say("  %-14s %14.6f %14s", estimate.name(), estimate.value(), error);
        }
        say("  %-14s %14.4f", "log-likelihood", fit.logLikelihood() + moreLogLikelihood);
        say("  %-14s %14s", "verdict", fit.verdict());
    }

    private static void printCorrelation(List<BuyerFacts> buyers) {
        List<BuyerFacts> repeaters =
                buyers.stream()
                        .filter(facts -> facts.repeats() > 0 && facts.repeatNetMinor() > 0)
                        .toList();
        double[] x = repeaters.stream().mapToDouble(BuyerFacts::repeats).toArray();
        double[] mean = repeaters.stream().mapToDouble(BuyerFacts::meanRepeatNetMinor).toArray();
        double pearson = Correlation.pearson(x, mean);
        double spearman = Correlation.spearman(x, mean);
        if (Double.isNaN(pearson)) {
            return;
        }
        say("  frequency and mean spend: Pearson %.3f, Spearman %.3f", pearson, spearman);
        if (Math.max(Math.abs(pearson), Math.abs(spearman)) > NOTABLE_CORRELATION) {
            say("  (gamma-gamma takes the two for independent: take its figures with care)");
        }
    }

    private static String values(List<Estimate> estimates) {
        return estimates.stream()
                .map(estimate -> Double.toString(estimate.value()))
                .collect(Collectors.joining(","));
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
