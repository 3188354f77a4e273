package dev.tidemark.job;

import dev.tidemark.model.KpiValue;
import dev.tidemark.model.ModelParameters;
import dev.tidemark.model.PopulationNotice;
import dev.tidemark.scoring.population.BuyerReport;
import dev.tidemark.scoring.population.Finding;
import dev.tidemark.scoring.population.Statistician;
import dev.tidemark.scoring.population.StatisticianNotes;
import dev.tidemark.scoring.population.StatisticianRules;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Keeps the one statistician, lets time pass for it, and tells what it finds: to the population's
 * topic, to the books, and in the log.
 *
 * <p>A fit has a thread of its own. A checkpoint does not wait for it: it keeps what the fit is of,
 * and after a restore the fit is made again.
 */
final class KeepStatistics extends AbstractStreamOperator<PopulationNotice>
        implements OneInputStreamOperator<BuyerReport, PopulationNotice> {
    static final OutputTag<KpiValue> ENTRIES =
            new OutputTag<>("statistics-entries", StreamTypes.KPI);

    private final StatisticianRules rules;
    private transient Statistician statistician;
    private transient FindingEntries entries;
    private transient ExecutorService fits;
    private transient ListState<byte[]> notes;
    private transient ListState<PopulationNotice> newest;
    private transient ListState<KpiValue> gauges;

    KeepStatistics(StatisticianRules rules) {
        this.rules = rules;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        var store = context.getOperatorStateStore();
        notes =
                store.getListState(
                        new ListStateDescriptor<>(
                                Uids.STATISTICIAN_STATE,
                                PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
        newest =
                store.getListState(
                        new ListStateDescriptor<>(Uids.NEWEST_MODEL_STATE, StreamTypes.POPULATION));
        gauges = store.getListState(new ListStateDescriptor<>(Uids.GAUGES_STATE, StreamTypes.KPI));
        fits = Executors.newSingleThreadExecutor(KeepStatistics::thread);
        entries = new FindingEntries(gauges.get());
        statistician = statistician();
    }

    private static Thread thread(Runnable fit) {
        Thread thread = new Thread(fit, "tidemark-fit");
        thread.setDaemon(true);
        return thread;
    }

    private Statistician statistician() throws Exception {
        var kept = notes.get().iterator();
        if (!kept.hasNext()) {
            return Statistician.beginning(rules, fits);
        }
        Optional<ModelParameters> model = Optional.empty();
        for (PopulationNotice notice : newest.get()) {
            model = Optional.of((ModelParameters) notice).filter(rules.fitting()::concerns);
        }
        return Statistician.resuming(rules, new StatisticianNotes(kept.next(), model), fits);
    }

    @Override
    public void processElement(StreamRecord<BuyerReport> report) {
        statistician.hear(report.getValue());
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        tell(statistician.passTo(mark.getTimestamp()));
        super.processWatermark(mark);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        tell(statistician.poll());
    }

    @Override
    public void finish() throws Exception {
        tell(statistician.await());
        super.finish();
    }

    private void tell(List<Finding> findings) {
        for (Finding finding : findings) {
            log(finding);
            for (KpiValue entry : entries.of(finding)) {
                output.collect(ENTRIES, new StreamRecord<>(entry));
            }
            if (finding instanceof Finding.Fitted fitted) {
                output.collect(new StreamRecord<>(fitted.parameters()));
            } else if (finding instanceof Finding.Narrowed narrowed) {
                output.collect(new StreamRecord<>(narrowed.share()));
            }
        }
    }

    private static void log(Finding finding) {
        if (finding instanceof Finding.Fitted fitted) {
            ModelParameters model = fitted.parameters();
            LOG.info(
                    "{}: fitted to {} customers, {}; {}",
                    model.version(),
                    model.customers(),
                    model.verdict(),
                    model.purchases());
        } else if (finding instanceof Finding.NotFitted not) {
            LOG.warn("the models could not be fitted: {}; the ones before stay", not.verdict());
        } else if (finding instanceof Finding.Judged judged
                && judged.judgement().skill().orElse(1.0) < 0) {
            LOG.warn(
                    "the churn model predicts worse than plain inactivity: Brier score {} against"
                            + " {}",
                    judged.judgement().model().brier(),
                    judged.judgement().recency().get().brier());
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        StatisticianNotes now = statistician.notes();
        notes.update(List.of(now.bytes()));
        newest.update(List.copyOf(now.newest().stream().toList()));
        gauges.update(entries.gauges());
    }

    @Override
    public void close() throws Exception {
        if (fits != null) {
            fits.shutdownNow();
        }
        super.close();
    }
}
