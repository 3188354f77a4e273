package dev.tidemark.scoring;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventDetail;
import dev.tidemark.model.EventType;
import java.util.List;
import java.util.stream.Collectors;

/** Short names for the events of several customers. */
final class People {
    static final long DAY = 86_400_000L;

    /** The day from which the tests count. */
    static final long START = 20_000 * DAY;

    private People() {}

    static long day(int day) {
        return START + day * DAY;
    }

    static CustomerEvent order(String who, String id, int day, long amountMinor) {
        return new CustomerEvent(
                "e-" + id, who, EventType.PURCHASE, day(day), "o-" + id, amountMinor, "web");
    }

    static CustomerEvent view(String who, String id, int day) {
        return plain(EventType.VIEW, who, id, day(day));
    }

    static CustomerEvent erase(String who, String id, int day) {
        return plain(EventType.ERASE, who, id, day(day));
    }

    static CustomerEvent consent(boolean given, String who, String id, int day) {
        EventType type = given ? EventType.CONSENT_GIVEN : EventType.CONSENT_WITHDRAWN;
        return plain(type, who, id, day(day));
    }

    static CustomerEvent merge(String who, String into, String id, int day) {
        return new CustomerEvent(
                "m-" + id,
                who,
                EventType.MERGE,
                day(day),
                "",
                CustomerEvent.NO_AMOUNT,
                "",
                new EventDetail.Merge(into));
    }

    /** Events in a few words, for the message of a test. */
    static String told(List<CustomerEvent> events) {
        return events.stream().map(People::told).collect(Collectors.joining("; "));
    }

    private static String told(CustomerEvent event) {
        String into = event.detail() instanceof EventDetail.Merge merge ? ">" + merge.intoId() : "";
        return "%s %s %s%s day %s"
                .formatted(
                        event.type(),
                        event.eventId(),
                        event.customerId(),
                        into,
                        (event.occurredAt() - START) / DAY);
    }

    private static CustomerEvent plain(EventType type, String who, String id, long at) {
        return new CustomerEvent("e-" + id, who, type, at, "", CustomerEvent.NO_AMOUNT, "");
    }
}
