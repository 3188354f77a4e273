package dev.tidemark.kpi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tidemark.model.KpiValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private final Ledger ledger = new Ledger();

    private static KpiValue customers(long value, String segment) {
        return Kpi.CUSTOMERS.of(value, "rfm", segment);
    }

    @Test
    void whatWasNeverAddedIsZero() {
        assertEquals(0, ledger.total(Kpi.EVENTS_READ));
        assertEquals(List.of(), ledger.totals());
        assertEquals(List.of(), ledger.takeChanged());
    }

    @Test
    void entriesAddUpAndTakeAway() {
        ledger.add(customers(2, "New"));
        ledger.add(customers(-1, "New"));
        ledger.add(customers(1, "Lost"));
        assertEquals(1, ledger.total(Kpi.CUSTOMERS, "rfm", "New"));
        assertEquals(1, ledger.total(Kpi.CUSTOMERS, "rfm", "Lost"));
        assertEquals(0, ledger.total(Kpi.CUSTOMERS, "churn", "New"));
    }

    @Test
    void aTotalThatFellToZeroIsTold() {
        ledger.add(customers(1, "New"));
        ledger.takeChanged();
        ledger.add(customers(-1, "New"));
        assertEquals(List.of(customers(0, "New")), ledger.takeChanged());
    }

    @Test
    void whatChangedIsToldOnceAsItsTotal() {
        ledger.add(customers(1, "New"));
        ledger.add(customers(1, "Lost"));
        ledger.takeChanged();
        ledger.add(customers(4, "New"));
        assertEquals(List.of(customers(5, "New")), ledger.takeChanged());
        assertEquals(List.of(), ledger.takeChanged());
        assertEquals(2, ledger.totals().size());
    }

    @Test
    void takingAllEmptiesTheLedger() {
        ledger.add(customers(1, "New"));
        assertEquals(List.of(customers(1, "New")), ledger.takeAll());
        assertEquals(List.of(), ledger.totals());
        assertEquals(List.of(), ledger.takeChanged());
    }

    @Test
    void aLedgerFilledFromTotalsIsTheSame() {
        ledger.add(customers(3, "New"));
        ledger.add(Entries.READ);
        Ledger copy = new Ledger();
        ledger.totals().forEach(copy::add);
        assertEquals(ledger.totals(), copy.totals());
    }

    @Test
    void decimalsAddUpExactlyAndMayFallBelowZero() {
        for (int i = 0; i < 10; i++) {
            ledger.add(Kpi.CHURN_SKILL.ofDecimal(-0.1));
        }
        assertEquals(-1_000_000, ledger.total(Kpi.CHURN_SKILL));
        assertEquals(List.of(Kpi.CHURN_SKILL.ofDecimal(-1)), ledger.takeChanged());
    }

    /** Units of one size are never added to those of another. */
    @Test
    void valuesOfOtherDecimalsAreAnotherTotal() {
        ledger.add(Kpi.CHURN_SKILL.of(5));
        ledger.add(new KpiValue(Kpi.CHURN_SKILL.wireName(), List.of(), 7, 4));
        assertEquals(5, ledger.total(Kpi.CHURN_SKILL));
        assertEquals(2, ledger.totals().size());
    }

    /** Labels that look alike when they are strung together stay apart, and in one order. */
    @Test
    void totalsComeInTheSameOrderHoweverTheyWereAdded() {
        List<KpiValue> entries = new ArrayList<>();
        for (String name : List.of("b", "a")) {
            entries.add(new KpiValue(name, List.of(), 1));
            entries.add(new KpiValue(name, List.of("x, y"), 2));
            entries.add(new KpiValue(name, List.of("x", "y"), 3));
            entries.add(new KpiValue(name, List.of("x"), 4));
            entries.add(new KpiValue(name, List.of("w", "z"), 5));
        }
        List<KpiValue> inOrder = new ArrayList<>();
        for (String name : List.of("a", "b")) {
            inOrder.add(new KpiValue(name, List.of(), 1));
            inOrder.add(new KpiValue(name, List.of("w", "z"), 5));
            inOrder.add(new KpiValue(name, List.of("x"), 4));
            inOrder.add(new KpiValue(name, List.of("x", "y"), 3));
            inOrder.add(new KpiValue(name, List.of("x, y"), 2));
        }
        for (long seed = 0; seed < 50; seed++) {
            Collections.shuffle(entries, new Random(seed));
            Ledger shuffled = new Ledger();
            entries.forEach(shuffled::add);
            assertEquals(inOrder, shuffled.totals(), "seed " + seed);
            assertEquals(inOrder, shuffled.takeChanged(), "seed " + seed);
        }
    }
}
