package dev.tidemark.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventType;
import dev.tidemark.model.Moments;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class ShopTest {
    private static final long SEED = 77;
    private static final ShopConfig CONFIG = ShopConfig.defaults(SEED, 300);

    @Test
    void twoShopsOfOneConfigurationDeliverTheSameToTheEnd() {
        Shop first = new Shop(CONFIG);
        Shop second = new Shop(CONFIG);
        long count = 0;
        while (first.hasNext()) {
            assertEquals(first.next(), second.next(), "seed " + SEED + ", delivery " + count);
            count++;
        }
        assertFalse(second.hasNext());
        assertTrue(count > 10_000, "only " + count + " deliveries, seed " + SEED);
    }

    /**
     * The digest is this project's own: it changes when the meaning of a seed changes, which is a
     * change users of the shop should hear of, and must not change with the machine.
     */
    @Test
    void theFirstDeliveriesAreTheSameOnEveryMachine() throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        Shop shop = new Shop(CONFIG);
        for (int i = 0; i < 10_000; i++) {
            Delivery delivery = shop.next();
            digest.update(delivery.toString().getBytes(StandardCharsets.UTF_8));
            if (delivery.payload() instanceof Delivery.Broken broken) {
                digest.update(broken.raw());
            }
        }
        assertEquals(
                "417029b238c0b4ca2c0141f255d74ae75c4de17307913a507fe12d6893995af3",
                HexFormat.of().formatHex(digest.digest()),
                "seed " + SEED);
    }

    @Test
    void anotherSeedIsAnotherShop() {
        Delivery here = new Shop(CONFIG).next();
        Delivery there = new Shop(ShopConfig.defaults(SEED + 1, 300)).next();
        assertNotEquals(here, there);
    }

    @Test
    void deliveriesComeInTheOrderTheyAreDelivered() {
        long last = Moments.BEFORE_ALL;
        for (Delivery delivery : all(CONFIG)) {
            assertTrue(delivery.deliveredAt() >= last, "seed " + SEED + ": " + delivery);
            last = delivery.deliveredAt();
        }
    }

    @Test
    void whatACustomerBuysDependsOnNobodyElseAndOnNoOtherSetting() {
        int customers = 60;
        EventShares calm = new EventShares(CONFIG.shares().prospects(), 0, 0, 0, 0);
        ShopConfig small =
                ShopConfig.defaults(SEED, customers).withShares(calm).withBrowsing(0.5, 3);
        Map<String, List<CustomerEvent>> here = purchases(CONFIG);
        Map<String, List<CustomerEvent>> there = purchases(small);
        assertTrue(here.size() > there.size());
        assertTrue(there.size() > customers / 2, "buyers of seed " + SEED);
        there.forEach(
                (customerId, bought) ->
                        assertEquals(
                                bought.stream().map(ShopTest::withoutEventId).toList(),
                                here.get(customerId).stream()
                                        .map(ShopTest::withoutEventId)
                                        .toList(),
                                "seed " + SEED));
    }

    @Test
    void theUntidySharesLeaveTheEventsThemselvesAlone() {
        EventShares calm = new EventShares(CONFIG.shares().prospects(), 0, 0, 0, 0);
        Predicate<CustomerEvent> notRefund = event -> event.type() != EventType.REFUND;
        Map<String, CustomerEvent> untidy = distinctEvents(all(CONFIG));
        untidy.values().removeIf(notRefund.negate());
        assertEquals(distinctEvents(all(CONFIG.withShares(calm))), untidy, "seed " + SEED);
    }

    @Test
    void anEventIdNamesOneEventAndAnOrderIdOnePurchase() {
        Map<String, CustomerEvent> byEvent = new HashMap<>();
        Map<String, String> purchaseOfOrder = new HashMap<>();
        for (CustomerEvent event : events(all(CONFIG))) {
            CustomerEvent same = byEvent.putIfAbsent(event.eventId(), event);
            assertTrue(same == null || same.equals(event), "seed " + SEED + ": " + event);
            if (event.type() == EventType.PURCHASE) {
                String known = purchaseOfOrder.putIfAbsent(event.orderId(), event.eventId());
                assertTrue(
                        known == null || known.equals(event.eventId()),
                        "seed " + SEED + ": " + event);
            }
        }
    }

    @Test
    void eventsAgreeWithTheTruthAboutTheirCustomer() {
        Shop shop = new Shop(CONFIG);
        Map<String, List<CustomerEvent>> lives = new TreeMap<>();
        for (CustomerEvent event : distinctEvents(all(CONFIG)).values()) {
            lives.computeIfAbsent(event.customerId(), id -> new ArrayList<>()).add(event);
        }
        assertEquals(CONFIG.customers(), lives.size());
        int prospects = 0;
        for (int index = 0; index < CONFIG.customers(); index++) {
            TrueCustomer truth = shop.truth(index);
            List<CustomerEvent> life = lives.get(truth.customerId());
            String where = "seed " + SEED + ": " + truth;
            CustomerEvent signUp = life.get(0);
            assertEquals(EventType.ENGAGEMENT, signUp.type(), where);
            assertEquals(truth.signUpAt(), signUp.occurredAt(), where);
            LongRange bought = LongRange.of(life, EventType.PURCHASE);
            LongRange lived = LongRange.of(life, EventType.VIEW, EventType.ENGAGEMENT);
            assertEquals(truth.buys(), bought.count() > 0, where);
            assertTrue(lived.last() <= truth.diesAt(), where);
            assertEquals(truth.firstPurchaseAt(), bought.first(), where);
            assertTrue(
                    !truth.buys()
                            || truth.diesAt() == Moments.NEVER
                            || truth.diesAt() == bought.last(),
                    where);
            assertTrue(!truth.buys() || sameDay(truth.signUpAt(), bought.first()), where);
            prospects += truth.buys() ? 0 : 1;
        }
        assertTrue(prospects > 10 && prospects < 60, prospects + " prospects, seed " + SEED);
    }

    @Test
    void truthIsRefusedForACustomerWhoIsNotOfTheShop() {
        Shop shop = new Shop(CONFIG);
        assertThrows(IndexOutOfBoundsException.class, () -> shop.truth(-1));
        assertThrows(IndexOutOfBoundsException.class, () -> shop.truth(300));
    }

    @Test
    void aShopThatHasEndedSaysSo() {
        Shop shop = new Shop(ShopConfig.defaults(SEED, 1));
        while (shop.hasNext()) {
            shop.next();
        }
        assertThrows(NoSuchElementException.class, shop::next);
    }

    @Test
    void nothingButRefundsHappensAfterClosing() {
        BuyingProcess immortal = new BuyingProcess(50, 2_500, 0.001, 1_000);
        ShopConfig config = ShopConfig.defaults(SEED, 10).withBuying(immortal);
        long closesAt = config.closesAt();
        List<CustomerEvent> events = events(all(config));
        assertTrue(events.size() > 2_000, events.size() + " events, seed " + SEED);
        for (CustomerEvent event : events) {
            assertTrue(
                    event.occurredAt() <= closesAt || event.type() == EventType.REFUND,
                    "seed " + SEED + ": " + event);
        }
        assertEquals(Moments.NEVER, new Shop(config).truth(0).diesAt(), "seed " + SEED);
    }

    @Test
    void theExpectedRateOfASmallShopIsItsRate() {
        long from = CONFIG.startAt() + 30 * ShopConfig.DAY_MS;
        long until = from + 50 * ShopConfig.DAY_MS;
        long count =
                all(CONFIG).stream()
                        .filter(d -> d.deliveredAt() >= from && d.deliveredAt() < until)
                        .count();
        assertEquals(count / 50.0, Shop.deliveriesPerDay(CONFIG, from, until), 1e-9);
    }

    @Test
    void theExpectedRateOfALargeShopIsNearItsRate() {
        ShopConfig large = ShopConfig.defaults(SEED, 40_000);
        long from = large.startAt() + 30 * ShopConfig.DAY_MS;
        long until = from + 30 * ShopConfig.DAY_MS;
        Shop shop = new Shop(large);
        long count = 0;
        for (Delivery next = shop.next(); next.deliveredAt() < until; next = shop.next()) {
            count += next.deliveredAt() >= from ? 1 : 0;
        }
        double rate = count / 30.0;
        double expected = Shop.deliveriesPerDay(large, from, until);
        assertEquals(rate, expected, 0.15 * rate, "seed " + SEED);
    }

    private record LongRange(int count, long first, long last) {
        static LongRange of(List<CustomerEvent> life, EventType... types) {
            long[] at =
                    life.stream()
                            .filter(event -> List.of(types).contains(event.type()))
                            .mapToLong(CustomerEvent::occurredAt)
                            .sorted()
                            .toArray();
            return at.length == 0
                    ? new LongRange(0, Moments.NEVER, Moments.BEFORE_ALL)
                    : new LongRange(at.length, at[0], at[at.length - 1]);
        }
    }

    private static boolean sameDay(long at, long other) {
        return at / ShopConfig.DAY_MS == other / ShopConfig.DAY_MS;
    }

    private static CustomerEvent withoutEventId(CustomerEvent event) {
        return new CustomerEvent(
                "",
                event.customerId(),
                event.type(),
                event.occurredAt(),
                event.orderId(),
                event.amountMinor(),
                event.channel());
    }

    private static Map<String, List<CustomerEvent>> purchases(ShopConfig config) {
        Map<String, List<CustomerEvent>> purchases = new TreeMap<>();
        for (CustomerEvent event : distinctEvents(all(config)).values()) {
            if (event.type() == EventType.PURCHASE) {
                purchases.computeIfAbsent(event.customerId(), id -> new ArrayList<>()).add(event);
            }
        }
        return purchases;
    }

    /** Events by id, each customer's in the order of their numbers. */
    private static Map<String, CustomerEvent> distinctEvents(List<Delivery> deliveries) {
        Map<String, CustomerEvent> distinct = new TreeMap<>(ShopTest::compareEventIds);
        events(deliveries).forEach(event -> distinct.put(event.eventId(), event));
        return distinct;
    }

    private static int compareEventIds(String one, String other) {
        int byLength = Integer.compare(one.length(), other.length());
        return byLength != 0 ? byLength : one.compareTo(other);
    }

    private static List<CustomerEvent> events(List<Delivery> deliveries) {
        return deliveries.stream()
                .map(Delivery::payload)
                .filter(Delivery.Event.class::isInstance)
                .map(payload -> ((Delivery.Event) payload).event())
                .toList();
    }

    private static List<Delivery> all(ShopConfig config) {
        List<Delivery> all = new ArrayList<>();
        new Shop(config).forEachRemaining(all::add);
        return all;
    }
}
