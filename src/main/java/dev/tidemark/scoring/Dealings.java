package dev.tidemark.scoring;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventDetail;
import dev.tidemark.model.EventType;
import dev.tidemark.model.Moments;
import dev.tidemark.model.ProfileAttribute;
import dev.tidemark.model.Relationship;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What is remembered of a customer besides purchases: how engaged they are, what they answered and
 * asked, what is known of them, where they respond, which campaigns reached them.
 *
 * <p>All of it is a function of the set of events that were scored, whatever order they came in,
 * but for the last bits of {@link #points}: there floating-point numbers are added up. Which events
 * are scored may depend on that order under {@link OrderLines#IGNORE}, where of several purchase
 * events of one order those that come too late to matter are ignored.
 *
 * <p>Silence changes nothing here but that tickets and touches lapse.
 */
final class Dealings {
    /** Stands for a day after all others. */
    static final int NOT_SEEN = Integer.MAX_VALUE;

    /** More points than anyone can have within a half-life. */
    static final double MOST_POINTS = 1e15;

    private static final String EMAIL = "email";

    /** Points of engagement as of {@link #engagedAt}; never of another moment. */
    double points;

    /** The latest event that brought points; {@link Moments#BEFORE_ALL} if there was none. */
    long engagedAt = Moments.BEFORE_ALL;

    /** The day of the earliest event; {@link #NOT_SEEN} if there was none. */
    int firstSeenDay = NOT_SEEN;

    /** The latest cart or checkout; {@link Moments#BEFORE_ALL} if there was none. */
    long lastIntentAt = Moments.BEFORE_ALL;

    /** The day of the latest referral; {@link Purchases#NO_DAY} if there was none. */
    int lastReferralDay = Purchases.NO_DAY;

    Answers answers = Answers.NONE;
    Tickets tickets = Tickets.NONE;
    Attributes attributes = Attributes.NONE;
    Responses responses = Responses.NONE;
    Touches touches = Touches.NONE;

    static Dealings none() {
        return new Dealings();
    }

    Dealings copy() {
        Dealings copy = new Dealings();
        copy.points = points;
        copy.engagedAt = engagedAt;
        copy.firstSeenDay = firstSeenDay;
        copy.lastIntentAt = lastIntentAt;
        copy.lastReferralDay = lastReferralDay;
        copy.answers = answers;
        copy.tickets = tickets;
        copy.attributes = attributes;
        copy.responses = responses;
        copy.touches = touches;
        return copy;
    }

    boolean isEmpty() {
        return firstSeenDay == NOT_SEEN
                && engagedAt == Moments.BEFORE_ALL
                && lastIntentAt == Moments.BEFORE_ALL
                && lastReferralDay == Purchases.NO_DAY
                && answers.equals(Answers.NONE)
                && tickets.size() == 0
                && attributes.isEmpty()
                && responses.size() == 0
                && touches.list().isEmpty();
    }

    /** Notes an event that is scored, and the day on which it happened. */
    void note(CustomerEvent event, int day, EngagementRules rules) {
        EventType type = event.type();
        long at = event.occurredAt();
        see(day);
        double brought = rules.pointsOf(type);
        if (brought > 0) {
            engage(brought, at, rules);
        }
        respond(event);
        switch (type) {
            case CART, CHECKOUT -> lastIntentAt = Math.max(lastIntentAt, at);
            case REFERRAL -> lastReferralDay = Math.max(lastReferralDay, day);
            case TICKET_OPENED, TICKET_RESOLVED -> {
                boolean resolved = type == EventType.TICKET_RESOLVED;
                tickets = tickets.with(ticketHash(event), Tickets.state(at, resolved));
            }
            case EMAIL_OPENED, EMAIL_CLICKED, CAMPAIGN_TOUCH -> touch(event.detail(), day);
            default -> learn(event.detail(), at);
        }
    }

    /** Notes that the customer was there on a day. */
    void see(int day) {
        firstSeenDay = Math.min(firstSeenDay, day);
    }

    private void engage(double brought, long at, EngagementRules rules) {
        if (engagedAt == Moments.BEFORE_ALL) {
            points = brought;
            engagedAt = at;
        } else if (at >= engagedAt) {
            points = rules.faded(points, at - engagedAt) + brought;
            engagedAt = at;
        } else {
            points += rules.faded(brought, engagedAt - at);
        }
        points = Math.min(points, MOST_POINTS);
    }

    private void respond(CustomerEvent event) {
        int weight = weight(event.type());
        if (weight == 0) {
            return;
        }
        boolean isMail =
                event.type() == EventType.EMAIL_OPENED || event.type() == EventType.EMAIL_CLICKED;
        String channel = isMail ? EMAIL : Responses.name(event.channel());
        if (!channel.isEmpty()) {
            responses = responses.with(channel, weight);
        }
    }

    /**
     * What an event says of the channel it came by. An opened e-mail says half of an act, as
     * programs open them too; looking around says nothing: it is no answer to anyone.
     */
    private static int weight(EventType type) {
        return switch (type) {
            case EMAIL_OPENED -> 1;
            case EMAIL_CLICKED,
                    PURCHASE,
                    CART,
                    CHECKOUT,
                    SIGNUP,
                    LOGIN,
                    TICKET_OPENED,
                    SURVEY,
                    REFERRAL,
                    ENGAGEMENT ->
                    2;
            default -> 0;
        };
    }

    private static long ticketHash(CustomerEvent event) {
        return Hash64.of(event.detail() instanceof EventDetail.Ticket t ? t.ticketId() : "");
    }

    private void touch(EventDetail detail, int day) {
        if (detail instanceof EventDetail.Campaign campaign && !campaign.campaignId().isBlank()) {
            touches = touches.with(campaign.campaignId(), day);
        }
    }

    private void learn(EventDetail detail, long at) {
        if (detail instanceof EventDetail.Survey survey) {
            answers = answers.with(survey, at);
        } else if (detail instanceof EventDetail.Profile profile) {
            attributes = attributes.with(profile, at);
        }
    }

    /** What two had to do with us who are one person: as if all events had been of one customer. */
    Dealings union(Dealings other, EngagementRules rules) {
        Dealings union = copy();
        if (other.engagedAt != Moments.BEFORE_ALL) {
            union.engage(other.points, other.engagedAt, rules);
        }
        union.see(other.firstSeenDay);
        union.lastIntentAt = Math.max(lastIntentAt, other.lastIntentAt);
        union.lastReferralDay = Math.max(lastReferralDay, other.lastReferralDay);
        union.answers = answers.union(other.answers);
        union.tickets = tickets.union(other.tickets);
        union.attributes = attributes.union(other.attributes);
        union.responses = responses.union(other.responses);
        union.touches = touches.union(other.touches);
        return union;
    }

    /** Forgets what has lapsed at a moment, on a day. */
    void forget(long now, int today) {
        tickets = tickets.forgetting(now);
        touches = touches.forgetting(today);
    }

    /** How the customer and the business get on at a moment. */
    Relationship relationship(long now, EngagementRules rules) {
        return new Relationship(
                engagement(now, rules),
                answers.knowsCsat() ? OptionalInt.of(csat()) : OptionalInt.empty(),
                answers.knowsCsat()
                        ? OptionalDouble.of(answers.csatSumTenths() / 10.0 / answers.csatCount())
                        : OptionalDouble.empty(),
                answers.knowsNps() ? OptionalInt.of(nps()) : OptionalInt.empty(),
                openTickets(now),
                preferredChannel());
    }

    private int engagement(long now, EngagementRules rules) {
        return engagedAt == Moments.BEFORE_ALL
                ? 0
                : rules.level(rules.faded(points, Math.max(0, now - engagedAt)));
    }

    /** Where the customer wants to be met, or else responds most, in lower case; may be empty. */
    String preferredChannel() {
        String said = profile(ProfileAttribute.PREFERRED_CHANNEL);
        return said.isEmpty() ? responses.preferred() : Responses.name(said);
    }

    long lastIntentAt() {
        return lastIntentAt;
    }

    int lastReferralDay() {
        return lastReferralDay;
    }

    int firstSeenDay() {
        return firstSeenDay;
    }

    /** What is known of an attribute; empty if nothing is. */
    String profile(ProfileAttribute attribute) {
        return attributes.value(attribute);
    }

    /** The channels on which the customer must not be contacted, in lower case. */
    List<String> optOutChannels() {
        String said = profile(ProfileAttribute.OPT_OUT_CHANNELS);
        if (said.isEmpty()) {
            return List.of();
        }
        List<String> channels = new ArrayList<>();
        int from = 0;
        while (from <= said.length()) {
            int comma = said.indexOf(',', from);
            int to = comma < 0 ? said.length() : comma;
            String channel = said.substring(from, to).strip().toLowerCase(Locale.ROOT);
            if (!channel.isEmpty()) {
                channels.add(channel);
            }
            from = to + 1;
        }
        return List.copyOf(channels);
    }

    /** The last answer to whether they would recommend us, 0 to 10; -1 if there is none. */
    int nps() {
        return answers.knowsNps() ? answers.npsTenths() / 10 : -1;
    }

    /** The last answer to how satisfied they are, 1 to 5; -1 if there is none. */
    int csat() {
        return answers.knowsCsat() ? answers.csatTenths() / 10 : -1;
    }

    /** What it cost to win the customer, in minor units; 0 if that is not known. */
    long acquisitionCostMinor() {
        String digits = profile(ProfileAttribute.ACQUISITION_COST);
        long cost = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9 || cost > SaturatingSum.BOUND / 10) {
                return 0;
            }
            cost = 10 * cost + digit;
        }
        return cost;
    }

    /** Requests for help that were not resolved and have not lapsed. */
    int openTickets(long now) {
        return tickets.open(now);
    }

    /** When the number of open tickets changes by silence; {@link Moments#NEVER} if it does not. */
    long ticketLapsesAt() {
        return tickets.lapsesAt();
    }

    /** The campaigns that reached the customer last, in the order of days. */
    List<CampaignTouch> touches() {
        return touches.list();
    }
}
