package dev.tidemark.sim;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.sim.CustomerStreams.Purpose;
import java.time.Duration;

/** Takes events to the wire: on time, late, twice, and now and then with rubbish beside them. */
final class Courier {
    private static final long LAST_DUPLICATE_MS = Duration.ofHours(2).toMillis();
    private static final long LAST_BROKEN_MS = Duration.ofMinutes(1).toMillis();

    /** One event makes at most three deliveries; four keeps ranks apart. */
    private static final int RANKS_PER_EVENT = 4;

    private final ShopConfig config;
    private final Agenda<Delivery> agenda;

    Courier(ShopConfig config, Agenda<Delivery> agenda) {
        this.config = config;
        this.agenda = agenda;
    }

    /**
     * Puts what comes of one event on the agenda.
     *
     * @param customerIndex whose event it is
     * @param number the event's number among the customer's, from 1
     */
    void send(CustomerEvent event, int customerIndex, int number, CustomerStreams streams) {
        EventShares shares = config.shares();
        SeededRandom random = streams.of(Purpose.TRANSPORT, number);
        // Always drawn, and in this order, so that one share does not move what another decides.
        boolean late = random.chance(shares.late());
        boolean twice = random.chance(shares.duplicates());
        boolean broken = random.chance(shares.broken());
        long lateMs = 1 + random.below(config.maxLateMs());
        long duplicateMs = 1 + random.below(LAST_DUPLICATE_MS);
        long brokenMs = random.below(LAST_BROKEN_MS);

        CustomerEvent again = event;
        if (late || twice) {
            SeededRandom straggling = streams.of(Purpose.STRAGGLING, number);
            Stragglers stragglers = config.stragglers();
            boolean veryLate = straggling.chance(stragglers.share());
            boolean longAfter = straggling.chance(stragglers.share());
            long veryLateMs = 1 + straggling.below(stragglers.maxLateMs());
            long longAfterMs = 1 + straggling.below(stragglers.maxDuplicateMs());
            lateMs = veryLate ? veryLateMs : lateMs;
            duplicateMs = longAfter ? longAfterMs : duplicateMs;
            again = config.repertoire().again(event, straggling);
        }

        long rank = (((long) customerIndex) << 32) + (long) number * RANKS_PER_EVENT;
        long deliveredAt = event.occurredAt() + (late ? lateMs : 0);
        String key = event.customerId();
        Delivery.Payload payload = new Delivery.Event(event);
        agenda.add(deliveredAt, rank, new Delivery(key, deliveredAt, payload));
        if (twice) {
            long at = deliveredAt + duplicateMs;
            agenda.add(at, rank + 1, new Delivery(key, at, new Delivery.Event(again)));
        }
        if (broken) {
            long at = deliveredAt + brokenMs;
            // An id of its own: were it accepted, it would not hide as a duplicate.
            String eventId = event.eventId() + "-broken";
            Delivery.Broken rubbish = BrokenRecord.draw(config, key, eventId, at, random);
            agenda.add(at, rank + 2, new Delivery(key, at, rubbish));
        }
    }
}
