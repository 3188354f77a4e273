package dev.tidemark.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.kpi.Kpi;
import dev.tidemark.kpi.Ledger;
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
     * way. Values of one checkpoint are published together, in the order of their keys.
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
                balances++;
            }
        }
        assertTrue(balances > 1, "only " + balances + " states of the books were published");
    }

    static long sum(Ledger ledger, Kpi kpi) {
        return ledger.totals().stream()
                .filter(total -> total.kpi().equals(kpi.wireName()))
                .mapToLong(KpiValue::value)
                .sum();
    }
}
