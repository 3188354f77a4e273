package dev.tidemark.app;

import dev.tidemark.kpi.Kpi;
import dev.tidemark.model.KpiValue;
import dev.tidemark.scoring.population.CensusFinding;
import dev.tidemark.scoring.population.DayFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the findings of a census must come to in the books. */
final class CensusFigures {
    private final Map<String, KpiValue> figures = new TreeMap<>();

    private CensusFigures() {}

    /** The figures at the end; one that has no value stays what it was. */
    static List<KpiValue> of(List<CensusFinding> findings) {
        CensusFigures last = new CensusFigures();
        for (CensusFinding finding : findings) {
            if (finding instanceof CensusFinding.DayClosed closed) {
                last.day(closed.figures());
            } else if (finding instanceof CensusFinding.CutsMade made) {
                last.set(Kpi.SIGNIFICANT_CUSTOMERS.of(made.cuts().significantCustomers()));
            }
        }
        return new ArrayList<>(last.figures.values());
    }

    private void day(DayFigures day) {
        set(Kpi.PERIOD_ACTIVE_CUSTOMERS.of(day.activeAtStart()));
        set(Kpi.PERIOD_LOST_CUSTOMERS.of(day.lost()));
        if (day.activeAtStart() > 0) {
            double stayed = day.activeAtStart() - day.lost();
            set(Kpi.CHURN_RATE.ofDecimal((double) day.lost() / day.activeAtStart()));
            set(Kpi.RETENTION_RATE.ofDecimal(stayed / day.activeAtStart()));
        }
        for (DayFigures.Window window : List.of(day.period(), day.window())) {
            String days = String.valueOf(window.days());
            set(Kpi.RECENT_REVENUE_MINOR.of(window.revenueMinor(), days));
            set(Kpi.RECENT_ORDERS.of(window.orders(), days));
            set(Kpi.RECENT_NEW_CUSTOMERS.of(window.newCustomers(), days));
            set(Kpi.RECENT_CAMPAIGN_COST_MINOR.of(window.campaignCostMinor(), days));
        }
        if (!Double.isNaN(day.topFifthShare())) {
            set(Kpi.TOP_FIFTH_REVENUE_SHARE.ofDecimal(day.topFifthShare()));
        }
        set(Kpi.CLV_PERCENTILE_MINOR.of(day.clv().p10Minor(), "10"));
        set(Kpi.CLV_PERCENTILE_MINOR.of(day.clv().medianMinor(), "50"));
        set(Kpi.CLV_PERCENTILE_MINOR.of(day.clv().p90Minor(), "90"));
    }

    private void set(KpiValue figure) {
        figures.put(figure.kpi() + figure.labels(), figure);
    }
}
