package dev.tidemark.app;

import dev.tidemark.app.config.ModelOptions;
import dev.tidemark.app.config.Options;
import dev.tidemark.app.config.Settings;
import dev.tidemark.app.replay.Replay;
import dev.tidemark.app.replay.ReplayConsole;
import dev.tidemark.app.replay.ReplaySummary;
import dev.tidemark.kpi.Kpi;
import dev.tidemark.model.Dimension;
import dev.tidemark.scoring.DayCalendar;
import dev.tidemark.wire.Rfc3339;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark replay}: the pipeline over a finished log. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Scores a finished log: the same pipeline, as fast as it goes.",
            "",
            "Writes scores.jsonl (each customer as of the end), transitions.jsonl,"
                    + " rejections.jsonl and summary.json.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  tidemark replay --input orders.csv.gz --format csv --out result \\",
            "      --columns customer=CustomerID,order=InvoiceNo,time=InvoiceDate,amount=Total",
            "  tidemark replay --input CDNOW_sample.txt --format cdnow --until 1997-09-30"
                    + " --out result"
        })
final class ReplayCommand implements Callable<Integer> {
    @Mixin private LogOptions log;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where the results go; made if it is not there.")
    private Path out;

    @Option(
            names = "--until",
            paramLabel = "DATE",
            description =
                    "Score everyone as of the end of this day; events after it are ignored."
                            + " Default: the day of the last event.")
    private String until;

    @Option(
            names = "--explain",
            paramLabel = "DAYS",
            description =
                    "Also write explain.jsonl: x, t_x, T and what the model makes of them over"
                            + " the next DAYS days, over 0.")
    private Integer explainDays;

    @Option(
            names = "--refit",
            description =
                    "Fit the models to the log as it goes, as the job does; without it the"
                            + " configured parameters hold, unless model.refit-days is set.")
    private boolean refit;

    @Option(
            names = "--population",
            paramLabel = "FILE",
            description =
                    "Score by the models and cut points of this file, the messages of the"
                            + " population's topic one to a line, such as population.jsonl of"
                            + " another replay; without it they are found out beforehand.")
    private Path population;

    @Mixin private ConfigurationOptions configuration;

    @Override
    public Integer call() throws IOException {
        log.check();
        if (explainDays != null && explainDays <= 0) {
            throw new UserMistake("--explain %d is not over 0".formatted(explainDays));
        }
        if (population != null && !Files.isRegularFile(population)) {
            throw new UserMistake("--population %s is not a file".formatted(population));
        }
        Settings settings = log.settings(configuration, defaults());
        Privacy privacy = Privacy.of(settings);
        Replay.Order order =
                new Replay.Order(
                        log.input(),
                        log.logFormat(),
                        log.readers(settings, privacy),
                        until(settings.zone()),
                        out,
                        Optional.ofNullable(explainDays).map(Duration::ofDays),
                        privacy.receiptHash(),
                        Optional.ofNullable(population));
        OutputDirectory.make(out);
        ReplayConsole console = new ReplayConsole(System.err, System.console() != null);
        ReplaySummary summary =
                new Replay(
                                order,
                                settings.rules(),
                                settings::learning,
                                scratch -> FlinkEnvironment.forReplay(settings, scratch),
                                console)
                        .run();
        print(summary);
        return summary.booksBalance() ? 0 : 1;
    }

    private Map<String, String> defaults() {
        Map<String, String> defaults = new HashMap<>();
        defaults.put(Options.TIMERS.key(), "heap");
        if (!refit) {
            defaults.put(ModelOptions.REFIT_DAYS.key(), "0");
        }
        return defaults;
    }

    private static void printJudgement(Map<String, Double> figures) {
        if (!figures.containsKey("churn_brier_model")) {
            return;
        }
        System.out.printf(
                Locale.ROOT,
                "churn judged by %,.0f predictions: AUC %.3f, Brier %.4f, calibration error %.3f;"
                        + " days of silence alone: %s%n",
                figures.get("churn_judged"),
                figures.getOrDefault("churn_auc_model", Double.NaN),
                figures.get("churn_brier_model"),
                figures.get("churn_calibration_error_model"),
                figures.containsKey("churn_brier_recency")
                        ? String.format(
                                Locale.ROOT,
                                "AUC %.3f, Brier %.4f",
                                figures.getOrDefault("churn_auc_recency", Double.NaN),
                                figures.get("churn_brier_recency"))
                        : "not known yet");
    }

    private OptionalLong until(ZoneId days) {
        return until == null
                ? OptionalLong.empty()
                : OptionalLong.of(
                        new DayCalendar(days).startOf(LogOptions.day("--until", until) + 1));
    }

    private void print(ReplaySummary summary) {
        System.out.printf(
                Locale.ROOT,
                "%,d read = %,d scored + %,d ignored %s + %,d rejected %s%n",
                summary.read(),
                summary.scored(),
                summary.ignored(),
                summary.byFirstLabel(Kpi.EVENTS_IGNORED),
                summary.rejected(),
                summary.byFirstLabel(Kpi.EVENTS_REJECTED));
        if (summary.isEmpty()) {
            System.out.printf(Locale.ROOT, "no events in %s%n", log.input());
        } else {
            System.out.printf(
                    Locale.ROOT,
                    "%,d customers as of %s: %s; churn %s%n",
                    summary.customers(),
                    Rfc3339.format(summary.rules().closesAt()),
                    summary.customers(Dimension.RFM),
                    summary.customers(Dimension.CHURN));
            printJudgement(summary.judgement());
        }
        System.out.printf(
                Locale.ROOT,
                "%,d transitions; %,.0f events/s, %,.0f scorecards/s; results in %s%n",
                summary.transitions(),
                summary.eventsPerSecond(),
                summary.scorecardsPerSecond(),
                out);
    }
}
