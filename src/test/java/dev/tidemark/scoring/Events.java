package dev.tidemark.scoring;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventDetail;
import dev.tidemark.model.EventType;
import java.time.Instant;

/** Short names for the events of one customer. */
final class Events {
    static final String CUSTOMER = "c-1";

    private Events() {}

    static long at(String rfc3339) {
        return Instant.parse(rfc3339).toEpochMilli();
    }

    static CustomerEvent purchase(String id, long at, String order, long amountMinor) {
        return event(id, EventType.PURCHASE, at, order, amountMinor);
    }

    static CustomerEvent purchase(String id, String at, String order, long amountMinor) {
        return purchase(id, at(at), order, amountMinor);
    }

    static CustomerEvent refund(String id, String at, String order, long amountMinor) {
        return event(id, EventType.REFUND, at(at), order, amountMinor);
    }

    /** A refund of the whole order, whatever it came to. */
    static CustomerEvent refundAll(String id, String at, String order) {
        return refund(id, at, order, CustomerEvent.NO_AMOUNT);
    }

    static CustomerEvent cancellation(String id, long at, String order) {
        return event(id, EventType.CANCELLATION, at, order, CustomerEvent.NO_AMOUNT);
    }

    /** The order as it is now. */
    static CustomerEvent restatement(String id, long at, String order, long amountMinor) {
        EventDetail detail = new EventDetail.Restatement();
        EventType type = EventType.PURCHASE;
        return new CustomerEvent(id, CUSTOMER, type, at, order, amountMinor, "web", detail);
    }

    static CustomerEvent view(String id, String at) {
        return view(id, at(at));
    }

    static CustomerEvent view(String id, long at) {
        return event(id, EventType.VIEW, at, "", CustomerEvent.NO_AMOUNT);
    }

    static CustomerEvent event(String id, EventType type, long at, String order, long amountMinor) {
        return new CustomerEvent(id, CUSTOMER, type, at, order, amountMinor, "web");
    }

    /** Whether nothing of it goes stale by itself, as carts, referrals and requests for help do. */
    static boolean isOfBuying(CustomerEvent event) {
        return switch (event.type()) {
            case PURCHASE, REFUND, CANCELLATION, VIEW -> true;
            default -> false;
        };
    }
}
