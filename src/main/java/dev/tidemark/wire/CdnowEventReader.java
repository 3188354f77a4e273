package dev.tidemark.wire;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventType;
import dev.tidemark.model.Intake;
import dev.tidemark.model.RejectionReason;
import dev.tidemark.model.SourcePosition;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.regex.Pattern;

/**
 * Reads a line of the CDNOW data sets, Fader and Hardie (2001): a purchase, at the start of its
 * day.
 *
 * <p>The master has four columns separated by blanks: customer, day as {@code yyyymmdd}, number of
 * CDs, dollars. The 1/10 sample has five: customer in the master, customer in the sample, and then
 * the same; the customer is then the one in the sample. There is no order, and the event id is made
 * of the log's digest and the line.
 */
public final class CdnowEventReader implements EventReader {
    private static final Pattern BLANKS = Pattern.compile("[ \\t]+");
    private static final char NOT_UTF_8 = '\uFFFD';
    private static final int MASTER_COLUMNS = 4;
    private static final int SAMPLE_COLUMNS = 5;

    private final EventLimits limits;
    private final int fractionDigits;
    private final ZoneId zone;
    private final String idPrefix;

    /**
     * @param zone whose days they are
     * @param limits what is believed
     * @param digest prefix of the event ids: what the log's bytes hash to
     */
    public CdnowEventReader(ZoneId zone, EventLimits limits, String digest) {
        this.zone = zone;
        this.limits = limits;
        this.fractionDigits = limits.fractionDigits();
        this.idPrefix = digest + "-";
    }

    @Override
    public Intake read(byte[] raw, RecordHeaders headers, SourcePosition at) {
        try {
            String line = new String(FieldCheck.size(raw), StandardCharsets.UTF_8).strip();
            if (line.indexOf(NOT_UTF_8) >= 0) {
                throw new UnreadableRecord(RejectionReason.MALFORMED, "the line is not UTF-8");
            }
            return new Intake.Accepted(event(BLANKS.split(line), at));
        } catch (UnreadableRecord unreadable) {
            return unreadable.asRejected(raw, at);
        }
    }

    private CustomerEvent event(String[] columns, SourcePosition at) throws UnreadableRecord {
        if (columns.length != MASTER_COLUMNS && columns.length != SAMPLE_COLUMNS) {
            throw new UnreadableRecord(
                    RejectionReason.MALFORMED,
                    "the line has %d columns; the master has %d and the sample %d"
                            .formatted(columns.length, MASTER_COLUMNS, SAMPLE_COLUMNS));
        }
        int customer = columns.length == SAMPLE_COLUMNS ? 1 : 0;
        return new CustomerEvent(
                idPrefix + at.offset(),
                FieldCheck.required("customer", columns[customer]),
                EventType.PURCHASE,
                FieldCheck.inRange(startOfDay(columns[customer + 1]), limits),
                "",
                amountMinor(columns[customer + 3]),
                "");
    }

    private long startOfDay(String day) throws UnreadableRecord {
        try {
            int number = day.matches("[0-9]{8}") ? Integer.parseInt(day) : 0;
            return LocalDate.of(number / 10_000, number / 100 % 100, number % 100)
                    .atStartOfDay(zone)
                    .toInstant()
                    .toEpochMilli();
        } catch (DateTimeException noSuchDay) {
            throw new UnreadableRecord(
                    RejectionReason.BAD_TIME,
                    "time '%s' is no day of the form yyyymmdd".formatted(FieldCheck.shown(day)));
        }
    }

    private long amountMinor(String dollars) throws UnreadableRecord {
        try {
            long amountMinor = DecimalAmount.parseMinor(dollars, fractionDigits);
            if (amountMinor < 0) {
                throw new UnreadableRecord(
                        RejectionReason.NEGATIVE_AMOUNT,
                        "amount '%s' is below zero; this log knows only purchases"
                                .formatted(FieldCheck.shown(dollars)));
            }
            return amountMinor;
        } catch (NumberFormatException why) {
            throw FieldCheck.badAmount("amount", dollars, why);
        }
    }
}
