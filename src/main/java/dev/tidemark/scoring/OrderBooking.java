package dev.tidemark.scoring;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventType;
import dev.tidemark.model.IgnoreReason;
import java.util.Optional;

/** Books what an event does to a customer's orders. */
final class OrderBooking {
    private final Rules rules;

    OrderBooking(Rules rules) {
        this.rules = rules;
    }

    /** Books the event; events that are not about orders leave the purchases as they are. */
    Optional<IgnoreReason> apply(Purchases purchases, CustomerEvent event) {
        if (event.type() == EventType.PURCHASE) {
            return purchase(purchases, event);
        }
        if (event.type() == EventType.REFUND) {
            return refund(purchases, event);
        }
        return Optional.empty();
    }

    private Optional<IgnoreReason> purchase(Purchases purchases, CustomerEvent event) {
        long hash = orderHash(event);
        int known = purchases.orders.find(hash);
        int day = rules.calendar().dayOf(event.occurredAt());
        if (known < 0) {
            purchases.addOrder(hash, day, event.amountMinor());
            return Optional.empty();
        }
        if (!event.hasOrder()) {
            // Its id has fallen out of the memory for duplicates, but the order is still there.
            return Optional.of(IgnoreReason.DUPLICATE);
        }
        if (rules.orderLines() == OrderLines.IGNORE) {
            return Optional.of(IgnoreReason.DUPLICATE_ORDER);
        }
        boolean sum = rules.orderLines() == OrderLines.SUM;
        long gross = sum ? purchases.orders.gross(known) : 0;
        purchases.regross(known, SaturatingSum.of(gross, event.amountMinor()));
        if (day < purchases.orders.day(known)) {
            purchases.redate(known, day);
        }
        return Optional.empty();
    }

    private Optional<IgnoreReason> refund(Purchases purchases, CustomerEvent event) {
        int known = event.hasOrder() ? purchases.orders.find(orderHash(event)) : -1;
        int day = rules.calendar().dayOf(event.occurredAt());
        if (known < 0 && !event.hasAmount()) {
            return Optional.of(IgnoreReason.UNKNOWN_ORDER);
        }
        if (known < 0) {
            purchases.refundUnknown(day, event.amountMinor());
        } else if (event.hasAmount()) {
            purchases.refund(known, day, event.amountMinor());
        } else {
            purchases.reverse(known);
        }
        return Optional.empty();
    }

    /** An order without an id is known by its event; the two kinds of id never meet. */
    private static long orderHash(CustomerEvent event) {
        return Hash64.of(event.hasOrder() ? "o" + event.orderId() : "e" + event.eventId());
    }
}
