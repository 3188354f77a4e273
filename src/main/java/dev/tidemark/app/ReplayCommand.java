package dev.tidemark.app;

import dev.tidemark.app.config.Options;
import dev.tidemark.app.config.Settings;
import dev.tidemark.app.replay.LogFormat;
import dev.tidemark.app.replay.Replay;
import dev.tidemark.app.replay.ReplayConsole;
import dev.tidemark.app.replay.ReplaySummary;
import dev.tidemark.kpi.Kpi;
import dev.tidemark.model.Dimension;
import dev.tidemark.scoring.DayCalendar;
import dev.tidemark.wire.CdnowEventReader;
import dev.tidemark.wire.CsvDialect;
import dev.tidemark.wire.CsvEventReader;
import dev.tidemark.wire.CsvLayout;
import dev.tidemark.wire.EventDialect;
import dev.tidemark.wire.EventLimits;
import dev.tidemark.wire.EventReader;
import dev.tidemark.wire.Rfc3339;
import dev.tidemark.wire.TimeFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
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
    private enum Format {
        NATIVE,
        SEGMENT,
        CLOUDEVENTS,
        JSON,
        CSV,
        CDNOW;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = "--input",
            required = true,
            paramLabel = "FILE",
            description = "The log; plain or gzip, in any order.")
    private Path input;

    @Option(
            names = "--format",
            required = true,
            paramLabel = "FORMAT",
            description =
                    "One of ${COMPLETION-CANDIDATES}; json is one event a line, each in any of the"
                            + " three before.")
    private Format format;

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
            names = "--columns",
            paramLabel = "MAPPING",
            description =
                    "csv: which column is which, such as customer=CustomerID,order=InvoiceNo,"
                            + "time=ts,amount=amt; amount may be a product, Quantity*UnitPrice."
                            + " Also: event, type, currency, channel.")
    private String columns = "customer=customer,order=order,time=time,amount=amount";

    @Option(
            names = "--delimiter",
            paramLabel = "CHAR",
            description = "csv: between two columns, or the word tab. Default: a comma.")
    private String delimiter = ",";

    @Option(
            names = "--decimal",
            paramLabel = "CHAR",
            description =
                    "csv: the decimal mark of amounts, a point (default) or a comma; the other of"
                            + " the two is refused.")
    private String decimal = ".";

    @Option(
            names = "--charset",
            paramLabel = "NAME",
            description =
                    "csv: the encoding: UTF-8 (default), ISO-8859-1, windows-1252 or another with"
                            + " a byte for each character.")
    private String charset = "UTF-8";

    @Option(
            names = "--time-format",
            paramLabel = "FORMAT",
            description =
                    "csv: iso (default), epoch-ms, epoch-s, or a pattern such as 'M/d/yyyy H:mm'.")
    private String timeFormat = TimeFormat.ISO;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description =
                    "Zone of times without one in csv and cdnow, and of the days that are counted"
                            + " unless time.zone is configured. Default: time.zone.")
    private String zone;

    @Option(
            names = "--order-lines",
            paramLabel = "HOW",
            description =
                    "What several lines of one order mean: sum, replace or ignore."
                            + " Default: sum for csv, orders.lines for the others.")
    private String orderLines;

    @Option(
            names = "--explain",
            paramLabel = "DAYS",
            description =
                    "Also write explain.jsonl: x, t_x, T and what the model makes of them over"
                            + " the next DAYS days, over 0.")
    private Integer explainDays;

    @Mixin private ConfigurationOptions configuration;

    @Override
    public Integer call() throws IOException {
        if (!Files.isRegularFile(input)) {
            throw new UserMistake("--input %s is not a file".formatted(input));
        }
        if (!Files.isReadable(input)) {
            throw new UserMistake("--input %s cannot be read".formatted(input));
        }
        if (explainDays != null && explainDays <= 0) {
            throw new UserMistake("--explain %d is not over 0".formatted(explainDays));
        }
        Settings settings = settings();
        Privacy privacy = Privacy.of(settings);
        ZoneId localZone = zone == null ? settings.zone() : zone(zone);
        CsvDialect dialect = dialect();
        Replay.Order order =
                new Replay.Order(
                        input,
                        logFormat(),
                        (header, digest) ->
                                privacy.atTheDoor(
                                        reader(
                                                header,
                                                digest,
                                                dialect,
                                                localZone,
                                                settings.eventLimits())),
                        until(settings.zone()),
                        out,
                        Optional.ofNullable(explainDays).map(Duration::ofDays),
                        privacy.receiptHash());
        makeOutput();
        ReplayConsole console = new ReplayConsole(System.err, System.console() != null);
        ReplaySummary summary =
                new Replay(
                                order,
                                settings.rules(),
                                settings::statistics,
                                scratch -> FlinkEnvironment.forReplay(settings, scratch),
                                console)
                        .run();
        print(summary);
        return summary.booksBalance() ? 0 : 1;
    }

    private Settings settings() {
        Map<String, String> defaults = new HashMap<>();
        defaults.put(Options.TIMERS.key(), "heap");
        if (zone != null) {
            // Else a log of dates alone, read as midnights east of UTC, would be a day early.
            defaults.put(Options.ZONE.key(), zone(zone).getId());
        }
        if (format == Format.CSV) {
            defaults.put(Options.ORDER_LINES.key(), "sum");
        }
        Settings settings = configuration.settings(defaults);
        return orderLines == null ? settings : settings.with(Options.ORDER_LINES, orderLines);
    }

    private void makeOutput() {
        try {
            Files.createDirectories(out);
        } catch (IOException cannotBeMade) {
            throw unwritableOutput();
        }
        if (!Files.isWritable(out)) {
            throw unwritableOutput();
        }
    }

    private UserMistake unwritableOutput() {
        return new UserMistake("--out %s is not a directory that can be written".formatted(out));
    }

    private LogFormat logFormat() {
        return switch (format) {
            case NATIVE, SEGMENT, CLOUDEVENTS, JSON -> new LogFormat.Native();
            case CDNOW -> new LogFormat.Cdnow();
            case CSV -> new LogFormat.Csv(delimiter());
        };
    }

    private char delimiter() {
        String text = delimiter.equalsIgnoreCase("tab") ? "\t" : delimiter;
        if (text.length() != 1) {
            throw new UserMistake("--delimiter '%s' is not one character".formatted(delimiter));
        }
        return text.charAt(0);
    }

    private EventReader reader(
            byte[] header,
            String digest,
            CsvDialect dialect,
            ZoneId localZone,
            EventLimits limits) {
        return switch (format) {
            case NATIVE -> EventDialect.NATIVE.fileReader(limits, digest);
            case SEGMENT -> EventDialect.SEGMENT.fileReader(limits, digest);
            case CLOUDEVENTS -> EventDialect.CLOUDEVENTS.fileReader(limits, digest);
            case JSON -> EventDialect.AUTO.fileReader(limits, digest);
            case CDNOW -> new CdnowEventReader(localZone, limits, digest);
            // A file without a line has no columns to map, and no row that any reader will see.
            case CSV ->
                    header.length == 0
                            ? EventDialect.NATIVE.fileReader(limits, digest)
                            : new CsvEventReader(
                                    layout(header, dialect, localZone), limits, digest);
        };
    }

    private CsvDialect dialect() {
        if (!decimal.equals(".") && !decimal.equals(",")) {
            throw new UserMistake("--decimal '%s' is not a point or a comma".formatted(decimal));
        }
        return new CsvDialect(delimiter(), decimal.charAt(0), charset);
    }

    private CsvLayout layout(byte[] header, CsvDialect dialect, ZoneId localZone) {
        return CsvLayout.of(columns, header, dialect, TimeFormat.of(timeFormat, localZone));
    }

    private OptionalLong until(ZoneId days) {
        if (until == null) {
            return OptionalLong.empty();
        }
        try {
            DayCalendar calendar = new DayCalendar(days);
            int day = Math.toIntExact(LocalDate.parse(until).toEpochDay());
            return OptionalLong.of(calendar.startOf(day + 1));
        } catch (DateTimeException e) {
            throw new UserMistake("--until '%s' is not a date such as 1997-09-30".formatted(until));
        }
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new UserMistake("--zone '%s' is not a time zone".formatted(text));
        }
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
            System.out.printf(Locale.ROOT, "no events in %s%n", input);
        } else {
            System.out.printf(
                    Locale.ROOT,
                    "%,d customers as of %s: %s; churn %s%n",
                    summary.customers(),
                    Rfc3339.format(summary.rules().closesAt()),
                    summary.customers(Dimension.RFM),
                    summary.customers(Dimension.CHURN));
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
