package dev.tidemark.http;

import dev.tidemark.kpi.Entries;
import dev.tidemark.kpi.Kpi;
import dev.tidemark.model.Cause;
import dev.tidemark.model.IgnoreReason;
import dev.tidemark.model.KpiValue;
import dev.tidemark.model.RejectionReason;
import dev.tidemark.serving.KpiLine;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** How the KPIs are called in Prometheus. The names are part of the contract. */
final class MetricNames {
    static final String BUILD = "tidemark.build.info";
    static final String CAUGHT_UP = "tidemark.kpis.caught.up";
    static final String SKIPPED = "tidemark.kpi.records.skipped";

    private MetricNames() {}

    /** The name for Micrometer, which makes {@code tidemark_events_read_total} of it. */
    static String name(Kpi kpi) {
        return "tidemark." + kpi.wireName().replace('_', '.');
    }

    static Tags tags(KpiLine line) {
        List<Tag> tags = new ArrayList<>();
        for (int i = 0; i < line.labels().size(); i++) {
            tags.add(Tag.of(line.kpi().labels().get(i), line.labels().get(i)));
        }
        return Tags.of(tags);
    }

    /**
     * The lines of the books, whether or not anything was entered in them. They are shown from 0
     * on: a rate does not see the first increase of a series that begins at 1, and a sum over a
     * series that is absent is absent.
     */
    static Collection<KpiLine> books() {
        List<KpiValue> entries = new ArrayList<>(List.of(Entries.READ, Entries.SCORED));
        for (IgnoreReason reason : IgnoreReason.values()) {
            entries.add(Entries.ignored(reason));
        }
        for (RejectionReason reason : RejectionReason.values()) {
            entries.add(Entries.rejected(reason));
        }
        for (Cause cause : Cause.values()) {
            if (cause.isTold()) {
                entries.add(Entries.scorecard(cause));
            }
            if (cause == Cause.MERGE || !cause.isTold()) {
                entries.add(Entries.tombstone(cause));
            }
        }
        entries.add(Kpi.EVENTS_ON_THE_WAY.of(0));
        entries.add(Entries.ERASURE);
        return entries.stream().map(KpiLine::of).toList();
    }
}
