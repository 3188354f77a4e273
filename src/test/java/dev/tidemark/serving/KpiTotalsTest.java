package dev.tidemark.serving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tidemark.kpi.Kpi;
import dev.tidemark.model.KpiValue;
import dev.tidemark.wire.KpiJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KpiTotalsTest {
    private static final KpiLine READ = new KpiLine(Kpi.EVENTS_READ, List.of());
    private static final KpiLine LATE = new KpiLine(Kpi.EVENTS_IGNORED, List.of("TOO_LATE"));

    private final KpiTotals totals = new KpiTotals();

    @Test
    void theLastValueOfALineStands() {
        take(Kpi.EVENTS_READ.of(10));
        take(Kpi.EVENTS_IGNORED.of(3, "TOO_LATE"));
        take(Kpi.EVENTS_READ.of(25));
        assertEquals(Map.of(READ, 25L, LATE, 3L), totals.totals());
    }

    @Test
    void aTotalWithDecimalsIsTakenInItsUnits() {
        take(Kpi.CHURN_SKILL.ofDecimal(-0.031));
        KpiLine skill = new KpiLine(Kpi.CHURN_SKILL, List.of());
        assertEquals(Map.of(skill, -31_000L), totals.totals());
        assertEquals(-0.031, skill.number(-31_000));
    }

    @Test
    void aTombstoneTakesItsLineAwayAndNoOther() {
        take(Kpi.EVENTS_READ.of(10));
        take(Kpi.EVENTS_IGNORED.of(3, "TOO_LATE"));
        totals.take(bytes("events_ignored|TOO_LATE"), null);
        totals.take(bytes("events_ignored|NEVER_SEEN"), null);
        assertEquals(Map.of(READ, 10L), totals.totals());
    }

    @Test
    void aRecordThatIsNoKpiOfThisReleaseIsRefused() {
        refused("events_read", "{}");
        refused("moon_phase", "{\"kpi\":\"moon_phase\",\"labels\":[],\"value\":1}");
        refused("moon_phase", "{\"kpi\":\"moon_phase\",\"labels\":[],\"value\":0.25}");
        refused("events_read", "{\"kpi\":\"events_read\",\"labels\":[],\"value\":1.5}");
        refused("churn_skill", "{\"kpi\":\"churn_skill\",\"labels\":[],\"value\":0.25}");
        refused("churn_skill", "{\"kpi\":\"churn_skill\",\"labels\":[],\"value\":1}");
        refused("events_read|x", "{\"kpi\":\"events_read\",\"labels\":[\"x\"],\"value\":1}");
        refused("events_ignored|", "{\"kpi\":\"events_ignored\",\"labels\":[\"\"],\"value\":1}");
        String tooLong = "x".repeat(KpiLine.MAX_LABEL_LENGTH + 1);
        refused(
                "events_ignored|" + tooLong,
                "{\"kpi\":\"events_ignored\",\"labels\":[\"%s\"],\"value\":1}".formatted(tooLong));
        refused("events_scored", "{\"kpi\":\"events_read\",\"labels\":[],\"value\":1}");
        byte[] value = KpiJson.write(Kpi.EVENTS_READ.of(1));
        assertThrows(IllegalArgumentException.class, () -> totals.take(null, value));
        assertEquals(Map.of(), totals.totals());
    }

    @Test
    void theNumberOfLinesIsBounded() {
        for (int i = 0; i < KpiTotals.MAX_LINES; i++) {
            take(Kpi.EVENTS_IGNORED.of(i, "REASON_" + i));
        }
        KpiValue oneMore = Kpi.EVENTS_IGNORED.of(1, "ONE_MORE");
        assertThrows(IllegalArgumentException.class, () -> take(oneMore));
        take(Kpi.EVENTS_IGNORED.of(-7, "REASON_0"));
        assertEquals(KpiTotals.MAX_LINES, totals.totals().size());
        assertEquals(-7, totals.totals().get(new KpiLine(Kpi.EVENTS_IGNORED, List.of("REASON_0"))));
    }

    private void take(KpiValue value) {
        totals.take(bytes(KpiJson.key(value)), KpiJson.write(value));
    }

    private void refused(String key, String value) {
        assertThrows(
                IllegalArgumentException.class,
                () -> totals.take(bytes(key), bytes(value)),
                key + ": " + value);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
