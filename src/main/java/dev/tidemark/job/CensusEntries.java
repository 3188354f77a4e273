package dev.tidemark.job;

import dev.tidemark.kpi.Kpi;
import dev.tidemark.model.CutPoints;
import dev.tidemark.model.KpiValue;
import dev.tidemark.scoring.population.CensusFinding;
import dev.tidemark.scoring.population.DayFigures;
import java.util.ArrayList;
import java.util.List;

/** What the census enters in the books: the figures of the last day that is over. */
final class CensusEntries {
    private final Gauges gauges;

    /** Goes on from what was shown before. */
    CensusEntries(Iterable<KpiValue> shown) {
        gauges = new Gauges(shown);
    }

    /** What is shown now, to go on from. */
    List<KpiValue> gauges() {
        return gauges.shown();
    }

    List<KpiValue> of(List<CensusFinding> findings) {
        List<KpiValue> entries = new ArrayList<>();
        for (CensusFinding finding : findings) {
            if (finding instanceof CensusFinding.DayClosed closed) {
                show(closed.figures(), entries);
            } else if (finding instanceof CensusFinding.CutsMade made) {
                show(made.cuts(), entries);
            }
        }
        return entries;
    }

    private void show(DayFigures figures, List<KpiValue> entries) {
        gauges.show(Kpi.PERIOD_ACTIVE_CUSTOMERS.of(figures.activeAtStart()), entries);
        gauges.show(Kpi.PERIOD_LOST_CUSTOMERS.of(figures.lost()), entries);
        if (figures.activeAtStart() > 0) {
            double churn = (double) figures.lost() / figures.activeAtStart();
            gauges.show(Kpi.CHURN_RATE.ofDecimal(churn), entries);
            gauges.show(Kpi.RETENTION_RATE.ofDecimal(1 - churn), entries);
        }
        show(figures.period(), entries);
        show(figures.window(), entries);
        if (Double.isFinite(figures.topFifthShare())) {
            gauges.show(Kpi.TOP_FIFTH_REVENUE_SHARE.ofDecimal(figures.topFifthShare()), entries);
        }
        DayFigures.Spread clv = figures.clv();
        gauges.show(Kpi.CLV_PERCENTILE_MINOR.of(clv.p10Minor(), "10"), entries);
        gauges.show(Kpi.CLV_PERCENTILE_MINOR.of(clv.medianMinor(), "50"), entries);
        gauges.show(Kpi.CLV_PERCENTILE_MINOR.of(clv.p90Minor(), "90"), entries);
    }

    private void show(DayFigures.Window window, List<KpiValue> entries) {
        String days = Integer.toString(window.days());
        gauges.show(Kpi.RECENT_REVENUE_MINOR.of(window.revenueMinor(), days), entries);
        gauges.show(Kpi.RECENT_ORDERS.of(window.orders(), days), entries);
        gauges.show(Kpi.RECENT_NEW_CUSTOMERS.of(window.newCustomers(), days), entries);
        gauges.show(Kpi.RECENT_CAMPAIGN_COST_MINOR.of(window.campaignCostMinor(), days), entries);
    }

    private void show(CutPoints cuts, List<KpiValue> entries) {
        gauges.show(Kpi.SIGNIFICANT_CUSTOMERS.of(cuts.significantCustomers()), entries);
    }
}
