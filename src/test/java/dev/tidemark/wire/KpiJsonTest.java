package dev.tidemark.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tidemark.kpi.Kpi;
import dev.tidemark.model.KpiValue;
import java.nio.charset.StandardCharsets;
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
                "{\"kpi\":\"events_read\",\"labels\":[],\"value\":1.5}",
                "{\"kpi\":\"events_read\",\"labels\":[],\"value\":9223372036854775808}",
                "{\"kpi\":\"events_read\",\"labels\":[1],\"value\":1}",
                "{\"kpi\":\"events_read\",\"labels\":\"none\",\"value\":1}"
            })
    void whatIsNoKpiValueIsRefusedAndNotGuessed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThrows(IllegalArgumentException.class, () -> KpiJson.read(bytes), text);
    }
}
