package dev.tidemark.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Refunds, duplicates, late and broken records come in the shares that were asked for. */
// The shop is played through once, for all the tests.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShopUntidinessTest {
    private static final long SEED = 11;
    private static final int CUSTOMERS = 4_000;
    private static final long TWO_HOURS_MS = 2 * 3_600_000L;
    private static final ShopConfig CONFIG =
            ShopConfig.defaults(SEED, CUSTOMERS)
                    .withShares(new EventShares(0.1, 0.05, 0.03, 0.04, 0.02));

    private final Map<String, CustomerEvent> orders = new HashMap<>();
    private final List<CustomerEvent> refunds = new ArrayList<>();
    private final Map<String, Delivery> firstDeliveries = new HashMap<>();
    private final Set<String> signedUp = new HashSet<>();
    private long views;
    private long late;
    private long duplicates;
    private long broken;

    ShopUntidinessTest() {
        new Shop(CONFIG).forEachRemaining(this::see);
    }

    @Test
    void eachShareIsAsAskedFor() {
        long events = firstDeliveries.size();
        assertShare(0.05, refunds.size(), orders.size(), "refunds");
        assertShare(0.03, duplicates, events, "duplicates");
        assertShare(0.04, late, events, "late");
        assertShare(0.02, broken, events, "broken");
        Set<String> buyers = new HashSet<>();
        orders.values().forEach(order -> buyers.add(order.customerId()));
        assertEquals(CUSTOMERS, signedUp.size());
        assertShare(0.1, CUSTOMERS - buyers.size(), CUSTOMERS, "prospects");
    }

    @Test
    void viewsPerPurchaseAreAsAskedFor() {
        double mean = views / (double) orders.size();
        // Variance of a geometric number of mean m is m(1 + m).
        double standardError = Math.sqrt(2.0 * 3.0 / orders.size());
        assertEquals(2.0, mean, 4 * standardError, "seed " + SEED);
    }

    @Test
    void aRefundFollowsItsOrderAndNeverExceedsIt() {
        long unsaid = 0;
        long whole = 0;
        Set<String> refunded = new HashSet<>();
        for (CustomerEvent refund : refunds) {
            CustomerEvent order = orders.get(refund.orderId());
            String where = "seed " + SEED + ": " + refund + " of " + order;
            assertEquals(order.customerId(), refund.customerId(), where);
            assertTrue(refund.occurredAt() > order.occurredAt(), where);
            assertTrue(refunded.add(refund.orderId()), where);
            if (refund.hasAmount()) {
                assertTrue(refund.amountMinor() >= 1, where);
                assertTrue(refund.amountMinor() <= order.amountMinor(), where);
            }
            unsaid += refund.hasAmount() ? 0 : 1;
            whole += refund.amountMinor() == order.amountMinor() ? 1 : 0;
        }
        assertShare(0.3, unsaid + whole, refunds.size(), "whole refunds");
        assertShare(0.15, unsaid, refunds.size(), "refunds without an amount");
    }

    @Test
    void halfTheRefundsComeWithinNineDaysAndNearlyAllWithinFourMonths() {
        double[] days =
                refunds.stream()
                        .mapToDouble(
                                refund ->
                                        (refund.occurredAt()
                                                        - orders.get(refund.orderId()).occurredAt())
                                                / (double) ShopConfig.DAY_MS)
                        .toArray();
        assertShare(0.5, Arrays.stream(days).filter(d -> d <= 9).count(), days.length, "median");
        assertShare(0.95, Arrays.stream(days).filter(d -> d <= 112).count(), days.length, "95 %");
    }

    @Test
    void theOpeningBringsItsShareOfSignUps() {
        Shop shop = new Shop(CONFIG);
        long opening = 0;
        long end = CONFIG.startAt() + 365 * ShopConfig.DAY_MS;
        for (int index = 0; index < CUSTOMERS; index++) {
            long signUpAt = shop.truth(index).signUpAt();
            assertTrue(signUpAt >= CONFIG.startAt() && signUpAt < end, "seed " + SEED);
            opening += signUpAt < CONFIG.startAt() + 36.5 * ShopConfig.DAY_MS ? 1 : 0;
        }
        assertShare(0.4, opening, CUSTOMERS, "sign-ups in the first tenth");
    }

    private void see(Delivery delivery) {
        if (!(delivery.payload() instanceof Delivery.Event of)) {
            broken++;
            return;
        }
        CustomerEvent event = of.event();
        assertEquals(delivery.key(), event.customerId());
        long lateMs = delivery.deliveredAt() - event.occurredAt();
        Delivery first = firstDeliveries.putIfAbsent(event.eventId(), delivery);
        if (first != null) {
            duplicates++;
            long again = delivery.deliveredAt() - first.deliveredAt();
            assertEquals(first.payload(), delivery.payload());
            assertTrue(again > 0 && again <= TWO_HOURS_MS, "seed " + SEED + ": " + delivery);
            return;
        }
        assertTrue(lateMs >= 0 && lateMs <= CONFIG.maxLateMs(), "seed " + SEED + ": " + delivery);
        late += lateMs > 0 ? 1 : 0;
        signedUp.add(event.customerId());
        switch (event.type()) {
            case PURCHASE -> orders.put(event.orderId(), event);
            case REFUND -> refunds.add(event);
            case VIEW -> views++;
            case ENGAGEMENT -> assertEquals("", event.orderId());
        }
        boolean money = event.type() == EventType.PURCHASE || event.type() == EventType.REFUND;
        assertEquals(money, event.hasOrder(), "seed " + SEED + ": " + event);
    }

    /** The share lies within four standard errors of what was asked for. */
    private static void assertShare(double expected, long some, long all, String what) {
        double standardError = Math.sqrt(expected * (1 - expected) / all);
        assertEquals(
                expected,
                some / (double) all,
                4 * standardError,
                what + ": %d of %d, seed %d".formatted(some, all, SEED));
    }
}
