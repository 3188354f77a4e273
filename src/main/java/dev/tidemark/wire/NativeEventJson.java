package dev.tidemark.wire;

import dev.tidemark.model.CustomerEvent;
import java.math.BigDecimal;

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
                    json.writeStringField("customerId", event.customerId());
                    json.writeStringField("type", event.type().wireName());
                    json.writeStringField("occurredAt", Rfc3339.format(event.occurredAt()));
                    if (event.hasOrder()) {
                        json.writeStringField("orderId", event.orderId());
                    }
                    if (event.hasAmount()) {
                        json.writeNumberField(
                                "amount", BigDecimal.valueOf(event.amountMinor(), fractionDigits));
                        json.writeStringField("currency", currency);
                    }
                    if (!event.channel().isEmpty()) {
                        json.writeStringField("channel", event.channel());
                    }
                });
    }
}
