package dev.tidemark.job.kafka;

import dev.tidemark.model.KpiValue;
import dev.tidemark.wire.CloudEventHeaders;
import dev.tidemark.wire.KpiJson;
import dev.tidemark.wire.Topics;
import java.nio.charset.StandardCharsets;

/** What the value of a KPI looks like as a record. */
final class KpiRecord {
    private KpiRecord() {}

    static RecordForm<KpiValue> form(Topics topics, CloudEventHeaders headers) {
        return new RecordForm<>(
                topics.kpis(),
                kpi -> KpiJson.key(kpi).getBytes(StandardCharsets.UTF_8),
                KpiJson::write,
                (to, kpi) -> headers.of(kpi, to::add));
    }
}
