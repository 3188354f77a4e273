package dev.tidemark.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tidemark.kpi.Kpi;
import dev.tidemark.model.KpiValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KpiJsonTest {
    @Test
    void whatIsWrittenIsReadBack() {
        KpiValue value = Kpi.CUSTOMERS.of(9_007_199_254_740_993L, "rfm", "At Risk");
        assertEquals(value, KpiJson.read(KpiJson.write(value)));
        assertEquals("customers|rfm|At Risk", KpiJson.key(value));
        assertEquals("events_read", KpiJson.key(Kpi.EVENTS_READ.of(1)));
    }

    @Test
    void decimalsAreShownAsTheNumberAndReadBackExactly() {
        KpiValue brier = Kpi.CHURN_BRIER.ofDecimal(0.2169, "model");
        String text = new String(KpiJson.write(brier), StandardCharsets.UTF_8);
        assertEquals("{\"kpi\":\"churn_brier\",\"labels\":[\"model\"],\"value\":0.216900}", text);
        assertEquals(brier, KpiJson.read(KpiJson.write(brier)));
        long[] values = {0, 1, -1, 1_000_000, -216_900, Long.MAX_VALUE, Long.MIN_VALUE};
        for (long value : values) {
            for (int decimals = 0; decimals <= KpiValue.MOST_DECIMALS; decimals++) {
                KpiValue kpi = new KpiValue("one_of_the_next_release", List.of(), value, decimals);
                assertEquals(kpi, KpiJson.read(KpiJson.write(kpi)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "7",
                "not json",
                "{\"kpi\":\"events_read\"",
                "{\"kpi\":\"events_read\",\"labels\":[]}",
                "{\"kpi\":null,\"labels\":[],\"value\":1}",
                "{\"kpi\":\"events_read\",\"labels\":[],\"value\":\"1\"}",
                "{\"kpi\":\"events_read\",\"labels\":[],\"value\":1e5}",
                "{\"kpi\":\"events_read\",\"labels\":[],\"value\":0.1234567890123456789}",
                "{\"kpi\":\"events_read\",\"labels\":[],\"value\":9223372036854775.808}",
                "{\"kpi\":\"events_read\",\"labels\":[],\"value\":1e-2000000000}",
                "{\"kpi\":\"events_read\",\"labels\":[],\"value\":1e99999999999}",
                "{\"kpi\":\"events_read\",\"labels\":[],\"value\":1} {}",
                "{\"kpi\":\"events_read\",\"labels\":[],\"value\":9223372036854775808}",
                "{\"kpi\":\"events_read\",\"labels\":[1],\"value\":1}",
                "{\"kpi\":\"events_read\",\"labels\":\"none\",\"value\":1}"
            })
    void whatIsNoKpiValueIsRefusedAndNotGuessed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThrows(IllegalArgumentException.class, () -> KpiJson.read(bytes), text);
    }
}
