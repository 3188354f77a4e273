package dev.tidemark.app;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventType;
import dev.tidemark.sim.Delivery;
import java.util.HashSet;
import java.util.Set;

/** Counts what a dirty log is made of. */
final class DirtyTally {
    /** What the shop appends to the id of an order that it sends again under another. */
    private static final String AGAIN = "-again";

    private static final long LATE_MILLIS = 6 * 3_600_000L;

    private final Set<String> known = new HashSet<>();
    private final Set<String> placed = new HashSet<>();

    long deliveries;
    long events;
    long duplicates;
    long late;
    long daysLate;
    long refunds;
    long overtaking;
    long broken;

    /** Counts a delivery; whether it is the first of an event. */
    boolean isFirst(Delivery delivery) {
        deliveries++;
        if (!(delivery.payload() instanceof Delivery.Event of)) {
            broken++;
            return false;
        }
        CustomerEvent event = of.event();
        String id = event.eventId();
        boolean renamed = id.endsWith(AGAIN);
        if (!known.add(renamed ? id.substring(0, id.length() - AGAIN.length()) : id)) {
            duplicates++;
            return false;
        }
        events++;
        long lateMillis = delivery.deliveredAt() - event.occurredAt();
        late += lateMillis > 0 ? 1 : 0;
        daysLate += lateMillis > LATE_MILLIS ? 1 : 0;
        if (event.type() == EventType.PURCHASE) {
            placed.add(event.orderId());
        } else if (event.hasOrder()) {
            refunds++;
            overtaking += placed.contains(event.orderId()) ? 0 : 1;
        }
        return true;
    }

    @Override
    public String toString() {
        return ("%,d deliveries of %,d events: %,d duplicates, %,d late (%,d by more than 6 hours),"
                        + " %,d refunds (%,d before their order); %,d broken")
                .formatted(
                        deliveries,
                        events,
                        duplicates,
                        late,
                        daysLate,
                        refunds,
                        overtaking,
                        broken);
    }
}
