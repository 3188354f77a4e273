package dev.tidemark.scoring;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventDetail;
import dev.tidemark.model.EventType;
import dev.tidemark.model.ProfileAttribute;
import dev.tidemark.model.SurveyKind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Events of one customer that are not about orders, of every type that has a meaning for one. */
final class AnyDealing {
    private static final List<EventType> TYPES =
            List.of(
                    EventType.VIEW,
                    EventType.SEARCH,
                    EventType.CART,
                    EventType.CHECKOUT,
                    EventType.SIGNUP,
                    EventType.LOGIN,
                    EventType.EMAIL_SENT,
                    EventType.EMAIL_OPENED,
                    EventType.EMAIL_CLICKED,
                    EventType.CAMPAIGN_TOUCH,
                    EventType.TICKET_OPENED,
                    EventType.TICKET_OPENED,
                    EventType.TICKET_RESOLVED,
                    EventType.SURVEY,
                    EventType.REFERRAL,
                    EventType.PROFILE,
                    EventType.PROFILE,
                    EventType.ENGAGEMENT);

    private static final List<String> CHANNELS =
            List.of(
                    "",
                    "web",
                    "Web",
                    " store",
                    "email",
                    "phone",
                    "kiosk",
                    "fax",
                    "catalogue",
                    "tv");

    private static final List<String> VALUES =
            List.of("", "email", "newsletter", "12", "phone,sms", "CZ", "x".repeat(90));

    private AnyDealing() {}

    /** One event; over many, more tickets, campaigns and channels than are remembered. */
    static CustomerEvent of(SplittableRandom random, String id, long at) {
        EventType type = TYPES.get(random.nextInt(TYPES.size()));
        String channel = random.nextInt(20) == 0 ? "ch" + random.nextInt(9) : any(CHANNELS, random);
        long none = CustomerEvent.NO_AMOUNT;
        return new CustomerEvent(
                id, Events.CUSTOMER, type, at, "", none, channel, detail(type, random));
    }

    private static EventDetail detail(EventType type, SplittableRandom random) {
        return switch (type) {
            case EMAIL_SENT, EMAIL_OPENED, EMAIL_CLICKED, CAMPAIGN_TOUCH ->
                    random.nextInt(6) == 0
                            ? EventDetail.NONE
                            : new EventDetail.Campaign("campaign-" + random.nextInt(20));
            case TICKET_OPENED, TICKET_RESOLVED ->
                    random.nextInt(8) == 0
                            ? new EventDetail.Ticket("")
                            : new EventDetail.Ticket("t" + random.nextInt(40));
            case SURVEY -> survey(random);
            case REFERRAL -> new EventDetail.Referral("");
            case PROFILE -> profile(random);
            default -> EventDetail.NONE;
        };
    }

    private static EventDetail survey(SplittableRandom random) {
        return switch (random.nextInt(5)) {
            case 0, 1 -> new EventDetail.Survey(SurveyKind.NPS, 10 * random.nextInt(11));
            case 2 -> new EventDetail.Survey(SurveyKind.RATING, 10 + random.nextInt(41));
            case 3 -> new EventDetail.Survey(SurveyKind.TEXT, EventDetail.Survey.NO_SCORE);
            default -> new EventDetail.Survey(SurveyKind.CSAT, 10 * (1 + random.nextInt(5)));
        };
    }

    private static EventDetail profile(SplittableRandom random) {
        Map<ProfileAttribute, String> said = new EnumMap<>(ProfileAttribute.class);
        for (ProfileAttribute attribute : ProfileAttribute.values()) {
            if (random.nextInt(3) == 0) {
                said.put(attribute, any(VALUES, random));
            }
        }
        return new EventDetail.Profile(said);
    }

    private static String any(List<String> texts, SplittableRandom random) {
        return texts.get(random.nextInt(texts.size()));
    }
}
