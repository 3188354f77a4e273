package dev.tidemark.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.kpi.Groups;
import dev.tidemark.kpi.Kpi;
import dev.tidemark.kpi.Ledger;
import dev.tidemark.model.Dimension;
import dev.tidemark.model.KpiValue;
import dev.tidemark.wire.KpiJson;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The books as they were published, checkpoint by checkpoint. */
final class PublishedBooks {
    private PublishedBooks() {}

    /**
     * Every state that was published balances: what was read is scored, ignored, rejected or on its
     * way, and the segments of each dimension are all customers, or all buyers. Values of one
     * checkpoint are published together, in the order of their keys, and then what follows from
     * them.
     *
     * @param history of the KPI topic, in order
     */
    static void assertBalance(List<KpiValue> history) {
        Ledger published = new Ledger();
        Map<String, Long> latest = new TreeMap<>();
        int balances = 0;
        for (int i = 0; i < history.size(); i++) {
            KpiValue value = history.get(i);
            long before = latest.getOrDefault(KpiJson.key(value), 0L);
            long change = value.value() - before;
            published.add(new KpiValue(value.kpi(), value.labels(), change, value.decimals()));
            latest.put(KpiJson.key(value), value.value());
            boolean endOfGroup =
                    i + 1 == history.size()
                            || KpiJson.key(history.get(i + 1)).compareTo(KpiJson.key(value)) <= 0;
            if (endOfGroup) {
                assertEquals(
                        sum(published, Kpi.EVENTS_READ),
                        sum(published, Kpi.EVENTS_SCORED)
                                + sum(published, Kpi.EVENTS_IGNORED)
                                + sum(published, Kpi.EVENTS_REJECTED)
                                + sum(published, Kpi.EVENTS_ON_THE_WAY),
                        "the books after record " + i);
                long onTheWay = sum(published, Kpi.EVENTS_ON_THE_WAY);
                assertTrue(onTheWay >= 0, onTheWay + " on their way after record " + i);
                assertSegments(published, "after record " + i);
                balances++;
            }
        }
        assertTrue(balances > 1, "only " + balances + " states of the books were published");
    }

    /** Everyone has a place in each dimension, but only who buys has one of ABC and of churn. */
    private static void assertSegments(Ledger published, String where) {
        long customers = published.total(Kpi.GROUP_CUSTOMERS, Groups.ALL, Groups.ALL);
        long buyers = published.total(Kpi.BUYERS, Groups.ALL, Groups.ALL);
        for (Dimension dimension : Dimension.values()) {
            List<KpiValue> sizes =
                    published.totals().stream()
                            .filter(total -> total.kpi().equals(Kpi.CUSTOMERS.wireName()))
                            .filter(total -> total.labels().get(0).equals(dimension.wireName()))
                            .toList();
            boolean ofBuyers = dimension == Dimension.ABC || dimension == Dimension.CHURN;
            assertEquals(
                    ofBuyers ? buyers : customers,
                    sizes.stream().mapToLong(KpiValue::value).sum(),
                    dimension + " " + where + ": " + sizes);
            assertTrue(sizes.stream().allMatch(size -> size.value() >= 0), where + ": " + sizes);
        }
        for (String by : List.of(Groups.MATRIX, "country", "acquisitionSource")) {
            assertEquals(customers, grouped(published, Kpi.GROUP_CUSTOMERS, by), by + where);
            assertEquals(buyers, grouped(published, Kpi.BUYERS, by), by + where);
            assertEquals(
                    published.total(Kpi.REVENUE_MINOR, Groups.ALL, Groups.ALL),
                    grouped(published, Kpi.REVENUE_MINOR, by),
                    by + where);
        }
    }

    private static long grouped(Ledger published, Kpi kpi, String by) {
        return published.totals().stream()
                .filter(total -> total.kpi().equals(kpi.wireName()))
                .filter(total -> total.labels().get(0).equals(by))
                .mapToLong(KpiValue::value)
                .sum();
    }

    /**
     * The last values are these, one by one. Of a group, or a campaign, whose figure is 0, there
     * may be a line or none: it depends on whether anything was told before it came to that.
     */
    static void assertLast(List<KpiValue> expected, List<KpiValue> actual, String where) {
        Map<String, String> wanted = texts(expected);
        Map<String, String> found = texts(actual);
        wanted.forEach((key, text) -> assertEquals(text, found.get(key), key + ", " + where));
        assertEquals(wanted.keySet(), found.keySet(), where);
    }

    private static Map<String, String> texts(List<KpiValue> values) {
        Map<String, String> texts = new TreeMap<>();
        for (KpiValue value : values) {
            List<String> labels = Kpi.ofWireName(value.kpi()).orElseThrow().labels();
            boolean ofGroup = labels.contains("group") || labels.contains("campaign");
            if (value.value() != 0 || !ofGroup) {
                texts.put(KpiJson.key(value), TopicContents.text(KpiJson.write(value)));
            }
        }
        return texts;
    }

    static long sum(Ledger ledger, Kpi kpi) {
        return ledger.totals().stream()
                .filter(total -> total.kpi().equals(kpi.wireName()))
                .mapToLong(KpiValue::value)
                .sum();
    }
}
