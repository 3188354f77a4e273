package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.EventType;
import dev.tidemark.wire.EventLimits;
import org.junit.jupiter.api.Test;

/** No stream of believable amounts makes a sum overflow. */
class MoneyBoundTest {
    private static final long LARGEST = EventLimits.MAX_AMOUNT_MINOR;

    @Test
    void sumsStopAtTheBoundOnBothSides() {
        long bound = SaturatingSum.BOUND;
        assertEquals(bound, SaturatingSum.of(bound, 1));
        assertEquals(-bound, SaturatingSum.of(-bound, -1));
        assertEquals(bound, SaturatingSum.of(bound, bound));
        assertEquals(-bound, SaturatingSum.of(-bound, -bound));
        assertEquals(bound, SaturatingSum.of(Long.MAX_VALUE, Long.MAX_VALUE));
        assertEquals(-bound, SaturatingSum.of(Long.MIN_VALUE, -1));
        assertEquals(0, SaturatingSum.of(bound, -bound));
        assertEquals(7, SaturatingSum.of(3, 4));
    }

    @Test
    void tenThousandOrdersOfTheLargestAmountStayPositive() {
        FoldedCustomer customer = new FoldedCustomer(SampleRules.standard());
        long at = Events.at("2024-03-01T10:00:00Z");
        for (int i = 0; i < 10_000; i++) {
            customer.apply(Events.purchase("e" + i, at + i * 3_600_000L, "o" + i, LARGEST));
        }
        assertEquals(SaturatingSum.BOUND, customer.buyer().value().revenueToDateMinor());
        assertTrue(customer.buyer().rfm().spendMinor() > 0, () -> "" + customer.last());
        assertTrue(customer.buyer().history().meanRepeatSpendMinor() > 0);
        assertTrue(customer.buyer().value().expectedSpendMinor() > 0);
        assertTrue(customer.buyer().value().clvMinor() > 0);
    }

    @Test
    void tenThousandLinesOfOneOrderAndItsRefundStayInBounds() {
        FoldedCustomer customer =
                new FoldedCustomer(new SampleRules().orderLines(OrderLines.SUM).build());
        long at = Events.at("2024-03-01T10:00:00Z");
        for (int i = 0; i < 10_000; i++) {
            customer.apply(Events.purchase("e" + i, at + i, "o1", LARGEST));
        }
        assertEquals(SaturatingSum.BOUND, customer.buyer().rfm().spendMinor());
        customer.apply(Events.purchase("x", at + 20_000, "o2", 5));
        customer.apply(Events.refundAll("r", "2024-03-02T00:00:00Z", "o1"));
        assertEquals(1, customer.buyer().rfm().orders());
        assertEquals(5, customer.buyer().rfm().spendMinor());
    }

    @Test
    void tenThousandUnknownRefundsOfTheLargestAmountAreZero() {
        FoldedCustomer customer = new FoldedCustomer(SampleRules.standard());
        customer.apply(Events.purchase("e", "2024-03-01T00:00:00Z", "o", 100));
        long at = Events.at("2024-03-01T10:00:00Z");
        for (int i = 0; i < 10_000; i++) {
            customer.apply(
                    Events.event("r" + i, EventType.REFUND, at + i * 3_600_000L, "", LARGEST));
        }
        assertEquals(0, customer.buyer().value().revenueToDateMinor());
        assertEquals(0, customer.buyer().rfm().spendMinor());
        assertEquals(0, customer.buyer().history().meanRepeatSpendMinor());
    }
}
