package dev.tidemark.kpi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventDetail;
import dev.tidemark.model.EventType;
import dev.tidemark.model.ProfileAttribute;
import dev.tidemark.model.SurveyKind;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The plain count, counted once by hand. */
class PlainBooksTest {
    private static final long DAY = 86_400_000L;
    private static final int NOW = 20_400;
    private static final PlainBooks.Terms TERMS =
            new PlainBooks.Terms(NOW * DAY, ZoneOffset.UTC, 365, 90, 60, 30, 30, 0.5, "ignore");

    private final List<CustomerEvent> log = new ArrayList<>();

    private void hear(
            EventType type, String who, int day, String order, long amount, EventDetail detail) {
        String id = "e" + log.size();
        log.add(new CustomerEvent(id, who, type, day * DAY + 1, order, amount, "", detail));
    }

    private void order(String who, int day, String order, long amountMinor) {
        hear(EventType.PURCHASE, who, day, order, amountMinor, EventDetail.NONE);
    }

    private void say(EventType type, String who, int day, EventDetail detail) {
        hear(type, who, day, "", CustomerEvent.NO_AMOUNT, detail);
    }

    private static void figure(Map<String, BigDecimal> figures, String name, String number) {
        assertEquals(0, new BigDecimal(number).compareTo(figures.get(name)), name + figures);
    }

    @Test
    void aSmallShopCountedByHand() {
        order("ann", NOW - 100, "a1", 1_000);
        order("ann", NOW - 20, "a2", 3_000);
        hear(EventType.REFUND, "ann", NOW - 10, "a2", 500, EventDetail.NONE);
        order("bob", NOW - 80, "b1", 700);
        order("cyd", NOW - 5, "c1", 900);
        hear(
                EventType.CANCELLATION,
                "cyd",
                NOW - 4,
                "c1",
                CustomerEvent.NO_AMOUNT,
                EventDetail.NONE);
        order("old", NOW - 400, "o1", 10_000);
        say(EventType.CAMPAIGN_TOUCH, "ann", NOW - 25, new EventDetail.Campaign("spring"));
        hear(EventType.CAMPAIGN_COST, "", NOW - 30, "", 800, new EventDetail.Campaign("spring"));
        say(EventType.SURVEY, "ann", NOW - 3, new EventDetail.Survey(SurveyKind.NPS, 100));
        say(EventType.SURVEY, "bob", NOW - 9, new EventDetail.Survey(SurveyKind.NPS, 90));
        say(EventType.SURVEY, "bob", NOW - 3, new EventDetail.Survey(SurveyKind.NPS, 20));
        say(EventType.SURVEY, "cyd", NOW - 3, new EventDetail.Survey(SurveyKind.NPS, 70));
        say(EventType.SURVEY, "cyd", NOW - 3, new EventDetail.Survey(SurveyKind.CSAT, 40));
        Map<ProfileAttribute, String> cost = Map.of(ProfileAttribute.ACQUISITION_COST, "100");
        say(EventType.PROFILE, "bob", NOW - 2, new EventDetail.Profile(cost));
        log.add(log.get(0));
        order("new", NOW, "n1", 5);

        Map<String, BigDecimal> figures = PlainBooks.of(log, TERMS);
        figure(figures, "group_customers", "4");
        figure(figures, "buyers", "3");
        figure(figures, "revenue_minor", "14200");
        figure(figures, "window_revenue_minor", "4200");
        figure(figures, "window_orders", "3");
        figure(figures, "average_order_value_minor", "1400");
        figure(figures, "active_customers", "2");
        figure(figures, "repeat_rate", "0.5");
        figure(figures, "conversion_rate", "0.75");
        figure(figures, "customer_acquisition_cost_minor", "300");
        figure(figures, "nps", "0");
        figure(figures, "csat", "4");
        figure(figures, "period_active_customers", "2");
        figure(figures, "period_lost_customers", "1");
        figure(figures, "churn_rate", "0.5");
        figure(figures, "recent_revenue_minor", "2500");
        figure(figures, "recent_orders", "1");
        figure(figures, "recent_new_customers", "0");
        figure(figures, "recent_campaign_cost_minor", "800");
        figure(figures, "revenue_by_campaign_minor|spring", "2500");
        figure(figures, "return_by_campaign|spring", "0.5625");
    }

    @Test
    void twoIdsOfOnePersonAreOneAndWhoIsErasedIsNone() {
        order("ann", NOW - 50, "a1", 1_000);
        order("anna", NOW - 40, "a2", 2_000);
        order("bob", NOW - 40, "b1", 4_000);
        say(EventType.MERGE, "ann", NOW - 30, new EventDetail.Merge("anna"));
        say(EventType.ERASE, "bob", NOW - 30, EventDetail.NONE);
        Map<String, BigDecimal> figures = PlainBooks.of(log, TERMS);
        figure(figures, "group_customers", "1");
        figure(figures, "repeat_customers", "1");
        figure(figures, "revenue_minor", "3000");
        say(EventType.ERASE, "anna", NOW - 20, EventDetail.NONE);
        order("ann", NOW - 10, "a3", 8_000);
        figures = PlainBooks.of(log, TERMS);
        figure(figures, "group_customers", "1");
        figure(figures, "revenue_minor", "8000");
    }

    @Test
    void figuresOfACountryAreOfItsPeople() {
        order("ann", NOW - 50, "a1", 1_000);
        order("bob", NOW - 40, "b1", 4_000);
        say(
                EventType.PROFILE,
                "ann",
                NOW - 2,
                new EventDetail.Profile(Map.of(ProfileAttribute.COUNTRY, "CZ")));
        var figures = PlainBooks.by(ProfileAttribute.COUNTRY, log, TERMS);
        figure(figures.get("CZ"), "revenue_minor", "1000");
        figure(figures.get("unknown"), "revenue_minor", "4000");
    }
}
