package dev.tidemark.job;

import dev.tidemark.kpi.Ledger;
import dev.tidemark.model.KpiValue;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * The one ledger over all customers. It tells the totals that changed before each checkpoint's
 * barrier and at the end: all that every task did before the barrier, and nothing after it, so that
 * what is published always balances. This relies on aligned checkpoints.
 */
final class KeepLedger extends AbstractStreamOperator<KpiValue>
        implements OneInputStreamOperator<KpiValue, KpiValue> {
    private transient Ledger ledger;
    private transient ListState<KpiValue> state;

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        ledger = new Ledger();
        state =
                context.getOperatorStateStore()
                        .getListState(
                                new ListStateDescriptor<>(Uids.LEDGER_STATE, StreamTypes.KPI));
        for (KpiValue total : state.get()) {
            ledger.add(total);
        }
    }

    @Override
    public void processElement(StreamRecord<KpiValue> entry) {
        ledger.add(entry.getValue());
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        tellChanges();
    }

    @Override
    public void finish() {
        tellChanges();
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        state.update(ledger.totals());
    }

    private void tellChanges() {
        for (KpiValue total : ledger.takeChanged()) {
            output.collect(new StreamRecord<>(total));
        }
    }
}
