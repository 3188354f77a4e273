package dev.tidemark.wire;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventDetail;
import dev.tidemark.model.EventType;
import dev.tidemark.model.Intake;
import dev.tidemark.model.RejectionReason;
import dev.tidemark.model.SourcePosition;
import java.time.DateTimeException;
import java.util.Locale;

/**
 * Reads a row of a delimited log.
 *
 * <p>A row is a purchase, or, if its amount is below zero, a refund of that much; an amount of zero
 * is a purchase. An amount that is a product is below zero if exactly one of its factors is, though
 * the other be zero: goods that came back for nothing are a refund of nothing. Where a type is
 * mapped and not blank it says what the row is; a purchase or refund with an amount below zero is a
 * refund all the same, a cancellation has no amount, and anything else with one is rejected. Blanks
 * around a value are taken off; identifiers are otherwise kept as they are, {@code 17850.0} too. A
 * row without an event id gets one from the log's digest and its line.
 */
public final class CsvEventReader implements EventReader {
    private static final String UNDECODED = "\uFFFD";

    private final CsvLayout layout;
    private final EventLimits limits;
    private final String idPrefix;
    private final DelimitedText row;
    private final int[] columns;

    /**
     * @param layout what the columns mean
     * @param limits what is believed
     * @param digest prefix of made-up event ids: what the log's bytes hash to
     */
    public CsvEventReader(CsvLayout layout, EventLimits limits, String digest) {
        this.layout = layout;
        this.limits = limits;
        this.idPrefix = digest + "-";
        this.row = new DelimitedText(layout.dialect().delimiter());
        this.columns = new int[CsvField.values().length];
        for (CsvField field : CsvField.values()) {
            columns[field.ordinal()] = layout.column(field).orElse(-1);
        }
    }

    @Override
    public Intake read(byte[] raw, RecordHeaders headers, SourcePosition at) {
        try {
            split(FieldCheck.size(raw));
            return new Intake.Accepted(event(at));
        } catch (UnreadableRecord unreadable) {
            return unreadable.asRejected(raw, at);
        }
    }

    private void split(byte[] raw) throws UnreadableRecord {
        if (!row.split(raw)) {
            throw new UnreadableRecord(RejectionReason.MALFORMED, "a quoted field is never closed");
        }
        if (row.size() != layout.header().size()) {
            throw new UnreadableRecord(
                    RejectionReason.MALFORMED,
                    "the row has %d columns, the header %d"
                            .formatted(row.size(), layout.header().size()));
        }
    }

    private CustomerEvent event(SourcePosition at) throws UnreadableRecord {
        EventType named = namedType();
        String customerId = FieldCheck.customer("customer", value(CsvField.CUSTOMER), named);
        String orderId = FieldCheck.optional("order", value(CsvField.ORDER));
        long occurredAt = occurredAt();
        // What is called off is the whole order, whatever the row says it is worth.
        long signedMinor =
                named == EventType.CANCELLATION ? CustomerEvent.NO_AMOUNT : amountMinor(occurredAt);
        EventType type = type(named, signedMinor);
        if (type == EventType.CANCELLATION && orderId.isEmpty()) {
            throw FieldCheck.missing("order");
        }
        boolean ofAnOrder = type == EventType.REFUND && !orderId.isEmpty();
        boolean money = MoneyField.isOf(type);
        if (money && signedMinor == CustomerEvent.NO_AMOUNT && !ofAnOrder) {
            throw FieldCheck.missing("amount");
        }
        String eventId = FieldCheck.optional("event", value(CsvField.EVENT));
        return new CustomerEvent(
                eventId.isEmpty() ? idPrefix + at.offset() : eventId,
                customerId,
                type,
                occurredAt,
                orderId,
                money && signedMinor != CustomerEvent.NO_AMOUNT
                        ? Math.abs(signedMinor)
                        : CustomerEvent.NO_AMOUNT,
                FieldCheck.optional("channel", value(CsvField.CHANNEL)),
                detail(type, customerId));
    }

