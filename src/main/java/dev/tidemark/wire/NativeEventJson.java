package dev.tidemark.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventDetail;
import dev.tidemark.model.ProfileAttribute;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/** Writes native events, as an upstream system would: for the simulated shop and for tests. */
public final class NativeEventJson {
    private final String currency;
    private final int fractionDigits;

    /** Writes amounts in the reporting currency of these limits. */
    public NativeEventJson(EventLimits limits) {
        this.currency = limits.currency();
        this.fractionDigits = limits.fractionDigits();
    }

    /** The bytes of an event. */
    public byte[] write(CustomerEvent event) {
        return JsonText.object(
                json -> {
                    json.writeStringField("eventId", event.eventId());
                    writeId(json, NativeField.CUSTOMER_ID, event.customerId());
                    json.writeStringField("type", event.type().wireName());
                    json.writeStringField("occurredAt", Rfc3339.format(event.occurredAt()));
                    writeId(json, NativeField.ORDER_ID, event.orderId());
                    if (event.hasAmount()) {
                        json.writeNumberField("amount", units(event.amountMinor()));
                        json.writeStringField("currency", currency);
                    }
                    writeId(json, NativeField.CHANNEL, event.channel());
                    writeDetail(json, event.detail());
                });
    }

    private void writeDetail(JsonGenerator json, EventDetail detail) throws IOException {
        if (detail instanceof EventDetail.Restatement) {
            json.writeBooleanField("replaces", true);
        } else if (detail instanceof EventDetail.Campaign campaign) {
            writeId(json, NativeField.CAMPAIGN_ID, campaign.campaignId());
        } else if (detail instanceof EventDetail.Ticket ticket) {
            writeId(json, NativeField.TICKET_ID, ticket.ticketId());
        } else if (detail instanceof EventDetail.Survey survey) {
            json.writeStringField("survey", survey.kind().wireName());
            if (survey.scoreTenths() != EventDetail.Survey.NO_SCORE) {
                json.writeNumberField("score", BigDecimal.valueOf(survey.scoreTenths(), 1));
            }
        } else if (detail instanceof EventDetail.Referral referral) {
            writeId(json, NativeField.REFERRED_ID, referral.referredId());
        } else if (detail instanceof EventDetail.Profile profile) {
            writeProfile(json, profile);
        } else if (detail instanceof EventDetail.Merge merge) {
            json.writeStringField("into", merge.intoId());
        }
    }

    /** In the order in which they are declared, so that the same event has the same bytes. */
    private void writeProfile(JsonGenerator json, EventDetail.Profile profile) throws IOException {
        json.writeObjectFieldStart("attributes");
        for (Map.Entry<ProfileAttribute, String> entry :
                new TreeMap<>(profile.attributes()).entrySet()) {
            String name = entry.getKey().wireName();
            String value = entry.getValue();
            if (entry.getKey() == ProfileAttribute.ACQUISITION_COST && !value.isEmpty()) {
                json.writeNumberField(name, units(Long.parseLong(value)));
            } else {
                json.writeStringField(name, value);
            }
        }
        json.writeEndObject();
        if (profile.attributes().containsKey(ProfileAttribute.ACQUISITION_COST)) {
            json.writeStringField("currency", currency);
        }
    }

    private BigDecimal units(long minor) {
        return BigDecimal.valueOf(minor, fractionDigits);
    }

    private static void writeId(JsonGenerator json, NativeField field, String id)
            throws IOException {
        if (!id.isEmpty()) {
            json.writeStringField(field.wireName(), id);
        }
    }
}
