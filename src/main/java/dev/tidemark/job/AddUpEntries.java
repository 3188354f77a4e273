package dev.tidemark.job;

import dev.tidemark.kpi.Ledger;
import dev.tidemark.model.KpiValue;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Adds ledger entries up where they arise, and passes the sums on before each checkpoint's barrier.
 *
 * <p>So it needs no state, the one ledger gets a few records per checkpoint, and at every
 * checkpoint the ledger holds exactly what the events before the barrier made: the books balance.
 */
final class AddUpEntries extends AbstractStreamOperator<KpiValue>
        implements OneInputStreamOperator<KpiValue, KpiValue> {
    /** With so many different ones they are passed on early: memory has an end. */
    static final int MOST_SUMS = 10_000;

    private transient Ledger sums;

    @Override
    public void open() throws Exception {
        super.open();
        sums = new Ledger();
    }

    @Override
    public void processElement(StreamRecord<KpiValue> entry) {
        sums.add(entry.getValue());
        if (sums.size() >= MOST_SUMS) {
            passOn();
        }
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        passOn();
    }

    @Override
    public void finish() {
        passOn();
    }

    private void passOn() {
        for (KpiValue sum : sums.takeAll()) {
            output.collect(new StreamRecord<>(sum));
        }
    }
}
