package dev.tidemark.model;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a customer, or someone acting for the customer, did. The set is closed. */
public enum EventType {
    /** An order was placed and paid; carries an amount of zero or more. */
    PURCHASE,
    /**
     * Money went back; carries an amount, or only an order id, which gives back the whole order.
     */
    REFUND,
    /** The customer looked at a page or a product. */
    VIEW,
    /** Any other sign of life: an e-mail opened, a login, a message. */
    ENGAGEMENT;

    private static final Map<String, EventType> BY_WIRE_NAME =
            Stream.of(values()).collect(Collectors.toMap(EventType::wireName, Function.identity()));

    /** The name in messages: lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All wire names, for a message. */
    public static String wireNames() {
        return Stream.of(values()).map(EventType::wireName).collect(Collectors.joining(", "));
    }

    /** The type of that wire name, if there is one; names are lower case. */
    public static Optional<EventType> ofWireName(String wireName) {
        return Optional.ofNullable(BY_WIRE_NAME.get(wireName));
    }
}
