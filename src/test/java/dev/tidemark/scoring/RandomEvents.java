package dev.tidemark.scoring;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventType;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Events of one restless customer from a seed: several orders a day and long silences, order lines,
 * refunds of every kind, some before their orders, what is not about orders, duplicates, late
 * events and some that are too late.
 */
final class RandomEvents {
    private static final long HOUR = 3_600_000L;
    private static final long DAY = 24 * HOUR;

    private final SplittableRandom random;
    private final long latenessMillis;
    private final List<CustomerEvent> sent = new ArrayList<>();
    private long clock;
    private int orders;

    RandomEvents(long seed, Rules rules) {
        random = new SplittableRandom(seed);
        latenessMillis = rules.memory().latenessDays() * DAY;
        // From 2011 on, so that clocks change at midnight in Brazil.
        clock = Events.at("2011-01-01T00:00:00Z") + random.nextLong(1500 * DAY);
    }

    List<CustomerEvent> next(int count) {
        List<CustomerEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(next());
        }
        return events;
    }

    CustomerEvent next() {
        clock += gap();
        int dice = random.nextInt(100);
        if (dice < 6 && !sent.isEmpty()) {
            return recent();
        }
        long at = dice < 20 ? clock - random.nextLong(latenessMillis + 1) : clock;
        at = dice == 20 ? clock - latenessMillis - 1 - random.nextLong(older()) : at;
        CustomerEvent event = event("e" + sent.size(), at);
        sent.add(event);
        return event;
    }

    /** Often just too late, if there was a purchase since; now and then long ago. */
    private long older() {
        return random.nextInt(3) == 0 ? 200 * DAY : DAY;
    }

    private long gap() {
        return switch (random.nextInt(12)) {
            case 0, 1 -> 0;
            case 2, 3 -> random.nextLong(1000);
            case 4, 5, 6 -> random.nextLong(5 * HOUR);
            case 7, 8 -> random.nextLong(3 * DAY);
            // To midnight in many zones, sharp.
            case 9 -> HOUR - Math.floorMod(clock, HOUR);
            case 10 -> random.nextLong(15 * DAY);
            default -> random.nextLong(random.nextInt(4) == 0 ? 500 * DAY : 60 * DAY);
        };
    }

    private CustomerEvent recent() {
        return sent.get(Math.max(0, sent.size() - 1 - random.nextInt(8)));
    }

    private CustomerEvent event(String id, long at) {
        int dice = random.nextInt(100);
        if (dice < 60) {
            String order = order();
            boolean restates = !order.isEmpty() && random.nextInt(12) == 0;
            return restates
                    ? Events.restatement(id, at, order, amount())
                    : Events.purchase(id, at, order, amount());
        }
        if (dice < 85) {
            return refund(id, at);
        }
        return dice < 88 ? Events.view(id, at) : AnyDealing.of(random, id, at);
    }

    private String order() {
        int dice = random.nextInt(10);
        if (dice == 0) {
            return "";
        }
        return dice < 8 || orders == 0 ? "o" + orders++ : knownOrder();
    }

    private String knownOrder() {
        return "o" + Math.max(0, orders - 1 - random.nextInt(6));
    }

    private CustomerEvent refund(String id, long at) {
        int dice = random.nextInt(12);
        if (dice == 10 && orders > 0) {
            return Events.cancellation(id, at, knownOrder());
        }
        if (dice == 11) {
            // The order is yet to come, if it comes.
            return Events.event(id, EventType.REFUND, at, "o" + orders, amount());
        }
        String order = dice == 0 || orders == 0 ? "nobody-knows" : knownOrder();
        long amount = random.nextInt(2) == 0 ? CustomerEvent.NO_AMOUNT : amount();
        boolean anonymous = dice == 1;
        return Events.event(
                id, EventType.REFUND, at, anonymous ? "" : order, anonymous ? amount() : amount);
    }

    private long amount() {
        return random.nextInt(12) == 0 ? 0 : random.nextLong(20_000);
    }
}
