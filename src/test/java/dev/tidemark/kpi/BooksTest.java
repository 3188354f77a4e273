package dev.tidemark.kpi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.KpiValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BooksTest {
    private Books books = new Books(3, 0.5);

    private void enter(KpiValue... entries) {
        List.of(entries).forEach(books::add);
    }

    private void restart(int groups) {
        List<KpiValue> kept = books.totals();
        books = new Books(groups, 0.5);
        kept.forEach(books::restore);
    }

    private static KpiValue buyers(long change, String country) {
        return Kpi.BUYERS.of(change, "country", country);
    }

    private long buyersOf(String country) {
        return books.total(Kpi.BUYERS, "country", country);
    }

    @Test
    void theFirstValuesHaveLinesAndTheRestAreOther() {
        enter(buyers(1, "CZ"), buyers(2, "DE"), buyers(4, "FR"), buyers(8, "GB"), buyers(16, "US"));
        enter(buyers(32, "DE"), buyers(-3, "GB"));
        assertEquals(1, buyersOf("CZ"));
        assertEquals(34, buyersOf("DE"));
        assertEquals(4, buyersOf("FR"));
        assertEquals(21, buyersOf("other"));
        assertEquals(0, buyersOf("GB"));
        assertEquals(3, books.total(Kpi.GROUPS_REFUSED, "country"), "entries");
    }

    @Test
    void theLimitIsOfEachAttributeAndNotOfTheMatrix() {
        for (int i = 0; i < 9; i++) {
            enter(Kpi.BUYERS.of(1, "matrix", "q" + i), Kpi.BUYERS.of(1, "all", "a" + i));
            enter(Kpi.BUYERS.of(1, "country", "c" + i), Kpi.CLV_MINOR.of(1, "source", "s" + i));
            enter(Kpi.CUSTOMERS.of(1, "rfm", "segment " + i));
        }
        Map<String, Long> lines =
                books.totals().stream()
                        .filter(total -> !total.labels().get(0).equals("rfm"))
                        .filter(total -> total.labels().size() == 2)
                        .collect(
                                Collectors.groupingBy(
                                        t -> t.labels().get(0), Collectors.counting()));
        assertEquals(Map.of("matrix", 9L, "all", 9L, "country", 4L, "source", 4L), lines);
        assertEquals(1, books.total(Kpi.CUSTOMERS, "rfm", "segment 8"));
    }

    @Test
    void allKpisOfOneAttributeKnowTheSameValues() {
        enter(buyers(1, "CZ"), Kpi.CLV_MINOR.of(1, "country", "DE"), buyers(1, "FR"));
        enter(Kpi.CLV_MINOR.of(5, "country", "CZ"), Kpi.CLV_MINOR.of(7, "country", "US"));
        assertEquals(5, books.total(Kpi.CLV_MINOR, "country", "CZ"));
        assertEquals(7, books.total(Kpi.CLV_MINOR, "country", "other"));
    }

    @Test
    void campaignsAreBoundedTooAndCostAndRevenueMeet() {
        for (int i = 0; i < 5; i++) {
            Entries.campaignCost("k" + i, 100).forEach(books::add);
        }
        enter(Entries.campaignRevenue("k1", 250), Entries.campaignRevenue("k4", 80));
        Entries.campaignCost("", 11).forEach(books::add);
        assertEquals(511, books.total(Kpi.CAMPAIGN_COST_MINOR));
        assertEquals(250, books.total(Kpi.REVENUE_BY_CAMPAIGN_MINOR, "k1"));
        assertEquals(80, books.total(Kpi.REVENUE_BY_CAMPAIGN_MINOR, "other"));
        assertEquals(200, books.total(Kpi.COST_BY_CAMPAIGN_MINOR, "other"));
        assertEquals(11, books.total(Kpi.COST_BY_CAMPAIGN_MINOR, "unknown"));
    }

    /** A shop may well call a source "other", or know nothing. */
    @Test
    void aValueThatIsCalledOtherTakesNobodysPlace() {
        enter(buyers(1, "other"), buyers(2, "unknown"), buyers(4, " "), buyers(8, "CZ"));
        enter(buyers(16, "DE"), buyers(32, "FR"));
        assertEquals(1, buyersOf("other"));
        assertEquals(6, buyersOf("unknown"));
        assertEquals(32, buyersOf("FR"));
        restart(3);
        enter(buyers(64, "US"), buyers(-8, "CZ"));
        assertEquals(65, buyersOf("other"));
        assertEquals(0, buyersOf("CZ"));
    }

    @Test
    void whatIsTooLongForALabelIsOther() {
        String longest = "x".repeat(Kpi.LONGEST_LABEL);
        enter(buyers(1, longest), buyers(2, longest + "x"));
        assertEquals(1, buyersOf(longest));
        assertEquals(2, buyersOf("other"));
    }

    @Test
    void whoWasRefusedStaysRefusedWhateverIsAllowedAfterARestart() {
        enter(buyers(1, "CZ"), buyers(1, "DE"), buyers(1, "FR"), buyers(1, "GB"));
        restart(10);
        enter(buyers(-1, "GB"), buyers(5, "US"));
        assertEquals(5, buyersOf("other"));
        restart(1);
        enter(buyers(-1, "FR"));
        assertEquals(0, buyersOf("FR"));
        assertEquals(5, buyersOf("other"));
    }

    @Test
    void moreMayBeAllowedAsLongAsNobodyWasRefused() {
        enter(buyers(1, "CZ"), buyers(1, "DE"), buyers(1, "FR"));
        restart(4);
        enter(buyers(7, "GB"), buyers(9, "US"));
        assertEquals(7, buyersOf("GB"));
        assertEquals(9, buyersOf("other"));
    }

    /** In whatever order, and however often the job starts anew. */
    @Test
    void aRetractionGoesWhereTheAdditionWent() {
        for (long seed = 0; seed < 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            books = new Books(3, 0.5);
            Map<String, Long> stands = new HashMap<>();
            for (int i = 0; i < 300; i++) {
                String country = "c" + random.nextInt(8);
                long change = random.nextInt(5) - Math.min(2, stands.getOrDefault(country, 0L));
                stands.merge(country, change, Long::sum);
                enter(buyers(change, country));
                if (random.nextInt(40) == 0) {
                    restart(1 + random.nextInt(6));
                }
            }
            stands.forEach((country, count) -> enter(buyers(-count, country)));
            for (KpiValue total : books.totals()) {
                boolean zero = total.value() == 0 || total.kpi().equals("groups_refused");
                assertTrue(zero, total + ", seed " + seed);
            }
        }
    }

    @Test
    void atLeastOneGroupMustBeAllowed() {
        assertThrows(IllegalArgumentException.class, () -> new Books(0, 0.5));
    }

    @Test
    void theRatiosAreThoseOfTheSums() {
        enter(Kpi.CAMPAIGN_COST_MINOR.of(800));
        all(Kpi.ACQUISITION_COST_MINOR, 400);
        all(Kpi.GROUP_CUSTOMERS, 8);
        all(Kpi.BUYERS, 6);
        all(Kpi.ACTIVE_CUSTOMERS, 5);
        all(Kpi.REPEAT_CUSTOMERS, 2);
        all(Kpi.WINDOW_REVENUE_MINOR, 10_000);
        all(Kpi.WINDOW_ORDERS, 7);
        all(Kpi.CLV_MINOR, 3_600);
        all(Kpi.EXPECTED_SPEND_MINOR, 9_000);
        all(Kpi.REVENUE_AT_RISK_MINOR, 3_000);
        all(Kpi.ENGAGEMENT_POINTS, 300);
        all(Kpi.NPS_PROMOTERS, 1);
        all(Kpi.NPS_DETRACTORS, 3);
        all(Kpi.NPS_ANSWERS, 6);
        all(Kpi.CSAT_POINTS, 13);
        all(Kpi.CSAT_ANSWERS, 3);
        assertEquals(
                List.of(
                        of(Kpi.AVERAGE_ORDER_VALUE_MINOR, 1_428_571_429L),
                        of(Kpi.CLV_TO_ACQUISITION_COST, 3_000_000),
                        of(Kpi.CONVERSION_RATE, 750_000),
                        of(Kpi.CSAT, 4_333_333),
                        of(Kpi.CUSTOMER_ACQUISITION_COST_MINOR, 200_000_000),
                        of(Kpi.ENGAGEMENT, 37_500_000),
                        of(Kpi.MEAN_CLV_MINOR, 600_000_000),
                        of(Kpi.NPS, -33_333_333),
                        of(Kpi.REPEAT_RATE, 400_000),
                        of(Kpi.REVENUE_AT_RISK_SHARE, 333_333)),
                derived().stream().sorted((a, b) -> a.kpi().compareTo(b.kpi())).toList());
    }

    private void all(Kpi kpi, long value) {
        enter(kpi.of(value, "all", "all"));
    }

    private static KpiValue of(Kpi kpi, long units) {
        return kpi.of(units, "all", "all");
    }

    /** What follows from the totals that changed. */
    private List<KpiValue> derived() {
        List<KpiValue> derived = new ArrayList<>(books.takeChanged());
        derived.removeIf(value -> value.decimals() == 0);
        return derived;
    }

    @Test
    void inAGroupOnlyTheCostInProfilesCounts() {
        enter(Kpi.CAMPAIGN_COST_MINOR.of(800), buyers(2, "CZ"));
        enter(Kpi.ACQUISITION_COST_MINOR.of(50, "country", "CZ"));
        assertEquals(
                List.of(
                        Kpi.CLV_TO_ACQUISITION_COST.of(0, "country", "CZ"),
                        Kpi.CUSTOMER_ACQUISITION_COST_MINOR.of(25_000_000, "country", "CZ"),
                        Kpi.MEAN_CLV_MINOR.of(0, "country", "CZ")),
                derived().stream()
                        .filter(value -> value.labels().get(0).equals("country"))
                        .sorted((a, b) -> a.kpi().compareTo(b.kpi()))
                        .toList());
    }

    @Test
    void theReturnOfACampaignIsOfItsProfit() {
        Entries.campaignCost("spring", 400).forEach(books::add);
        enter(Entries.campaignRevenue("spring", 1_000), Entries.campaignRevenue("free", 70));
        assertEquals(
                List.of(
                        Kpi.CLV_TO_ACQUISITION_COST.of(0, "all", "all"),
                        Kpi.RETURN_BY_CAMPAIGN.of(250_000, "spring")),
                derived(),
                "(0.5 * 1000 - 400) / 400; who cost nothing has no return");
    }

    @Test
    void aRatioIsThereOnceItsDenominatorIsAndIsZeroWhenThatIs() {
        all(Kpi.WINDOW_REVENUE_MINOR, 900);
        assertEquals(List.of(), derived());
        all(Kpi.WINDOW_ORDERS, 2);
        assertEquals(List.of(of(Kpi.AVERAGE_ORDER_VALUE_MINOR, 450_000_000)), derived());
        all(Kpi.WINDOW_ORDERS, -2);
        assertEquals(List.of(of(Kpi.AVERAGE_ORDER_VALUE_MINOR, 0)), derived());
    }

    @Test
    void aRatioThatStaysIsNotToldAgain() {
        all(Kpi.WINDOW_REVENUE_MINOR, 900);
        all(Kpi.WINDOW_ORDERS, 2);
        derived();
        all(Kpi.WINDOW_REVENUE_MINOR, 450);
        all(Kpi.WINDOW_ORDERS, 1);
        assertEquals(List.of(), derived());
        assertEquals(List.of(), books.takeChanged(), "nothing changed");
    }

    @Test
    void whatIsDerivedIsNotKeptButFoundAgain() {
        all(Kpi.WINDOW_REVENUE_MINOR, 900);
        all(Kpi.WINDOW_ORDERS, 2);
        List<KpiValue> told = books.takeChanged();
        assertEquals(3, told.size());
        assertEquals(2, books.totals().size());
        restart(3);
        assertEquals(told, books.takeChanged());
    }

    /** Ratios of large sums keep all of their digits. */
    @Test
    void aRatioIsExactToItsDigits() {
        all(Kpi.WINDOW_REVENUE_MINOR, 4_000_000_000_000_001L);
        all(Kpi.WINDOW_ORDERS, 3_000);
        assertEquals(
                List.of(of(Kpi.AVERAGE_ORDER_VALUE_MINOR, 1_333_333_333_333_333_667L)), derived());
    }
}