    private EventType namedType() throws UnreadableRecord {
        String name = value(CsvField.TYPE).toLowerCase(Locale.ROOT);
        EventType type = name.isEmpty() ? EventType.PURCHASE : FieldCheck.type(name);
        if (type == EventType.PROFILE) {
            throw new UnreadableRecord(
                    RejectionReason.UNKNOWN_TYPE,
                    "type is 'profile'; attributes are read from native events only");
        }
        return type;
    }

    private EventType type(EventType named, long signedMinor) throws UnreadableRecord {
        boolean belowZero = signedMinor < 0 && signedMinor != CustomerEvent.NO_AMOUNT;
        if (named == EventType.PURCHASE && signedMinor == 0 && hasOneFactorBelowZero()) {
            return EventType.REFUND;
        }
        if (belowZero && named != EventType.PURCHASE && named != EventType.REFUND) {
            throw new UnreadableRecord(
                    RejectionReason.NEGATIVE_AMOUNT,
                    "amount is below zero, which only money that went back can be; type is %s"
                            .formatted(named.wireName()));
        }
        return belowZero ? EventType.REFUND : named;
    }

    private EventDetail detail(EventType type, String customerId) throws UnreadableRecord {
        return switch (type) {
            case EMAIL_SENT, EMAIL_OPENED, EMAIL_CLICKED, CAMPAIGN_TOUCH, CAMPAIGN_COST ->
                    new EventDetail.Campaign(
                            FieldCheck.optional("campaign", value(CsvField.CAMPAIGN)));
            case TICKET_OPENED, TICKET_RESOLVED -> new EventDetail.Ticket("");
            case SURVEY ->
                    DetailField.survey(
                            value(CsvField.SURVEY).toLowerCase(Locale.ROOT),
                            value(CsvField.SCORE),
                            layout.dialect().decimalMark());
            case REFERRAL -> new EventDetail.Referral("");
            case MERGE -> DetailField.merge(customerId, value(CsvField.INTO));
            default -> EventDetail.NONE;
        };
    }

    /** What a product of zero does not tell: whether goods went out or came back. */
    private boolean hasOneFactorBelowZero() throws UnreadableRecord {
        return columns[CsvField.QUANTITY.ordinal()] >= 0
                && DecimalAmount.isBelowZero(value(CsvField.QUANTITY))
                        != DecimalAmount.isBelowZero(value(CsvField.AMOUNT));
    }

    private long amountMinor(long occurredAt) throws UnreadableRecord {
        String amount = value(CsvField.AMOUNT);
        boolean product = columns[CsvField.QUANTITY.ordinal()] >= 0;
        String quantity = value(CsvField.QUANTITY);
        if (amount.isEmpty() || product && quantity.isEmpty()) {
            return CustomerEvent.NO_AMOUNT;
        }
        String currency = value(CsvField.CURRENCY);
        char mark = layout.dialect().decimalMark();
        return product
                ? MoneyField.productMinor(
                        "amount", quantity, amount, currency, occurredAt, limits, mark)
                : MoneyField.minor("amount", amount, currency, occurredAt, limits, mark);
    }

    private long occurredAt() throws UnreadableRecord {
        String time = value(CsvField.TIME);
        if (time.isEmpty()) {
            throw FieldCheck.missing("time");
        }
        try {
            return FieldCheck.inRange(layout.time().epochMillis(time), limits);
        } catch (DateTimeException | ArithmeticException notInThatFormat) {
            throw new UnreadableRecord(
                    RejectionReason.BAD_TIME,
                    "time '%s' is not of the format %s"
                            .formatted(FieldCheck.shown(time), layout.time().format()));
        }
    }

    /** The field's text without blanks around it; empty if the log has no such column. */
    private String value(CsvField field) throws UnreadableRecord {
        int column = columns[field.ordinal()];
        if (column < 0) {
            return "";
        }
        String text = row.field(column, layout.dialect().charset()).strip();
        // Only broken bytes, here or wherever the log comes from, leave this character.
        if (text.contains(UNDECODED)) {
            throw new UnreadableRecord(
                    RejectionReason.MALFORMED,
                    "%s is not %s"
                            .formatted(
                                    layout.header().get(column), layout.dialect().charsetName()));
        }
        return text;
    }
}
