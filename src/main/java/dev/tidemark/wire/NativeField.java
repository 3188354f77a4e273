package dev.tidemark.wire;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fields of the native event; all others are passed over. */
enum NativeField {
    EVENT_ID("eventId"),
    CUSTOMER_ID("customerId"),
    TYPE("type"),
    OCCURRED_AT("occurredAt"),
    ORDER_ID("orderId"),
    AMOUNT("amount"),
    CURRENCY("currency"),
    CHANNEL("channel"),
    /** Of a purchase: true if it is the order as it is now. */
    REPLACES("replaces"),
    CAMPAIGN_ID("campaignId"),
    TICKET_ID("ticketId"),
    SURVEY("survey"),
    SCORE("score"),
    REFERRED_ID("referredId"),
    /** Of a profile: an object. */
    ATTRIBUTES("attributes"),
    /** Of a merge: the id that stays. */
    INTO("into");

    private static final Map<String, NativeField> BY_WIRE_NAME =
            Stream.of(values())
                    .collect(Collectors.toMap(NativeField::wireName, Function.identity()));

    private final String wireName;

    NativeField(String wireName) {
        this.wireName = wireName;
    }

    String wireName() {
        return wireName;
    }

    /** The field of that name, if it is one. */
    static Optional<NativeField> ofWireName(String wireName) {
        return Optional.ofNullable(BY_WIRE_NAME.get(wireName));
    }
}
