package dev.tidemark.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventDetail;
import dev.tidemark.model.EventType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One shop, delivered in the worst way and in the best. */
class DirtyAndCleanTest {
    private static final long SEED = 5;
    private static final long MOST_LATE_MS = 20 * ShopConfig.DAY_MS;
    private static final long MOST_AGAIN_MS = 3 * ShopConfig.DAY_MS;
    private static final ShopConfig DIRTY =
            ShopConfig.defaults(SEED, 2_000)
                    .withOpenDays(400)
                    .withShares(new EventShares(0.1, 0.1, 0.2, 0.2, 0.02))
                    .withStragglers(new Stragglers(0.5, MOST_LATE_MS, MOST_AGAIN_MS))
                    .withRepertoire(Repertoire.FULL);

    @Test
    void theCleanLogIsTheSameEventsEachOnceAndInOrder() {
        Map<String, CustomerEvent> delivered = new HashMap<>();
        new Shop(DIRTY).forEachRemaining(delivery -> keep(delivery, delivered));
        delivered.keySet().removeIf(id -> id.endsWith("-again"));
        Map<String, CustomerEvent> clean = new HashMap<>();
        long last = 0;
        for (Shop shop = new Shop(DIRTY.inOrder()); shop.hasNext(); ) {
            Delivery next = shop.next();
            CustomerEvent event = ((Delivery.Event) next.payload()).event();
            assertEquals(next.deliveredAt(), event.occurredAt(), "seed " + SEED);
            assertTrue(event.occurredAt() >= last, "seed " + SEED + ": " + event);
            assertEquals(null, clean.put(event.eventId(), event), "seed " + SEED);
            last = event.occurredAt();
        }
        assertEquals(clean, delivered, "seed " + SEED);
    }

    private static void keep(Delivery delivery, Map<String, CustomerEvent> delivered) {
        if (delivery.payload() instanceof Delivery.Event of) {
            delivered.put(of.event().eventId(), of.event());
        }
    }

    @Test
    void anOrderThatIsSentAgainUnderAnotherIdIsOtherwiseTheSame() {
        Map<String, CustomerEvent> delivered = new HashMap<>();
        new Shop(DIRTY).forEachRemaining(delivery -> keep(delivery, delivered));
        int renamed = 0;
        for (CustomerEvent event : delivered.values()) {
            if (event.eventId().endsWith("-again")) {
                String id = event.eventId().substring(0, event.eventId().length() - 6);
                CustomerEvent first = delivered.get(id);
                assertEquals(EventType.PURCHASE, event.type(), "seed " + SEED);
                assertEquals(first.orderId(), event.orderId(), "seed " + SEED);
                assertEquals(first.occurredAt(), event.occurredAt(), "seed " + SEED);
                assertEquals(first.amountMinor(), event.amountMinor(), "seed " + SEED);
                renamed++;
            }
        }
        assertTrue(renamed > 100, renamed + " renamed, seed " + SEED);
    }

    @Test
    void stragglersComeDaysLaterButNoLaterThanConfigured() {
        Map<String, Delivery> first = new HashMap<>();
        List<Long> late = new ArrayList<>();
        List<Long> again = new ArrayList<>();
        for (Shop shop = new Shop(DIRTY); shop.hasNext(); ) {
            Delivery next = shop.next();
            if (next.payload() instanceof Delivery.Event of) {
                Delivery before = first.putIfAbsent(of.event().eventId(), next);
                if (before != null) {
                    again.add(next.deliveredAt() - before.deliveredAt());
                } else if (!of.event().eventId().endsWith("-again")) {
                    late.add(next.deliveredAt() - of.event().occurredAt());
                }
            }
        }
        assertLongest(MOST_LATE_MS, late);
        assertLongest(MOST_AGAIN_MS, again);
    }

    private static void assertLongest(long mostMs, List<Long> delays) {
        long longest = delays.stream().mapToLong(Long::longValue).max().orElseThrow();
        assertTrue(longest <= mostMs && longest > mostMs * 0.95, longest + " ms, seed " + SEED);
    }

    @Test
    void aFullRepertoireHasEveryTypeOfAShopAndThePlainOneFour() {
        assertEquals(
                EnumSet.of(
                        EventType.PURCHASE, EventType.REFUND, EventType.VIEW, EventType.ENGAGEMENT),
                types(DIRTY.withRepertoire(Repertoire.PLAIN)));
        Set<EventType> elsewhere =
                EnumSet.of(
                        EventType.PROFILE,
                        EventType.CONSENT_GIVEN,
                        EventType.CONSENT_WITHDRAWN,
                        EventType.MERGE,
                        EventType.ERASE,
                        EventType.CAMPAIGN_COST);
        Set<EventType> ofAShop = EnumSet.allOf(EventType.class);
        ofAShop.removeAll(elsewhere);
        assertEquals(ofAShop, types(DIRTY));
    }

    private static Set<EventType> types(ShopConfig config) {
        Set<EventType> types = EnumSet.noneOf(EventType.class);
        for (Shop shop = new Shop(config.inOrder()); shop.hasNext(); ) {
            types.add(((Delivery.Event) shop.next().payload()).event().type());
        }
        return types;
    }

    @Test
    void someOrdersAreRestatedLaterUnderTheirOwnId() {
        Map<String, CustomerEvent> orders = new HashMap<>();
        int restated = 0;
        for (Shop shop = new Shop(DIRTY.inOrder()); shop.hasNext(); ) {
            CustomerEvent event = ((Delivery.Event) shop.next().payload()).event();
            if (event.type() != EventType.PURCHASE) {
                continue;
            }
            boolean isNew = orders.putIfAbsent(event.orderId(), event) == null;
            assertEquals(
                    isNew ? EventDetail.NONE : new EventDetail.Restatement(),
                    event.detail(),
                    "seed " + SEED + ": " + event);
            restated += isNew ? 0 : 1;
        }
        double share = (double) restated / orders.size();
        assertEquals(0.05, share, 4 * Math.sqrt(0.05 * 0.95 / orders.size()), "seed " + SEED);
    }

    @Test
    void nothingButRefundsAndRestatementsFollowsTheLastOpenDay() {
        for (Shop shop = new Shop(DIRTY.inOrder()); shop.hasNext(); ) {
            CustomerEvent event = ((Delivery.Event) shop.next().payload()).event();
            boolean ofAnOrder = event.hasOrder() && event.type() != EventType.PURCHASE;
            assertTrue(
                    event.occurredAt() <= DIRTY.closesAt()
                            || ofAnOrder
                            || event.detail() instanceof EventDetail.Restatement,
                    "seed " + SEED + ": " + event);
        }
    }
}
