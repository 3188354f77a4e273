package dev.tidemark.wire;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventDetail;
import dev.tidemark.model.EventType;
import dev.tidemark.model.Moments;
import dev.tidemark.model.RejectionReason;
import dev.tidemark.model.SurveyKind;

/** What the fields of a native event mean, and what each type asks of them. */
final class NativeEvent {
    private final NativeFields fields;
    private final EventLimits limits;

    private NativeEvent(NativeFields fields, EventLimits limits) {
        this.fields = fields;
        this.limits = limits;
    }

    /**
     * The event that the fields describe.
     *
     * @param fallbackId the id of an event that names none; empty if each must
     */
    static CustomerEvent of(NativeFields fields, EventLimits limits, String fallbackId)
            throws UnreadableRecord {
        return new NativeEvent(fields, limits).event(fallbackId);
    }

    private CustomerEvent event(String fallbackId) throws UnreadableRecord {
        String eventId = fields.text(NativeField.EVENT_ID);
        eventId =
                eventId.isBlank() && !fallbackId.isEmpty()
                        ? fallbackId
                        : FieldCheck.required("eventId", eventId);
        EventType type = FieldCheck.type(fields.text(NativeField.TYPE));
        String customerId =
                FieldCheck.customer("customerId", fields.text(NativeField.CUSTOMER_ID), type);
        long occurredAt = occurredAt();
        String orderId = FieldCheck.optional("orderId", fields.text(NativeField.ORDER_ID));
        if (type == EventType.CANCELLATION && orderId.isEmpty()) {
            throw FieldCheck.missing("orderId");
        }
        return new CustomerEvent(
                eventId,
                customerId,
                type,
                occurredAt,
                orderId,
                amountMinor(type, orderId, occurredAt),
                FieldCheck.optional("channel", fields.text(NativeField.CHANNEL)),
                detail(type, customerId, occurredAt));
    }

    private long occurredAt() throws UnreadableRecord {
        String text = fields.text(NativeField.OCCURRED_AT);
        long moment = fields.occurredAtMillis();
        if (moment == Moments.NEVER) {
            if (text.isBlank()) {
                throw FieldCheck.missing("occurredAt");
            }
            moment = Rfc3339.parse(text);
        }
        if (moment == Moments.NEVER) {
            throw new UnreadableRecord(
                    RejectionReason.BAD_TIME,
                    "occurredAt '%s' is neither RFC 3339 nor a number of epoch milliseconds"
                            .formatted(FieldCheck.shown(text)));
        }
        return FieldCheck.inRange(moment, limits);
    }

    private long amountMinor(EventType type, String orderId, long occurredAt)
            throws UnreadableRecord {
        if (!MoneyField.isOf(type)) {
            return CustomerEvent.NO_AMOUNT;
        }
        String amount = fields.text(NativeField.AMOUNT);
        if (amount.isBlank()) {
            if (type == EventType.REFUND && !orderId.isEmpty()) {
                return CustomerEvent.NO_AMOUNT;
            }
            throw FieldCheck.missing("amount");
        }
        String currency = fields.text(NativeField.CURRENCY);
        long minor = MoneyField.minor("amount", amount, currency, occurredAt, limits);
        if (minor < 0) {
            throw new UnreadableRecord(
                    RejectionReason.NEGATIVE_AMOUNT,
                    "amount is %s; money that goes back is an event of type refund"
                            .formatted(FieldCheck.shown(amount)));
        }
        return minor;
    }

    private EventDetail detail(EventType type, String customerId, long occurredAt)
            throws UnreadableRecord {
        return switch (type) {
            case PURCHASE ->
                    fields.text(NativeField.REPLACES).equals("true")
                            ? new EventDetail.Restatement()
                            : EventDetail.NONE;
            case EMAIL_SENT, EMAIL_OPENED, EMAIL_CLICKED, CAMPAIGN_TOUCH, CAMPAIGN_COST ->
                    new EventDetail.Campaign(id(NativeField.CAMPAIGN_ID));
            case TICKET_OPENED, TICKET_RESOLVED ->
                    new EventDetail.Ticket(id(NativeField.TICKET_ID));
            case SURVEY -> survey();
            case REFERRAL -> new EventDetail.Referral(id(NativeField.REFERRED_ID));
            case PROFILE ->
                    DetailField.profile(
                            fields.attributes(),
                            fields.text(NativeField.CURRENCY),
                            occurredAt,
                            limits);
            case MERGE -> DetailField.merge(customerId, fields.text(NativeField.INTO));
            case REFUND,
                    CANCELLATION,
                    VIEW,
                    SEARCH,
                    CART,
                    CHECKOUT,
                    SIGNUP,
                    LOGIN,
                    CONSENT_GIVEN,
                    CONSENT_WITHDRAWN,
                    ERASE,
                    ENGAGEMENT ->
                    EventDetail.NONE;
        };
    }

    private EventDetail survey() throws UnreadableRecord {
        String kind = fields.text(NativeField.SURVEY);
        boolean words = kind.equals(SurveyKind.TEXT.wireName());
        return DetailField.survey(kind, words ? "" : fields.text(NativeField.SCORE), '.');
    }

    private String id(NativeField field) throws UnreadableRecord {
        return FieldCheck.optional(field.wireName(), fields.text(field));
    }
}
