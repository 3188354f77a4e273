package dev.tidemark.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tidemark.kpi.Kpi;
import dev.tidemark.model.KpiValue;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class KeepLedgerTest {
    private static OneInputStreamOperatorTestHarness<KpiValue, KpiValue> harness(
            OneInputStreamOperator<KpiValue, KpiValue> operator) throws Exception {
        return new OneInputStreamOperatorTestHarness<>(operator);
    }

    @Test
    void sumsArePassedOnBeforeTheBarrierAndThenForgotten() throws Exception {
        AddUpEntries addUp = new AddUpEntries();
        try (var harness = harness(addUp)) {
            harness.open();
            harness.processElement(Kpi.EVENTS_READ.of(1), 0);
            harness.processElement(Kpi.EVENTS_READ.of(2), 0);
            assertEquals(List.of(), harness.extractOutputValues());
            addUp.prepareSnapshotPreBarrier(1);
            assertEquals(List.of(Kpi.EVENTS_READ.of(3)), harness.extractOutputValues());
            addUp.prepareSnapshotPreBarrier(2);
            assertEquals(1, harness.extractOutputValues().size());
        }
    }

    @Test
    void changedTotalsAreToldAtEachCheckpointAndAtTheEnd() throws Exception {
        KeepLedger ledger = new KeepLedger(20, 1);
        try (var harness = harness(ledger)) {
            harness.open();
            harness.processElement(Kpi.EVENTS_READ.of(3), 0);
            harness.processElement(Kpi.EVENTS_SCORED.of(2), 0);
            ledger.prepareSnapshotPreBarrier(1);
            harness.processElement(Kpi.EVENTS_SCORED.of(1), 0);
            ledger.finish();
            assertEquals(
                    List.of(
                            Kpi.EVENTS_READ.of(3),
                            Kpi.EVENTS_SCORED.of(2),
                            Kpi.EVENTS_SCORED.of(3)),
                    harness.extractOutputValues());
        }
    }

    @Test
    void totalsGoOnAfterARestore() throws Exception {
        OperatorSubtaskState snapshot;
        KeepLedger before = new KeepLedger(20, 1);
        try (var harness = harness(before)) {
            harness.open();
            harness.processElement(Kpi.CUSTOMERS.of(5, "rfm", "New"), 0);
            before.prepareSnapshotPreBarrier(1);
            snapshot = harness.snapshot(1, 0);
        }
        KeepLedger after = new KeepLedger(20, 1);
        try (var harness = harness(after)) {
            harness.initializeState(snapshot);
            harness.open();
            harness.processElement(Kpi.CUSTOMERS.of(-2, "rfm", "New"), 0);
            after.prepareSnapshotPreBarrier(2);
            assertEquals(List.of(Kpi.CUSTOMERS.of(3, "rfm", "New")), harness.extractOutputValues());
        }
    }
}
