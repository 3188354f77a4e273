package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.CustomerEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AttributionTest {
    private static final int D = 20_000;
    private static final int DAYS = 30;
    private static final Attribution LAST_TOUCH = new Attribution(DAYS);
    private static final Rules RULES = new SampleRules().memory(30, 60, 100, 1_000, 500).build();

    private static Purchases bought(CustomerEvent... events) {
        return new FoldedCustomer(RULES).apply(events).history().purchases;
    }

    private static CustomerEvent order(int day, long amountMinor) {
        return Events.purchase("e" + day, day * DayCalendar.DAY_MILLIS + 1, "o" + day, amountMinor);
    }

    @Test
    void revenueFollowsTheLatestTouchBeforeIt() {
        Purchases bought = bought(order(D, 1), order(D + 5, 10), order(D + 9, 100));
        List<CampaignTouch> touches =
                List.of(new CampaignTouch("mail", D + 1), new CampaignTouch("ad", D + 9));
        assertEquals(Map.of("mail", 10L, "ad", 100L), LAST_TOUCH.attributed(touches, bought, 0));
        assertEquals(Map.of("ad", 100L), LAST_TOUCH.attributed(touches, bought, D + 6));
        assertEquals(Map.of(), LAST_TOUCH.attributed(List.of(), bought, 0));
    }

    @Test
    void aTouchCountsOnItsDayAndThirtyDaysAfter() {
        Purchases bought = bought(order(D, 1), order(D + DAYS, 10), order(D + DAYS + 1, 100));
        List<CampaignTouch> touches = List.of(new CampaignTouch("mail", D));
        assertEquals(Map.of("mail", 11L), LAST_TOUCH.attributed(touches, bought, 0));
    }

    @Test
    void ofTwoTouchesOfOneDayTheLastByIdCounts() {
        List<CampaignTouch> touches =
                List.of(new CampaignTouch("mail", D), new CampaignTouch("ad", D));
        assertEquals(Map.of("mail", 7L), LAST_TOUCH.attributed(touches, bought(order(D, 7)), 0));
    }

    @Test
    void whatIsTakenBackIsTakenFromTheCampaignItCameBy() {
        List<CampaignTouch> touches =
                List.of(new CampaignTouch("mail", D), new CampaignTouch("ad", D + 4));
        Purchases before = bought(order(D, 500), order(D + 5, 700));
        long at = (D + 6) * DayCalendar.DAY_MILLIS;
        Purchases after =
                bought(order(D, 500), order(D + 5, 700), Events.cancellation("x", at, "o" + D));
        assertEquals(Map.of("mail", -500L), LAST_TOUCH.changes(touches, before, touches, after, 0));
    }

    @Test
    void aTouchThatComesLateMovesRevenueToItsCampaign() {
        List<CampaignTouch> before = List.of(new CampaignTouch("mail", D));
        List<CampaignTouch> after =
                List.of(new CampaignTouch("mail", D), new CampaignTouch("ad", D + 4));
        Purchases bought = bought(order(D, 500), order(D + 5, 700));
        assertEquals(
                Map.of("mail", -700L, "ad", 700L),
                LAST_TOUCH.changes(before, bought, after, bought, 0));
    }

    @Test
    void whatADroppedTouchBroughtStays() {
        List<CampaignTouch> before =
                List.of(new CampaignTouch("mail", D), new CampaignTouch("ad", D + 4));
        List<CampaignTouch> after =
                List.of(new CampaignTouch("ad", D + 4), new CampaignTouch("sms", D + 8));
        Purchases bought = bought(order(D, 500), order(D + 5, 700));
        assertEquals(Map.of(), LAST_TOUCH.changes(before, bought, after, bought, 0));
        assertEquals(Map.of(), LAST_TOUCH.changes(before, bought, List.of(), bought, 0));
        List<CampaignTouch> again =
                List.of(new CampaignTouch("ad", D + 4), new CampaignTouch("mail", D + 8));
        assertEquals(Map.of(), LAST_TOUCH.changes(before, bought, again, bought, 0));
    }

    @Test
    void whoIsErasedTakesEverythingBack() {
        List<CampaignTouch> touches = List.of(new CampaignTouch("mail", D));
        Purchases bought = bought(order(D, 500));
        assertEquals(
                Map.of("mail", -500L),
                LAST_TOUCH.changes(touches, bought, List.of(), Purchases.none(), 0));
        assertEquals(Map.of(), LAST_TOUCH.changes(touches, bought, touches, bought, 0));
    }

    @Test
    void attributionForLessThanADayIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Attribution(-1));
    }

    /** Touches and orders in any order, and what was entered is what a plain look back finds. */
    @Test
    void theSumOfAllChangesIsTheAttributionOfWhatStands() {
        int attributed = 0;
        for (long seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            FoldedCustomer customer = new FoldedCustomer(RULES);
            List<CampaignTouch> touches = new ArrayList<>();
            Map<String, Long> entered = new HashMap<>();
            for (CustomerEvent event : new AnyEvents(random, OrderLines.IGNORE).list()) {
                Purchases before = customer.history().purchases;
                List<CampaignTouch> touchesBefore = List.copyOf(touches);
                customer.decide(event);
                if (random.nextInt(3) == 0) {
                    int day = RULES.calendar().dayOf(AnyEvents.START) + random.nextInt(30);
                    touches.add(new CampaignTouch("k" + random.nextInt(3), day));
                    touches.sort(null);
                }
                LAST_TOUCH
                        .changes(touchesBefore, before, touches, customer.history().purchases, 0)
                        .forEach((campaign, net) -> entered.merge(campaign, net, Long::sum));
            }
            entered.values().removeIf(net -> net == 0);
            Map<String, Long> plain = plain(touches, customer.history().purchases);
            assertEquals(plain, entered, "seed " + seed);
            attributed += plain.size();
        }
        assertTrue(attributed > 100, attributed + " sums");
    }

    private static Map<String, Long> plain(List<CampaignTouch> touches, Purchases purchases) {
        Map<String, Long> sums = new HashMap<>();
        int first = RULES.calendar().dayOf(AnyEvents.START);
        for (int day = first; day < first + 40; day++) {
            for (int i = touches.size() - 1; i >= 0; i--) {
                CampaignTouch touch = touches.get(i);
                if (touch.day() <= day) {
                    long net = day - touch.day() <= DAYS ? purchases.netOn(day) : 0;
                    sums.merge(touch.campaignId(), net, Long::sum);
                    break;
                }
            }
        }
        sums.values().removeIf(net -> net == 0);
        return sums;
    }
}
