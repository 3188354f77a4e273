package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.EventType;
import dev.tidemark.model.Moments;
import dev.tidemark.model.RfmSegment;
import org.junit.jupiter.api.Test;

/** Refunds and cancellations that are ahead of their orders. */
class AwaitedRefundTest {
    @Test
    void aStrangerWhoseOrderIsCancelledFirstIsAProspect() {
        FoldedCustomer stranger = new FoldedCustomer(SampleRules.standard());
        stranger.apply(Events.cancellation("c1", Events.at("2024-03-25T00:00:00Z"), "o1"));
        assertEquals(RfmSegment.PROSPECT, stranger.last().segment());
        assertEquals(Moments.NEVER, stranger.nextDeadline());
        stranger.apply(Events.purchase("e1", "2024-03-25T00:00:01Z", "o1", 500));
        assertEquals(RfmSegment.PROSPECT, stranger.last().segment());
    }

    @Test
    void aRefundThatOvertakesItsOrderIsSettledWithIt() {
        FoldedCustomer early = new FoldedCustomer(SampleRules.standard());
        early.apply(Events.refund("r1", "2024-03-01T09:00:00Z", "o1", 4_000));
        assertEquals(RfmSegment.PROSPECT, early.last().segment());
        early.apply(Events.purchase("e1", "2024-02-28T10:00:00Z", "o1", 10_000));
        assertEquals(1, early.buyer().rfm().orders());
        assertEquals(6_000, early.buyer().value().revenueToDateMinor());
        early.apply(Events.refund("r2", "2024-03-02T09:00:00Z", "o1", 6_000));
        assertTrue(early.last().buyer().isEmpty(), "taken back in two parts");
    }

    @Test
    void aRefundAwaitsItsOrderAsLongAsThatMayBeLate() {
        for (int days = 30; days <= 33; days++) {
            FoldedCustomer patient = new FoldedCustomer(SampleRules.standard());
            long at = Events.at("2024-03-01T00:00:00Z");
            patient.apply(
                    Events.refund("r1", "2024-03-01T00:00:00Z", "o1", 1_000),
                    Events.view("v1", at + days * DayCalendar.DAY_MILLIS + 1),
                    Events.purchase("e1", "2024-02-29T00:00:00Z", "o1", 1_000));
            boolean settled = days <= 31;
            assertEquals(settled, patient.last().buyer().isEmpty(), days + " days");
            assertEquals(0, patient.history().purchases.net, days + " days");
        }
    }

    @Test
    void soManyRefundsAreAwaitedAndTheOldestGivenUp() {
        FoldedCustomer returning = new FoldedCustomer(SampleRules.standard());
        long at = Events.at("2024-03-01T00:00:00Z");
        for (int i = 0; i <= AwaitedRefunds.MOST; i++) {
            long later = at + i * 3_600_000L * 8;
            returning.apply(Events.event("r" + i, EventType.REFUND, later, "o" + i, 100));
        }
        for (int i = 0; i <= AwaitedRefunds.MOST; i++) {
            returning.apply(Events.purchase("e" + i, at, "o" + i, 100));
        }
        assertEquals(1, returning.buyer().rfm().orders(), "one that was given up still stands");
        assertEquals(0, returning.history().purchases.net);
        assertEquals(0, returning.history().purchases.awaited.size());
    }
}
