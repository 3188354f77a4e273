package dev.tidemark.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tidemark.kpi.Kpi;
import dev.tidemark.kpi.Ledger;
import dev.tidemark.model.KpiValue;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GaugesTest {
    private final List<KpiValue> entries = new ArrayList<>();

    private Ledger ledger() {
        Ledger ledger = new Ledger();
        entries.forEach(ledger::add);
        return ledger;
    }

    @Test
    void aFigureIsEnteredAsTheDifferenceToTheOneBefore() {
        Gauges gauges = new Gauges(List.of());
        for (long value : new long[] {7, 7, 3, -2, -2, 5}) {
            gauges.show(Kpi.RECENT_REVENUE_MINOR.of(value, "30"), entries);
            assertEquals(value, ledger().total(Kpi.RECENT_REVENUE_MINOR, "30"));
        }
        assertEquals(4, entries.size(), "what stays is entered: " + entries);
    }

    @Test
    void zeroIsShownTheFirstTime() {
        Gauges gauges = new Gauges(List.of());
        gauges.show(Kpi.SIGNIFICANT_CUSTOMERS.of(0), entries);
        assertEquals(List.of(Kpi.SIGNIFICANT_CUSTOMERS.of(0)), entries);
        gauges.show(Kpi.SIGNIFICANT_CUSTOMERS.of(0), entries);
        assertEquals(1, entries.size());
    }

    @Test
    void whatHasNoValueLeavesTheOneBefore() {
        Gauges gauges = new Gauges(List.of());
        gauges.show(Kpi.CHURN_AUC, 0.75, "model", entries);
        gauges.show(Kpi.CHURN_AUC, Double.NaN, "model", entries);
        gauges.show(Kpi.CHURN_AUC, Double.POSITIVE_INFINITY, "model", entries);
        assertEquals(List.of(Kpi.CHURN_AUC.ofDecimal(0.75, "model")), entries);
    }

    @Test
    void whoeverTakesOverGoesOnFromWhatWasShown() {
        Gauges before = new Gauges(List.of());
        before.show(Kpi.CHURN_RATE.ofDecimal(0.25), entries);
        before.show(Kpi.RECENT_ORDERS.of(9, "30"), entries);
        before.show(Kpi.RECENT_ORDERS.of(90, "365"), entries);
        Gauges after = new Gauges(before.shown());
        after.show(Kpi.CHURN_RATE.ofDecimal(0.2), entries);
        after.show(Kpi.RECENT_ORDERS.of(4, "30"), entries);
        assertEquals(Kpi.CHURN_RATE.ofDecimal(0.2).value(), ledger().total(Kpi.CHURN_RATE));
        assertEquals(4, ledger().total(Kpi.RECENT_ORDERS, "30"));
        assertEquals(90, ledger().total(Kpi.RECENT_ORDERS, "365"));
        assertEquals(5, entries.size());
    }
}
