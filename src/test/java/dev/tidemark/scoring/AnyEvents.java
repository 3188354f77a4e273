package dev.tidemark.scoring;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventType;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Events of one customer within a month, so that none is too late in whatever order they arrive:
 * orders of several lines, restated, taken back in part or whole, before and after; what is not
 * about orders; some twice.
 */
final class AnyEvents {
    static final long START = Events.at("2024-10-01T00:00:00Z");

    private static final long SPAN = 29 * DayCalendar.DAY_MILLIS;

    private final SplittableRandom random;
    private final boolean equalLines;
    private final String prefix;
    private final List<CustomerEvent> events = new ArrayList<>();

    /** Under {@link OrderLines#IGNORE} an order that is sent again has the same amount. */
    AnyEvents(SplittableRandom random, OrderLines lines) {
        this(random, lines, "");
    }

    /** Events with ids of their own, of orders that others may have too. */
    AnyEvents(SplittableRandom random, OrderLines lines, String prefix) {
        this.random = random;
        this.equalLines = lines == OrderLines.IGNORE;
        this.prefix = prefix;
    }

    List<CustomerEvent> list() {
        int orders = 1 + random.nextInt(5);
        for (int i = 0; i < orders; i++) {
            order("o" + i);
        }
        if (random.nextInt(3) == 0) {
            events.add(Events.purchase(id(), at(), "", amount()));
        }
        if (random.nextInt(3) == 0) {
            events.add(Events.event(id(), EventType.REFUND, at(), "", amount()));
        }
        if (random.nextInt(3) == 0) {
            back("never-placed");
        }
        events.add(Events.view(id(), at()));
        for (int i = random.nextInt(15); i > 0; i--) {
            events.add(AnyDealing.of(random, id(), at()));
        }
        for (int again = random.nextInt(4); again > 0; again--) {
            events.add(events.get(random.nextInt(events.size())));
        }
        return events;
    }

    private void order(String order) {
        long amount = amount();
        for (int line = random.nextInt(3); line >= 0; line--) {
            events.add(Events.purchase(id(), at(), order, equalLines ? amount : amount()));
        }
        for (int i = random.nextInt(5) - 2; i > 0; i--) {
            events.add(Events.restatement(id(), at(), order, amount()));
        }
        for (int i = random.nextInt(5) - 2; i > 0; i--) {
            back(order);
        }
    }

    private void back(String order) {
        switch (random.nextInt(6)) {
            case 0 -> events.add(Events.cancellation(id(), at(), order));
            case 1 -> {
                long all = CustomerEvent.NO_AMOUNT;
                events.add(Events.event(id(), EventType.REFUND, at(), order, all));
            }
            default -> events.add(Events.event(id(), EventType.REFUND, at(), order, amount()));
        }
    }

    private String id() {
        return prefix + "e" + events.size();
    }

    /** Often of one day, now and then of one moment. */
    private long at() {
        return START + random.nextLong(SPAN / 3_600_000L) * 3_600_000L;
    }

    private long amount() {
        return random.nextInt(12) == 0 ? 0 : 500L * (1 + random.nextInt(8));
    }
}
