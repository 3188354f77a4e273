package dev.tidemark.job;

import dev.tidemark.kpi.Books;
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
    private final int groups;
    private final double margin;
    private transient Books books;
    private transient ListState<KpiValue> state;

    /** Books of that many groups by attribute, and of that margin; see {@link Books}. */
    KeepLedger(int groups, double margin) {
        this.groups = groups;
        this.margin = margin;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        books = new Books(groups, margin);
        state =
                context.getOperatorStateStore()
                        .getListState(
                                new ListStateDescriptor<>(Uids.LEDGER_STATE, StreamTypes.KPI));
        for (KpiValue total : state.get()) {
            books.restore(total);
        }
    }

    @Override
    public void processElement(StreamRecord<KpiValue> entry) {
        books.add(entry.getValue());
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
        state.update(books.totals());
    }

    private void tellChanges() {
        for (KpiValue total : books.takeChanged()) {
            output.collect(new StreamRecord<>(total));
        }
    }
}
