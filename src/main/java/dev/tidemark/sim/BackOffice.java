package dev.tidemark.sim;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventDetail;
import dev.tidemark.model.EventType;
import dev.tidemark.model.ProfileAttribute;
import dev.tidemark.model.SurveyKind;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * A shop's deliveries and, after those that call for it, what its other systems know: the profile
 * of whoever signs up, the answer to "were you satisfied?" after a request was resolved, and each
 * week the bill of every campaign.
 *
 * <p>It only looks at the deliveries, so the same shop has the same back office. Not thread-safe.
 */
public final class BackOffice implements Iterator<Delivery> {
    private static final List<String> SOURCES = List.of("search", "newsletter", "friend", "shop");
    private static final List<String> COUNTRIES = List.of("CZ", "DE", "AT", "PL");
    private static final double ANSWERED_SHARE = 0.6;
    private static final int DEAREST_SOURCE_MINOR = 900;
    private static final int DEAREST_BILL_MINOR = 12_000;

    private final Shop shop;
    private final Queue<Delivery> waiting = new ArrayDeque<>();
    private long billedWeek = -1;

    public BackOffice(Shop shop) {
        this.shop = shop;
    }

    @Override
    public boolean hasNext() {
        return !waiting.isEmpty() || shop.hasNext();
    }

    @Override
    public Delivery next() {
        if (!waiting.isEmpty()) {
            return waiting.remove();
        }
        Delivery delivery = shop.next();
        long week = delivery.deliveredAt() / ShopConfig.WEEK_MS;
        if (week > billedWeek) {
            billedWeek = week;
            bill(week, delivery.deliveredAt());
        }
        if (delivery.payload() instanceof Delivery.Event happened) {
            CustomerEvent event = happened.event();
            if (event.type() == EventType.SIGNUP) {
                add(event, EventType.PROFILE, profile(random(event)));
            } else if (event.type() == EventType.TICKET_RESOLVED) {
                SeededRandom random = random(event);
                if (random.chance(ANSWERED_SHARE)) {
                    add(event, EventType.SURVEY, satisfaction(random));
                }
            }
        }
        return delivery;
    }

    private void bill(long week, long at) {
        for (int campaign = 0; campaign < Repertoire.CAMPAIGNS; campaign++) {
            String id = Repertoire.campaign(campaign);
            SeededRandom random =
                    new SeededRandom(SeededRandom.mix(week * Repertoire.CAMPAIGNS + campaign));
            CustomerEvent bill =
                    new CustomerEvent(
                            "bill-" + id + "-" + week,
                            "",
                            EventType.CAMPAIGN_COST,
                            at,
                            "",
                            random.below(DEAREST_BILL_MINOR),
                            "",
                            new EventDetail.Campaign(id));
            waiting.add(new Delivery(id, at, new Delivery.Event(bill)));
        }
    }

    private void add(CustomerEvent cause, EventType type, EventDetail detail) {
        CustomerEvent event =
                new CustomerEvent(
                        cause.eventId() + "-" + type.wireName(),
                        cause.customerId(),
                        type,
                        cause.occurredAt(),
                        "",
                        CustomerEvent.NO_AMOUNT,
                        "",
                        detail);
        waiting.add(
                new Delivery(cause.customerId(), cause.occurredAt(), new Delivery.Event(event)));
    }

    private static EventDetail profile(SeededRandom random) {
        int source = (int) random.below(SOURCES.size());
        int country = (int) random.below(COUNTRIES.size());
        return new EventDetail.Profile(
                Map.of(
                        ProfileAttribute.ACQUISITION_SOURCE,
                        SOURCES.get(source),
                        ProfileAttribute.ACQUISITION_COST,
                        String.valueOf(random.below(DEAREST_SOURCE_MINOR)),
                        ProfileAttribute.COUNTRY,
                        COUNTRIES.get(country)));
    }

    /** Most are satisfied: of two draws the better one. */
    private static EventDetail satisfaction(SeededRandom random) {
        long score = 1 + Math.max(random.below(5), random.below(5));
        return new EventDetail.Survey(SurveyKind.CSAT, 10 * (int) score);
    }

    private static SeededRandom random(CustomerEvent event) {
        return new SeededRandom(SeededRandom.mix(event.eventId().hashCode()));
    }
}
