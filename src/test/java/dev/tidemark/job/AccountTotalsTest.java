package dev.tidemark.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.app.config.Settings;
import dev.tidemark.kpi.Kpi;
import dev.tidemark.kpi.Ledger;
import dev.tidemark.model.Account;
import dev.tidemark.model.AccountChange;
import dev.tidemark.model.Cause;
import dev.tidemark.model.KpiValue;
import dev.tidemark.model.Quadrant;
import dev.tidemark.model.Tombstone;
import dev.tidemark.scoring.CustomerHistory;
import dev.tidemark.scoring.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** How many values an attribute has is in the hands of whoever sends it; memory has an end. */
class AccountTotalsTest {
    private static final long AT = 1_700_000_000_000L;

    private static Decision.Scored scored(String country, Map<String, Long> campaigns) {
        Account account =
                new Account(
                        true,
                        Quadrant.LOW_VALUE,
                        List.of(country, ""),
                        Account.NO_DAY,
                        Account.NO_DAY,
                        0,
                        0,
                        0,
                        0,
                        0,
                        false,
                        0,
                        -1,
                        -1,
                        0);
        AccountChange change = new AccountChange(AT, Account.NONE, account, List.of(), campaigns);
        Decision.Outcome outcome =
                new Decision.Outcome(new Tombstone("c", 1, AT, Cause.EVENT), List.of(), change);
        return new Decision.Scored(CustomerHistory.unknown(), List.of(outcome));
    }

    private static AccountTotals totals() {
        return new AccountTotals(Settings.of(Map.of()).rules());
    }

    private static long customers(List<KpiValue> entries) {
        Ledger ledger = new Ledger();
        entries.forEach(ledger::add);
        return ledger.total(Kpi.GROUP_CUSTOMERS, "all", "all");
    }

    @Test
    void withVeryManyGroupsTheSumsAreToBeTakenNow() {
        AccountTotals totals = totals();
        int customers = 0;
        while (!totals.isFull()) {
            totals.add(scored("country " + customers, Map.of()));
            customers++;
            assertTrue(customers <= 1_001, "never full");
        }
        assertEquals(customers, customers(totals.takeSums()));
        assertFalse(totals.isFull());
        totals.add(scored("country 1", Map.of()));
        assertFalse(totals.isFull());
        assertEquals(1, customers(totals.takeSums()));
    }

    @Test
    void withVeryManyCampaignsToo() {
        AccountTotals totals = totals();
        for (int i = 0; i < 1_000; i++) {
            totals.add(scored("CZ", Map.of("campaign " + i, 1L)));
        }
        assertFalse(totals.isFull());
        totals.add(scored("CZ", Map.of("one more", 1L)));
        assertTrue(totals.isFull());
        assertEquals(1_001, customers(totals.takeSums()));
        assertFalse(totals.isFull());
    }

    @Test
    void theSheetsAreTakenApartFromTheSums() {
        AccountTotals totals = totals();
        totals.add(scored("CZ", Map.of()));
        assertEquals(1, customers(totals.takeSums()));
        assertEquals(1, totals.takeSheets().size());
        assertEquals(List.of(), totals.takeSums());
        assertEquals(List.of(), totals.takeSheets());
    }

    @Test
    void whatIsAddedUpIsPassedOnEarlyIfItIsVeryMuch() throws Exception {
        AddUpEntries addUp = new AddUpEntries();
        try (var harness = new OneInputStreamOperatorTestHarness<>(addUp)) {
            harness.open();
            for (int i = 0; i < AddUpEntries.MOST_SUMS - 1; i++) {
                harness.processElement(Kpi.GROUP_CUSTOMERS.of(1, "country", "c" + i), 0);
                harness.processElement(Kpi.GROUP_CUSTOMERS.of(1, "country", "c" + i), 0);
            }
            assertEquals(0, harness.getOutput().size());
            harness.processElement(Kpi.GROUP_CUSTOMERS.of(1, "country", "one more"), 0);
            assertEquals(AddUpEntries.MOST_SUMS, harness.getOutput().size());
            addUp.prepareSnapshotPreBarrier(1);
            List<KpiValue> sums = new ArrayList<>(harness.extractOutputValues());
            assertEquals(AddUpEntries.MOST_SUMS, sums.size());
            long sum = sums.stream().mapToLong(KpiValue::value).sum();
            assertEquals(2L * AddUpEntries.MOST_SUMS - 1, sum);
        }
    }
}
