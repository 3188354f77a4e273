package dev.tidemark.job;

import dev.tidemark.model.CutPoints;
import dev.tidemark.model.KpiValue;
import dev.tidemark.model.PopulationNotice;
import dev.tidemark.scoring.population.Census;
import dev.tidemark.scoring.population.CensusFinding;
import dev.tidemark.scoring.population.CensusNotes;
import dev.tidemark.scoring.population.CensusRules;
import dev.tidemark.scoring.population.TallySheet;
import java.time.Instant;
import java.util.List;
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
 * Keeps the one census, lets time pass for it, and tells what it finds: cut points to the
 * population's topic, figures of the days to the books.
 */
final class KeepCensus extends AbstractStreamOperator<PopulationNotice>
        implements OneInputStreamOperator<TallySheet, PopulationNotice> {
    private static final long serialVersionUID = 1L;

    static final OutputTag<KpiValue> ENTRIES = new OutputTag<>("census-entries", StreamTypes.KPI);

    private final CensusRules rules;
    private transient Census census;
    private transient CensusEntries entries;
    private transient ListState<byte[]> notes;
    private transient ListState<KpiValue> gauges;

    KeepCensus(CensusRules rules) {
        this.rules = rules;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        var store = context.getOperatorStateStore();
        notes =
                store.getListState(
                        new ListStateDescriptor<>(
                                Uids.CENSUS_STATE,
                                PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
        gauges = store.getListState(new ListStateDescriptor<>(Uids.GAUGES_STATE, StreamTypes.KPI));
        entries = new CensusEntries(gauges.get());
        var kept = notes.get().iterator();
        census =
                kept.hasNext()
                        ? Census.resuming(rules, new CensusNotes(kept.next()))
                        : Census.beginning(rules);
    }

    @Override
    public void processElement(StreamRecord<TallySheet> sheet) {
        census.hear(sheet.getValue());
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        List<CensusFinding> findings = census.passTo(mark.getTimestamp());
        for (KpiValue entry : entries.of(findings)) {
            output.collect(ENTRIES, new StreamRecord<>(entry));
        }
        for (CensusFinding finding : findings) {
            if (finding instanceof CensusFinding.CutsMade made) {
                log(made.cuts());
                output.collect(new StreamRecord<>(made.cuts()));
            }
        }
        super.processWatermark(mark);
    }

    private static void log(CutPoints cuts) {
        LOG.info(
                "cut points {} of {} customers, in force from {}",
                cuts.version(),
                cuts.customers(),
                Instant.ofEpochMilli(cuts.effectiveFrom()));
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        notes.update(List.of(census.notes().bytes()));
        gauges.update(entries.gauges());
    }
}
