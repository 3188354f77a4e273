package dev.tidemark.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.tidemark.app.config.ConfigurationException;
import dev.tidemark.app.config.Settings;
import dev.tidemark.app.replay.EventLog;
import dev.tidemark.app.replay.ReplayConsole;
import dev.tidemark.backtest.Backtest;
import dev.tidemark.backtest.BacktestPlan;
import dev.tidemark.backtest.BacktestReport;
import dev.tidemark.backtest.ReportTree;
import dev.tidemark.backtest.TooLittleHistoryException;
import dev.tidemark.backtest.report.HtmlReport;
import dev.tidemark.backtest.report.TextReport;
import dev.tidemark.scoring.DayCalendar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark backtest}: may the scores be trusted on this log? */
@Command(
        name = "backtest",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Judges the scores on a finished log: at one day after another the models are fitted to"
                    + " what had happened, and held against what then did.",
            "",
            "Writes report.html, to be opened in a browser, and report.json.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  tidemark backtest --input orders.csv.gz --format csv --out report \\",
            "      --columns customer=CustomerID,order=InvoiceNo,time=InvoiceDate,amount=Total",
            "  tidemark backtest --input CDNOW_sample.txt --format cdnow --every 14d"
                    + " --from 1997-07-02 --out report"
        })
final class BacktestCommand implements Callable<Integer> {
    @Mixin private LogOptions log;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where the report goes; made if it is not there.")
    private Path out;

    @Option(
            names = "--horizon",
            paramLabel = "DAYS",
            description =
                    "Churn is no purchase within so many days, such as 90d."
                            + " Default: churn.horizon-days.")
    private String horizon;

    @Option(
            names = "--every",
            paramLabel = "DAYS",
            description = "From one origin to the next. Default: ${DEFAULT-VALUE}.")
    private String every = "28d";

    @Option(
            names = "--from",
            paramLabel = "DATE",
            description =
                    "The first origin; what happens on this day is the future already. Default: two"
                            + " horizons into the log, at most half way to the last one possible.")
    private String from;

    @Option(
            names = "--until",
            paramLabel = "DATE",
            description = "The log ends with this day. Default: the day of its last purchase.")
    private String until;

    @Mixin private ModelChoice choice;

    @Mixin private ConfigurationOptions configuration;

    @Override
    public Integer call() throws IOException {
        log.check();
        Settings settings = choice.apply(log.settings(configuration, Map.of()));
        int horizonDays =
                horizon == null ? settings.judging().horizonDays() : days("--horizon", horizon);
        int everyDays = days("--every", every);
        OptionalInt first =
                from == null ? OptionalInt.empty() : OptionalInt.of(LogOptions.day("--from", from));
        OutputDirectory.make(out);
        ReplayConsole console = new ReplayConsole(System.err, System.console() != null);
        try (Scratch scratch = Scratch.in(out);
                EventLog events = log.open(settings, scratch.directory(), console)) {
            DayCalendar calendar = settings.rules().calendar();
            int end = log.endDay(events, calendar, until);
            BacktestPlan plan =
                    new BacktestPlan(
                            settings.fitting(),
                            calendar.dayOf(events.earliest()),
                            end,
                            horizonDays,
                            everyDays,
                            first);
            Backtest backtest = new Backtest(settings.rules(), plan);
            events.forEach(calendar.startOf(end), backtest::see);
            BacktestReport report = backtest.finish();
            write(report, events);
            System.out.print(TextReport.of(report));
            System.out.printf("%nThe whole report: %s%n", out.resolve("report.html"));
            return 0;
        } catch (TooLittleHistoryException e) {
            throw new PlainFailure(log.input() + ": " + e.getMessage());
        }
    }

    private static int days(String option, String text) {
        Duration duration;
        try {
            duration = Settings.duration(option, text);
        } catch (ConfigurationException | ArithmeticException e) {
            duration = Duration.ZERO;
        }
        long days = duration.toDays();
        if (days < 1 || days > 36_500 || !duration.equals(Duration.ofDays(days))) {
            throw new UserMistake(
                    "%s '%s' is not a number of days from 1 to 36500, such as 90d"
                            .formatted(option, text));
        }
        return (int) days;
    }

    private void write(BacktestReport report, EventLog events) throws IOException {
        Map<String, Object> tree = ReportTree.of(report);
        Files.writeString(out.resolve("report.json"), json(tree));
        Files.writeString(
                out.resolve("report.html"),
                HtmlReport.of(report, events.name()),
                StandardCharsets.UTF_8);
    }

    private static String json(Map<String, Object> tree) throws JsonProcessingException {
        return new ObjectMapper()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .writeValueAsString(tree)
                        .replace(System.lineSeparator(), "\n")
                + "\n";
    }
}
