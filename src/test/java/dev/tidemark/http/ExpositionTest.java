package dev.tidemark.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpositionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/openmetrics-text",
                "Application/OpenMetrics-Text; version=1.0.0",
                "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.4",
                "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
                        + "application/openmetrics-text;version=0.0.1;q=0.5,"
                        + "text/plain;version=0.0.4;q=0.3,*/*;q=0.2",
                "text/plain, application/openmetrics-text"
            })
    void openMetricsIsGivenToOneWhoAsksForIt(String accept) {
        assertEquals(Exposition.OPEN_METRICS, Exposition.ofAccept(List.of(accept)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*/*",
                ";,;q=,",
                "text/plain",
                "text/html,application/xhtml+xml,*/*;q=0.8",
                "application/openmetrics-text;q=0",
                "application/openmetrics-text;q=nonsense",
                "application/openmetrics-text;q=0.3,text/plain;q=0.9",
                "application/openmetrics-text-not"
            })
    void everyoneElseGetsPlainText(String accept) {
        assertEquals(Exposition.TEXT, Exposition.ofAccept(List.of(accept)));
    }

    @Test
    void headersMayBeAbsentOrSeveral() {
        assertEquals(Exposition.TEXT, Exposition.ofAccept(List.of()));
        assertEquals(
                Exposition.OPEN_METRICS,
                Exposition.ofAccept(
                        List.of("text/plain;q=0.5", "application/openmetrics-text;q=0.9")));
    }
}
