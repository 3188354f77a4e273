package dev.tidemark.job;

import dev.tidemark.kpi.Entries;
import dev.tidemark.model.Intake;
import dev.tidemark.model.KpiValue;
import dev.tidemark.model.Rejection;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Lets events in and shows rejections the other door; counts both. */
final class Admit extends ProcessFunction<Intake, Incoming> {
    static final OutputTag<Rejection> REJECTIONS =
            new OutputTag<>("rejections", StreamTypes.REJECTION);
    static final OutputTag<KpiValue> ENTRIES = new OutputTag<>("admitted-entries", StreamTypes.KPI);

    @Override
    public void processElement(Intake intake, Context context, Collector<Incoming> out) {
        context.output(ENTRIES, Entries.READ);
        if (intake instanceof Intake.Accepted accepted) {
            out.collect(Incoming.Happened.of(accepted));
        } else if (intake instanceof Intake.Rejected rejected) {
            context.output(ENTRIES, Entries.rejected(rejected.rejection().reason()));
            context.output(REJECTIONS, rejected.rejection());
        }
    }
}
