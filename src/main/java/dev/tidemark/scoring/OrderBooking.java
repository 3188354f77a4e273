package dev.tidemark.scoring;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventDetail;
import dev.tidemark.model.EventType;

/**
 * Books what an event does to a customer's orders.
 *
 * <p>As long as memory reaches, the books are a function of the set of events, and not of the order
 * in which they came. Two rules make it so. What belongs together is decided by the days of the
 * events alone ({@link MemoryLimits}). And of several purchase events of an order, which counts is
 * decided by their times:
 *
 * <ul>
 *   <li>one that restates the order counts alone, the latest of several, and of two of one moment
 *       the larger;
 *   <li>under {@link OrderLines#SUM} the others add up; under {@link OrderLines#REPLACE} each of
 *       them restates the order;
 *   <li>under {@link OrderLines#IGNORE} the one of the earliest day counts. Of one day, the first
 *       to arrive: there the moments are not remembered, as such events normally repeat the amount.
 * </ul>
 */
final class OrderBooking {
    private final Rules rules;

    OrderBooking(Rules rules) {
        this.rules = rules;
    }

    /** Books the event; events that are not about orders leave the purchases as they are. */
    Booking apply(Purchases purchases, CustomerEvent event) {
        purchases.signOrders(rules.orderLines() == OrderLines.SUM);
        return switch (event.type()) {
            case PURCHASE -> purchase(purchases, event);
            case REFUND, CANCELLATION -> refund(purchases, event);
            default -> Booking.BOOKED;
        };
    }

    private Booking purchase(Purchases purchases, CustomerEvent event) {
        long hash = orderHash(event);
        int day = rules.calendar().dayOf(event.occurredAt());
        int reach = rules.memory().orderDays();
        int known = purchases.orders.find(hash, day, reach, reach);
        long restatedAt = restates(event) ? event.occurredAt() : OrderLedger.NOT_RESTATED;
        if (known < 0) {
            known = purchases.addOrder(hash, day, event.amountMinor(), restatedAt);
            purchases.settle(known, rules.memory());
            return Booking.BOOKED;
        }
        if (!event.hasOrder()) {
            // Its id has fallen out of the memory for duplicates, but the order is still there.
            return Booking.DUPLICATE;
        }
        boolean earlier = day < purchases.orders.day(known);
        if (restates(event)) {
            restate(purchases, known, event);
        } else if (rules.orderLines() == OrderLines.IGNORE && !earlier) {
            return Booking.DUPLICATE_ORDER;
        } else if (purchases.orders.restatedAt(known) == OrderLedger.NOT_RESTATED) {
            boolean sum = rules.orderLines() == OrderLines.SUM;
            long gross = sum ? purchases.orders.gross(known) : 0;
            long with = SaturatingSum.of(gross, event.amountMinor());
            purchases.regross(known, with, OrderLedger.NOT_RESTATED);
        }
        if (earlier) {
            purchases.settle(purchases.redate(known, day), rules.memory());
        }
        return Booking.BOOKED;
    }

    /** Whether the event is the order as it is now; one that names no order is alone anyway. */
    private boolean restates(CustomerEvent event) {
        return event.hasOrder()
                && (rules.orderLines() == OrderLines.REPLACE
                        || event.detail() instanceof EventDetail.Restatement);
    }

    private static void restate(Purchases purchases, int known, CustomerEvent event) {
        long restatedAt = purchases.orders.restatedAt(known);
        boolean later = event.occurredAt() > restatedAt;
        boolean larger = event.amountMinor() > purchases.orders.gross(known);
        if (later || event.occurredAt() == restatedAt && larger) {
            purchases.regross(known, event.amountMinor(), event.occurredAt());
        }
    }

    private Booking refund(Purchases purchases, CustomerEvent event) {
        boolean whole = event.type() == EventType.CANCELLATION || !event.hasAmount();
        long amount = whole ? 0 : event.amountMinor();
        int day = rules.calendar().dayOf(event.occurredAt());
        if (!event.hasOrder()) {
            purchases.takeMoney(day, amount);
            return Booking.MONEY_ONLY;
        }
        long hash = orderHash(event);
        MemoryLimits memory = rules.memory();
        int known = purchases.orders.find(hash, day, memory.orderDays(), memory.overtakenDays());
        if (known < 0) {
            purchases.await(hash, day, amount, whole);
            return whole ? Booking.ORDER_AWAITED : Booking.ORDER_UNKNOWN;
        }
        purchases.refund(known, amount, whole);
        return Booking.BOOKED;
    }

    /** An order without an id is known by its event; the two kinds of id never meet. */
    private static long orderHash(CustomerEvent event) {
        return Hash64.of(event.hasOrder() ? "o" + event.orderId() : "e" + event.eventId());
    }
}
