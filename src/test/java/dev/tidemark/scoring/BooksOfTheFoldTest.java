package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.kpi.AnyShop;
import dev.tidemark.kpi.Kpi;
import dev.tidemark.kpi.PlainBooks;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.KpiValue;
import dev.tidemark.model.ProfileAttribute;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The books that the fold makes, against a plain count of the raw log. */
class BooksOfTheFoldTest {
    private static final int SHOPS = 40;
    private static final int CUSTOMERS = 40;
    private static final ZoneId ZONE = ZoneId.of("Europe/Prague");
    private static final double MARGIN = 0.3;
    private static final int ACTIVE = 90;
    private static final int PERIOD = 60;
    private static final int RECENT = 30;

    /**
     * Twice, once with days remembered for as long as the log is: a merge brings what one person
     * bought after the other was touched, and that is credited as far as memory reaches.
     */
    @ParameterizedTest
    @ValueSource(ints = {365, 720})
    void everyRealisedFigureIsThatOfThePlainCount(int windowDays) {
        Map<String, Integer> seen = new TreeMap<>();
        for (long seed = 0; seed < SHOPS; seed++) {
            List<CustomerEvent> log = AnyShop.log(seed, CUSTOMERS);
            long now = AnyShop.START + (400 + 8 * seed) * DayCalendar.DAY_MILLIS + 1;
            List<CustomerEvent> heard = log.stream().filter(e -> e.occurredAt() < now).toList();
            Rules rules = new SampleRules().zone(ZONE.getId()).windowDays(windowDays).build();
            BooksByFold books = new BooksByFold(rules, ACTIVE, PERIOD, RECENT, MARGIN);
            books.read(heard, now);
            PlainBooks.Terms terms =
                    new PlainBooks.Terms(
                            now,
                            ZONE,
                            rules.windowDays(),
                            ACTIVE,
                            PERIOD,
                            RECENT,
                            RECENT,
                            MARGIN,
                            "ignore");
            Map<String, BigDecimal> figures = books.figures();
            Map<String, BigDecimal> counted = PlainBooks.of(heard, terms);
            if (windowDays < AnyShop.DAYS / 2 + 1) {
                counted.keySet().removeIf(name -> name.matches("(revenue|return)_by_campaign.*"));
            }
            for (Map.Entry<String, BigDecimal> plain : counted.entrySet()) {
                String where = plain.getKey() + ", seed " + seed;
                BigDecimal figure = figures.getOrDefault(plain.getKey(), BigDecimal.ZERO);
                assertEquals(0, plain.getValue().compareTo(figure), where + ": " + plain + figure);
                seen.merge(plain.getKey(), plain.getValue().signum() != 0 ? 1 : 0, Integer::sum);
            }
            compareCountries(books, heard, terms, seed);
        }
        seen.forEach((name, times) -> assertTrue(times > SHOPS / 4, name + " " + times));
        assertTrue(seen.size() > 25, seen.keySet()::toString);
    }

    private static void compareCountries(
            BooksByFold books, List<CustomerEvent> heard, PlainBooks.Terms terms, long seed) {
        var plain = PlainBooks.by(ProfileAttribute.COUNTRY, heard, terms);
        plain.forEach(
                (country, figures) -> {
                    for (Kpi kpi : BY_COUNTRY) {
                        BigDecimal expected = figures.get(kpi.wireName());
                        BigDecimal actual = books.figure(kpi, "country", country);
                        String where = kpi.wireName() + " of " + country + ", seed " + seed;
                        assertEquals(0, expected.compareTo(actual), where + ": " + actual);
                    }
                });
        for (KpiValue total : books.totals()) {
            boolean ofNobody = total.value() == 0;
            boolean ofCountry = total.labels().contains("country");
            assertTrue(!ofCountry || ofNobody || plain.containsKey(total.labels().get(1)));
        }
    }

    private static final List<Kpi> BY_COUNTRY =
            List.of(
                    Kpi.GROUP_CUSTOMERS,
                    Kpi.BUYERS,
                    Kpi.REVENUE_MINOR,
                    Kpi.WINDOW_REVENUE_MINOR,
                    Kpi.WINDOW_ORDERS,
                    Kpi.AVERAGE_ORDER_VALUE_MINOR,
                    Kpi.REPEAT_RATE,
                    Kpi.CUSTOMER_ACQUISITION_COST_MINOR,
                    Kpi.NPS,
                    Kpi.CSAT);
}
