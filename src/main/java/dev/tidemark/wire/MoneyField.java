package dev.tidemark.wire;

import dev.tidemark.model.EventType;
import dev.tidemark.model.RejectionReason;
import java.math.BigDecimal;
import java.util.Locale;

/**
 * An amount and its currency, as text, to minor units of the reporting currency; for all dialects.
 *
 * <p>A blank currency is the reporting one; its case does not matter. An amount in another is
 * multiplied with the rate in force when the event occurred, exactly, and rounded once, half to
 * even. The result may be below zero: what that means, the dialect says.
 */
final class MoneyField {
    private static final int CODE_LENGTH = 3;

    private MoneyField() {}

    /** Whether an event of the type has money; the amount of others is passed over. */
    static boolean isOf(EventType type) {
        return type == EventType.PURCHASE
                || type == EventType.REFUND
                || type == EventType.CAMPAIGN_COST;
    }

    /**
     * Reads an amount.
     *
     * @param field its name, for the message
     * @param amount as {@link DecimalAmount} reads it
     * @param currency ISO 4217, any case, or blank
     * @param occurredAt the time of the event, epoch milliseconds
     * @return minor units of the reporting currency
     * @throws UnreadableRecord {@code BAD_AMOUNT} or {@code UNSUPPORTED_CURRENCY}
     */
    static long minor(
            String field, String amount, String currency, long occurredAt, EventLimits limits)
            throws UnreadableRecord {
        return minor(field, amount, currency, occurredAt, limits, '.');
    }

    /** As the other of that name, with a decimal mark other than the point. */
    static long minor(
            String field,
            String amount,
            String currency,
            long occurredAt,
            EventLimits limits,
            char mark)
            throws UnreadableRecord {
        boolean foreign = isForeign(currency, limits);
        BigDecimal rate = foreign ? rate(currency, occurredAt, limits) : BigDecimal.ONE;
        try {
            return foreign
                    ? DecimalAmount.toMinor(
                            DecimalAmount.parseExact(amount, mark).multiply(rate),
                            limits.fractionDigits())
                    : DecimalAmount.parseMinor(amount, limits.fractionDigits(), mark);
        } catch (NumberFormatException why) {
            throw FieldCheck.badAmount(field, amount, why);
        }
    }

    /** Converts an amount that was computed from several, and rounds it once. */
    static long minor(
            String field, BigDecimal amount, String currency, long occurredAt, EventLimits limits)
            throws UnreadableRecord {
        BigDecimal rate =
                isForeign(currency, limits) ? rate(currency, occurredAt, limits) : BigDecimal.ONE;
        try {
            return DecimalAmount.toMinor(amount.multiply(rate), limits.fractionDigits());
        } catch (NumberFormatException why) {
            throw FieldCheck.badAmount(field, amount.toString(), why);
        }
    }

    /** Reads a quantity times a unit price, multiplied and rounded once. */
    static long productMinor(
            String field,
            String quantity,
            String unitPrice,
            String currency,
            long occurredAt,
            EventLimits limits,
            char mark)
            throws UnreadableRecord {
        BigDecimal rate =
                isForeign(currency, limits) ? rate(currency, occurredAt, limits) : BigDecimal.ONE;
        try {
            return DecimalAmount.toMinor(
                    DecimalAmount.parseExact(quantity, mark)
                            .multiply(DecimalAmount.parseExact(unitPrice, mark))
                            .multiply(rate),
                    limits.fractionDigits());
        } catch (NumberFormatException why) {
            throw FieldCheck.badAmount(field, quantity + " * " + unitPrice, why);
        }
    }

    private static boolean isForeign(String currency, EventLimits limits) {
        return !currency.isBlank() && !currency.strip().equalsIgnoreCase(limits.currency());
    }

    private static BigDecimal rate(String currency, long occurredAt, EventLimits limits)
            throws UnreadableRecord {
        String code = currency.strip();
        String upper = code.length() == CODE_LENGTH ? code.toUpperCase(Locale.ROOT) : "";
        return limits.rates()
                .rate(upper, occurredAt)
                .orElseThrow(() -> unsupported(code, occurredAt, limits));
    }

    private static UnreadableRecord unsupported(String code, long occurredAt, EventLimits limits) {
        return new UnreadableRecord(
                RejectionReason.UNSUPPORTED_CURRENCY,
                "currency is '%s'; amounts at %s must be in %s"
                        .formatted(
                                FieldCheck.shown(code),
                                FieldCheck.moment(occurredAt),
                                String.join(", ", limits.currenciesAt(occurredAt))));
    }
}
