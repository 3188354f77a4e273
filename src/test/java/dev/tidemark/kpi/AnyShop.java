package dev.tidemark.kpi;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventDetail;
import dev.tidemark.model.EventType;
import dev.tidemark.model.ProfileAttribute;
import dev.tidemark.model.SurveyKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The log of a small shop from a seed, in the order of arrival: prospects and buyers over two
 * years, orders that come late, go back in part or whole or are sent again, touches and costs of
 * campaigns, surveys and profiles; now and then two ids are one person, or one is erased.
 */
public final class AnyShop {
    /** When the shop opened, epoch milliseconds. */
    public static final long START = 1_672_531_200_000L;

    /** How long the log is. */
    public static final int DAYS = 730;

    private static final long DAY = 86_400_000L;
    private static final int MOST_LATE_DAYS = 25;

    private final SplittableRandom random;
    private final List<Arrival> arrivals = new ArrayList<>();
    private final Set<Long> taken = new HashSet<>();
    private int ids;

    private record Arrival(long at, CustomerEvent event) {}

    private AnyShop(SplittableRandom random) {
        this.random = random;
    }

    /**
     * The events of so many customers, in the order of arrival, all before {@code START + DAYS}.
     */
    public static List<CustomerEvent> log(long seed, int customers) {
        AnyShop shop = new AnyShop(new SplittableRandom(seed));
        for (int i = 0; i < customers; i++) {
            shop.live("c" + i, "c" + shop.random.nextInt(customers));
        }
        for (int i = 0; i < customers; i++) {
            shop.spend();
        }
        shop.arrivals.sort(Comparator.comparingLong(Arrival::at));
        long end = START + DAYS * DAY;
        return shop.arrivals.stream().filter(a -> a.at() < end).map(Arrival::event).toList();
    }

    private void live(String who, String another) {
        int orders = random.nextInt(3) == 0 ? 0 : random.nextInt(8);
        for (int i = 0; i < orders; i++) {
            order(who, who + "-o" + i);
        }
        for (int i = random.nextInt(4); i >= 0; i--) {
            tell(who);
        }
        for (int i = random.nextInt(5); i > 0; i--) {
            touch(who);
        }
        if (random.nextInt(8) == 0 && !who.equals(another)) {
            hear(0, event(EventType.MERGE, who, moment(), new EventDetail.Merge(another)));
        }
        if (random.nextInt(12) == 0) {
            hear(0, event(EventType.ERASE, who, moment(), EventDetail.NONE));
        }
    }

    private void order(String who, String id) {
        long at = moment();
        long amount = amount();
        boolean named = random.nextInt(8) > 0;
        hear(late(), order(EventType.PURCHASE, who, at, named ? id : "", amount));
        if (!named) {
            return;
        }
        if (random.nextInt(6) == 0) {
            CustomerEvent now = order(EventType.PURCHASE, who, soon(at), id, amount());
            hear(late(), now.with(new EventDetail.Restatement()));
        }
        int back = random.nextInt(10);
        if (back == 0) {
            long none = CustomerEvent.NO_AMOUNT;
            hear(late(), order(EventType.CANCELLATION, who, soon(at), id, none));
        } else if (back == 1) {
            hear(late(), order(EventType.REFUND, who, soon(at), id, amount / 3 + 1));
        } else if (back == 2) {
            hear(late(), order(EventType.REFUND, who, soon(at), id, amount));
        } else if (back == 3) {
            hear(late(), order(EventType.REFUND, who, soon(at), "", amount / 4 + 1));
        }
    }

    private void tell(String who) {
        EventDetail detail =
                switch (random.nextInt(5)) {
                    case 0 -> new EventDetail.Survey(SurveyKind.NPS, 10 * random.nextInt(11));
                    case 1 -> new EventDetail.Survey(SurveyKind.CSAT, 10 + 10 * random.nextInt(5));
                    case 2 -> profile(ProfileAttribute.COUNTRY, country());
                    case 3 -> profile(ProfileAttribute.ACQUISITION_COST, "" + random.nextInt(900));
                    default -> EventDetail.NONE;
                };
        EventType type =
                detail instanceof EventDetail.Survey
                        ? EventType.SURVEY
                        : detail == EventDetail.NONE ? EventType.VIEW : EventType.PROFILE;
        hear(late(), event(type, who, moment(), detail));
    }

    private static EventDetail profile(ProfileAttribute attribute, String value) {
        return new EventDetail.Profile(Map.of(attribute, value));
    }

    private String country() {
        return List.of("CZ", "DE", "FR", "GB", "").get(random.nextInt(5));
    }

    private void touch(String who) {
        hear(late(), event(EventType.CAMPAIGN_TOUCH, who, moment(), campaign()));
    }

    private void spend() {
        hear(
                late(),
                new CustomerEvent(
                        id(), "", EventType.CAMPAIGN_COST, moment(), "", amount(), "", campaign()));
    }

    private EventDetail campaign() {
        return new EventDetail.Campaign("k" + random.nextInt(3));
    }

    private CustomerEvent order(
            EventType type, String who, long at, String order, long amountMinor) {
        return new CustomerEvent(id(), who, type, at, order, amountMinor, "web");
    }

    private CustomerEvent event(EventType type, String who, long at, EventDetail detail) {
        return new CustomerEvent(id(), who, type, at, "", CustomerEvent.NO_AMOUNT, "web", detail);
    }

    private void hear(long delay, CustomerEvent event) {
        long at = event.occurredAt() + delay;
        arrivals.add(new Arrival(at, event));
        if (random.nextInt(15) == 0) {
            arrivals.add(new Arrival(at + random.nextLong(3_600_000L), event));
        }
    }

    private long late() {
        return random.nextInt(5) == 0 ? random.nextLong(MOST_LATE_DAYS * DAY) : 0;
    }

    private long soon(long at) {
        return distinct(at + 1 + random.nextLong(50 * DAY));
    }

    private long moment() {
        return distinct(START + random.nextLong(DAYS * DAY));
    }

    /** No two events of one moment: what was said last is then plain to all. */
    private long distinct(long at) {
        long free = at;
        while (!taken.add(free)) {
            free++;
        }
        return free;
    }

    private long amount() {
        return 100 + random.nextLong(20_000);
    }

    private String id() {
        return "e" + ids++;
    }
}
