package dev.tidemark.app;

import dev.tidemark.app.config.Options;
import dev.tidemark.app.config.Settings;
import dev.tidemark.app.replay.EventLog;
import dev.tidemark.app.replay.LogFormat;
import dev.tidemark.app.replay.Replay;
import dev.tidemark.app.replay.SortProgress;
import dev.tidemark.scoring.DayCalendar;
import dev.tidemark.wire.CdnowEventReader;
import dev.tidemark.wire.CsvDialect;
import dev.tidemark.wire.CsvEventReader;
import dev.tidemark.wire.CsvLayout;
import dev.tidemark.wire.EventDialect;
import dev.tidemark.wire.EventLimits;
import dev.tidemark.wire.EventReader;
import dev.tidemark.wire.TimeFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options with which every verb opens a log. */
final class LogOptions {
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

    /** The log itself. */
    Path input() {
        return input;
    }

    /**
     * Says at once what is wrong with the file.
     *
     * @throws UserMistake if it is not there or cannot be read
     */
    void check() {
        if (!Files.isRegularFile(input)) {
            throw new UserMistake("--input %s is not a file".formatted(input));
        }
        if (!Files.isReadable(input)) {
            throw new UserMistake("--input %s cannot be read".formatted(input));
        }
    }

    /**
     * The configuration of a verb that reads a log.
     *
     * @param configuration what the user says
     * @param more defaults of the verb
     */
    Settings settings(ConfigurationOptions configuration, Map<String, String> more) {
        Map<String, String> defaults = new HashMap<>(more);
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

    /** How the log is cut into records. */
    LogFormat logFormat() {
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

    /** Makes the reader of its records, behind the privacy that is configured. */
    Replay.ReaderFactory readers(Settings settings, Privacy privacy) {
        ZoneId localZone = zone == null ? settings.zone() : zone(zone);
        CsvDialect dialect = dialect();
        EventLimits limits = settings.eventLimits();
        return (header, digest) ->
                privacy.atTheDoor(reader(header, digest, dialect, localZone, limits));
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

    /**
     * A day that was given on the command line, as days since 1970-01-01.
     *
     * @throws UserMistake naming the option
     */
    static int day(String option, String text) {
        try {
            int day = Math.toIntExact(LocalDate.parse(text).toEpochDay());
            return day;
        } catch (DateTimeException | ArithmeticException e) {
            throw new UserMistake(
                    "%s '%s' is not a date such as 1997-09-30".formatted(option, text));
        }
    }

    /**
     * Sorts the log by time.
     *
     * @param scratch directory for temporary files
     * @throws PlainFailure if there is no event in it
     */
    EventLog open(Settings settings, Path scratch, SortProgress progress) throws IOException {
        EventLog events =
                EventLog.open(
                        input,
                        logFormat(),
                        readers(settings, Privacy.of(settings)),
                        scratch,
                        progress);
        if (events.isEmpty()) {
            events.close();
            throw new PlainFailure("no events in %s".formatted(input));
        }
        return events;
    }

    /** The day after {@code --until}, or after the day of the last purchase. */
    int endDay(EventLog events, DayCalendar calendar, String until) {
        return 1 + (until == null ? calendar.dayOf(events.lastPurchase()) : day("--until", until));
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new UserMistake("--zone '%s' is not a time zone".formatted(text));
        }
    }
}
