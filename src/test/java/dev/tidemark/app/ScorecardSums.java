package dev.tidemark.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tidemark.kpi.Kpi;
import dev.tidemark.model.BuyerScores;
import dev.tidemark.model.ChurnLevel;
import dev.tidemark.model.KpiValue;
import dev.tidemark.model.Scorecard;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sums over the last scorecards of everyone: what anybody can add up who reads their topic. Revenue
 * to date is none of them: who only gave back what nobody knows of has some, and no scores.
 */
final class ScorecardSums {
    private static final List<Kpi> KPIS =
            List.of(
                    Kpi.GROUP_CUSTOMERS,
                    Kpi.BUYERS,
                    Kpi.ACTIVE_CUSTOMERS,
                    Kpi.REPEAT_CUSTOMERS,
                    Kpi.WINDOW_REVENUE_MINOR,
                    Kpi.WINDOW_ORDERS,
                    Kpi.EXPECTED_SPEND_MINOR,
                    Kpi.CLV_MINOR,
                    Kpi.AT_RISK_CUSTOMERS,
                    Kpi.REVENUE_AT_RISK_MINOR,
                    Kpi.ENGAGEMENT_POINTS);

    private final Map<String, Long> sums = new TreeMap<>();

    private ScorecardSums() {}

    /** The sums over all, and over each quadrant, are the last totals of the KPIs. */
    static void assertSame(Collection<Scorecard> last, Collection<KpiValue> totals, String where) {
        ScorecardSums expected = new ScorecardSums();
        last.forEach(expected::add);
        Map<String, Long> published = new TreeMap<>();
        for (KpiValue total : totals) {
            boolean isOfAll = total.labels().equals(List.of("all", "all"));
            boolean isOfQuadrant = total.labels().size() == 2 && total.labels().contains("matrix");
            boolean isSum = KPIS.stream().anyMatch(kpi -> kpi.wireName().equals(total.kpi()));
            if (isSum && (isOfAll || isOfQuadrant) && total.value() != 0) {
                published.put(total.kpi() + total.labels(), total.value());
            }
        }
        expected.sums.values().removeIf(sum -> sum == 0);
        expected.sums.forEach((line, sum) -> assertEquals(sum, published.get(line), line + where));
        assertEquals(expected.sums.keySet(), published.keySet(), where);
    }

    private void add(Scorecard card) {
        add(card, List.of("all", "all"));
        add(card, List.of("matrix", card.crm().orElseThrow().matrix().label()));
    }

    private void add(Scorecard card, List<String> group) {
        add(Kpi.GROUP_CUSTOMERS, group, 1);
        add(Kpi.ENGAGEMENT_POINTS, group, card.relationship().engagement());
        if (card.buyer().isEmpty()) {
            return;
        }
        BuyerScores buyer = card.buyer().get();
        boolean isAtRisk = buyer.churn().level() == ChurnLevel.HIGH;
        long expectedMinor = buyer.value().expectedSpendMinor();
        add(Kpi.BUYERS, group, 1);
        add(Kpi.ACTIVE_CUSTOMERS, group, buyer.rfm().orders() > 0 ? 1 : 0);
        add(Kpi.REPEAT_CUSTOMERS, group, buyer.rfm().orders() > 1 ? 1 : 0);
        add(Kpi.WINDOW_REVENUE_MINOR, group, buyer.rfm().spendMinor());
        add(Kpi.WINDOW_ORDERS, group, buyer.rfm().orders());
        add(Kpi.EXPECTED_SPEND_MINOR, group, expectedMinor);
        add(Kpi.CLV_MINOR, group, buyer.value().clvMinor());
        add(Kpi.AT_RISK_CUSTOMERS, group, isAtRisk ? 1 : 0);
        add(Kpi.REVENUE_AT_RISK_MINOR, group, isAtRisk ? expectedMinor : 0);
    }

    private void add(Kpi kpi, List<String> group, long value) {
        sums.merge(kpi.wireName() + group, value, Long::sum);
    }
}
