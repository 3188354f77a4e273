package dev.tidemark.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventDetail;
import dev.tidemark.model.EventType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackOfficeTest {
    private static final ShopConfig CONFIG =
            ShopConfig.defaults(7, 200).withOpenDays(400).withRepertoire(Repertoire.FULL);

    private final List<Delivery> all = deliveries();

    @Test
    void theShopItselfDeliversWhatItAlwaysDelivered() {
        List<Delivery> shop = new ArrayList<>();
        new Shop(CONFIG).forEachRemaining(shop::add);
        List<Delivery> rest = new ArrayList<>(all);
        rest.removeIf(delivery -> isOfTheOffice(delivery));
        assertEquals(shop, rest);
        assertTrue(all.size() > shop.size());
    }

    @Test
    void theSameShopHasTheSameBackOffice() {
        assertEquals(all, deliveries());
    }

    @Test
    void whoeverSignsUpHasAProfile() {
        Set<String> signedUp = customers(EventType.SIGNUP);
        assertEquals(signedUp, customers(EventType.PROFILE));
        assertTrue(signedUp.size() > 150, signedUp::toString);
    }

    @Test
    void everyCampaignIsBilledOnceAWeek() {
        Set<String> ids = new HashSet<>();
        long bills =
                events(EventType.CAMPAIGN_COST).peek(event -> ids.add(event.eventId())).count();
        assertEquals(ids.size(), bills);
        assertEquals(0, bills % Repertoire.CAMPAIGNS);
        assertTrue(bills >= 50 * Repertoire.CAMPAIGNS, () -> bills + " bills");
    }

    @Test
    void answersAreOfTheScaleAndBetterThanChance() {
        List<Integer> scores =
                events(EventType.SURVEY)
                        .filter(event -> event.eventId().endsWith("-survey"))
                        .map(event -> ((EventDetail.Survey) event.detail()).scoreTenths())
                        .toList();
        assertTrue(Set.of(10, 20, 30, 40, 50).containsAll(scores), scores::toString);
        double mean = scores.stream().mapToInt(Integer::intValue).average().orElseThrow();
        assertTrue(mean > 33, "mean of tenths " + mean);
    }

    private static boolean isOfTheOffice(Delivery delivery) {
        return delivery.payload() instanceof Delivery.Event happened
                && happened.event().eventId().matches("bill-.*|.*-(profile|survey)");
    }

    private static List<Delivery> deliveries() {
        List<Delivery> all = new ArrayList<>();
        new BackOffice(new Shop(CONFIG)).forEachRemaining(all::add);
        return all;
    }

    private Set<String> customers(EventType type) {
        Set<String> ids = new HashSet<>();
        events(type).forEach(event -> ids.add(event.customerId()));
        return ids;
    }

    private Stream<CustomerEvent> events(EventType type) {
        return all.stream()
                .map(Delivery::payload)
                .filter(Delivery.Event.class::isInstance)
                .map(payload -> ((Delivery.Event) payload).event())
                .filter(event -> event.type() == type);
    }
}
