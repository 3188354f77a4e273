package dev.tidemark.model;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a customer did, or what happened to a customer. The set is closed; the names are part of the
 * event contract, {@code docs/events.md}.
 */
public enum EventType {
    /** An order was placed and paid; carries an amount of zero or more. */
    PURCHASE,
    /**
     * Money went back; carries an amount, or only an order id, which gives back the whole order.
     */
    REFUND,
    /** A whole order was called off, whatever its amount; carries the order id. */
    CANCELLATION,
    /** The customer looked at a page or a product. */
    VIEW,
    /** The customer searched. */
    SEARCH,
    /** Something was put into a cart, or taken out. */
    CART,
    /** A checkout was begun or went a step on. */
    CHECKOUT,
    /** An account was opened. */
    SIGNUP,
    /** The customer logged in. */
    LOGIN,
    /** An e-mail was sent to the customer: no sign of life of theirs. */
    EMAIL_SENT,
    /** The customer opened an e-mail. */
    EMAIL_OPENED,
    /** The customer followed a link of an e-mail. */
    EMAIL_CLICKED,
    /** A campaign reached the customer. */
    CAMPAIGN_TOUCH,
    /** The customer asked for help. */
    TICKET_OPENED,
    /** The customer was helped. */
    TICKET_RESOLVED,
    /** The customer answered a survey or rated something; carries {@link EventDetail.Survey}. */
    SURVEY,
    /** The customer brought another one. */
    REFERRAL,
    /** What is known of the customer changed; carries {@link EventDetail.Profile}. */
    PROFILE,
    /** The customer agreed to be scored. */
    CONSENT_GIVEN,
    /** The customer no longer agrees. */
    CONSENT_WITHDRAWN,
    /** The customer is the same person as another one; carries {@link EventDetail.Merge}. */
    MERGE,
    /** Everything about the customer must be forgotten. */
    ERASE,
    /** Money was spent on a campaign; the only event without a customer. */
    CAMPAIGN_COST,
    /** Any other sign of life. */
    ENGAGEMENT;

    private static final Map<String, EventType> BY_WIRE_NAME =
            Stream.of(values()).collect(Collectors.toMap(EventType::wireName, Function.identity()));

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name in messages: lower case. */
    public String wireName() {
        return wireName;
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
