package dev.tidemark.sim;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventDetail;
import dev.tidemark.model.EventType;
import dev.tidemark.model.SurveyKind;
import java.util.List;

/** Which types of event a shop sends. When something happens, and to whom, is the same in all. */
public enum Repertoire {
    /** Purchases and refunds, views, and engagements of no further kind. */
    PLAIN,

    /**
     * What a shop with a newsletter and a help desk sends. Views are also searches, carts and
     * checkouts; engagements have a kind; some whole refunds are cancellations, and more come soon;
     * some orders are restated, and some are sent again under another event id.
     */
    FULL;

    private static final double CANCELLED_SHARE = 0.5;
    private static final double RESTATED_SHARE = 0.05;
    private static final double HASTENED_SHARE = 1 / 3.0;
    private static final double RENAMED_SHARE = 0.3;
    static final int CAMPAIGNS = 12;

    /** One is as likely as another. */
    private static final List<EventType> VIEWS =
            List.of(EventType.VIEW, EventType.SEARCH, EventType.CART, EventType.CHECKOUT);

    private static final List<EventType> ENGAGEMENTS =
            List.of(
                    EventType.EMAIL_SENT,
                    EventType.EMAIL_OPENED,
                    EventType.EMAIL_CLICKED,
                    EventType.CAMPAIGN_TOUCH,
                    EventType.LOGIN,
                    EventType.TICKET_OPENED,
                    EventType.TICKET_RESOLVED,
                    EventType.SURVEY,
                    EventType.REFERRAL,
                    EventType.ENGAGEMENT);

    /** The event in a finer type, if there is one; nothing else about it changes but details. */
    CustomerEvent refined(CustomerEvent event, SeededRandom random) {
        if (this == PLAIN) {
            return event;
        }
        return switch (event.type()) {
            case VIEW -> {
                EventType type = VIEWS.get((int) random.below(VIEWS.size()));
                yield of(type, event, EventDetail.NONE);
            }
            case ENGAGEMENT -> engagement(event, random);
            case REFUND ->
                    !event.hasAmount() && random.chance(CANCELLED_SHARE)
                            ? of(EventType.CANCELLATION, event, EventDetail.NONE)
                            : event;
            default -> event;
        };
    }

    /** The id of a campaign, from 0 to {@link #CAMPAIGNS} - 1. */
    static String campaign(int index) {
        return "campaign-" + index;
    }

    /** Opening an account, as far as it is told apart from other signs of life. */
    EventType signUp() {
        return this == PLAIN ? EventType.ENGAGEMENT : EventType.SIGNUP;
    }

    /** Whether this order is sent once more, as it is then. */
    boolean restates(SeededRandom random) {
        return this == FULL && random.chance(RESTATED_SHARE);
    }

    /** The refund as this shop makes it: one in three of a full repertoire on the same day. */
    Refund hastened(Refund refund, SeededRandom random) {
        return this == FULL && random.chance(HASTENED_SHARE) ? refund.hastened() : refund;
    }

    /**
     * The same event as it is sent again: now and then an order comes under another event id, as
     * from a system that makes its ids when it sends.
     */
    CustomerEvent again(CustomerEvent event, SeededRandom random) {
        boolean order = event.type() == EventType.PURCHASE && event.detail() == EventDetail.NONE;
        if (this == PLAIN || !order || !random.chance(RENAMED_SHARE)) {
            return event;
        }
        return new CustomerEvent(
                event.eventId() + "-again",
                event.customerId(),
                event.type(),
                event.occurredAt(),
                event.orderId(),
                event.amountMinor(),
                event.channel());
    }

    private static CustomerEvent engagement(CustomerEvent event, SeededRandom random) {
        EventType type = ENGAGEMENTS.get((int) random.below(ENGAGEMENTS.size()));
        EventDetail detail =
                switch (type) {
                    case EMAIL_SENT, EMAIL_OPENED, EMAIL_CLICKED, CAMPAIGN_TOUCH ->
                            new EventDetail.Campaign(campaign((int) random.below(CAMPAIGNS)));
                    case TICKET_OPENED, TICKET_RESOLVED ->
                            new EventDetail.Ticket("t" + event.eventId().substring(1));
                    case SURVEY ->
                            new EventDetail.Survey(SurveyKind.NPS, 10 * (int) random.below(11));
                    case REFERRAL -> new EventDetail.Referral("");
                    default -> EventDetail.NONE;
                };
        return of(type, event, detail);
    }

    private static CustomerEvent of(EventType type, CustomerEvent event, EventDetail detail) {
        return new CustomerEvent(
                event.eventId(),
                event.customerId(),
                type,
                event.occurredAt(),
                event.orderId(),
                event.amountMinor(),
                event.channel(),
                detail);
    }
}
