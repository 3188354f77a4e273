package dev.tidemark.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.kpi.Kpi;
import dev.tidemark.serving.KpiBoard;
import dev.tidemark.serving.KpiLine;
import dev.tidemark.serving.LogLines;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KpiMetricsTest {
    private static final KpiLine READ = line(Kpi.EVENTS_READ);
    private static final KpiLine SCORED = line(Kpi.EVENTS_SCORED);
    private static final KpiLine LATE = line(Kpi.EVENTS_IGNORED, "TOO_LATE");
    private static final KpiLine AT_RISK = line(Kpi.CUSTOMERS, "rfm", "At Risk");
    private static final KpiLine MOVE =
            line(Kpi.TRANSITIONS, "rfm", "Champions", "At Risk", "SILENCE");

    private final KpiBoard board = new KpiBoard();
    private final KpiMetrics metrics = new KpiMetrics(board, "1.2.3");

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void everyMetricHasTheNameOfTheContract() {
        board.show(
                Map.of(
                        READ,
                        10L,
                        SCORED,
                        7L,
                        LATE,
                        2L,
                        line(Kpi.EVENTS_REJECTED, "MALFORMED"),
                        1L,
                        line(Kpi.SCORECARDS, "EVENT"),
                        7L,
                        line(Kpi.TOMBSTONES, "MERGE"),
                        1L,
                        line(Kpi.CAMPAIGN_COST_MINOR),
                        5_000L,
                        AT_RISK,
                        4L,
                        MOVE,
                        3L));
        Map<String, Double> samples = samples();
        Map<String, Double> expected = new TreeMap<>();
        expected.put("tidemark_events_read_total", 10.0);
        expected.put("tidemark_events_scored_total", 7.0);
        expected.put("tidemark_events_ignored_total{reason=\"TOO_LATE\"}", 2.0);
        expected.put("tidemark_events_rejected_total{reason=\"MALFORMED\"}", 1.0);
        expected.put("tidemark_scorecards_total{cause=\"EVENT\"}", 7.0);
        expected.put("tidemark_tombstones_total{cause=\"MERGE\"}", 1.0);
        expected.put("tidemark_campaign_cost_minor_total", 5_000.0);
        expected.put("tidemark_events_on_the_way", 0.0);
        expected.put("tidemark_erasures_total", 0.0);
        expected.put("tidemark_customers{dimension=\"rfm\",segment=\"At Risk\"}", 4.0);
        expected.put(
                "tidemark_transitions_total{cause=\"SILENCE\",dimension=\"rfm\","
                        + "from=\"Champions\",to=\"At Risk\"}",
                3.0);
        expected.put("tidemark_build_info{version=\"1.2.3\"}", 1.0);
        expected.put("tidemark_kpis_caught_up", 1.0);
        expected.put("tidemark_kpi_records_skipped_total", 0.0);
        expected.forEach((name, value) -> assertEquals(value, samples.get(name), name));
        assertEquals(
                namesOf(expected.keySet()),
                namesOf(samples.keySet()).stream()
                        .filter(name -> name.startsWith("tidemark_"))
                        .collect(Collectors.toSet()));
    }

    @Test
    void decimalsAreShownAsTheNumberTheyAre() {
        board.show(
                Map.of(
                        line(Kpi.CHURN_BRIER, "model"), 216_900L,
                        line(Kpi.CHURN_BIAS, "recency"), -31_000L,
                        line(Kpi.CHURN_SKILL), -1L,
                        line(Kpi.MODEL_PARAMETER, "alpha"), 6_879_712L,
                        line(Kpi.MODEL_CUSTOMERS), 20_000L,
                        line(Kpi.MODEL_FITTED_AT_SECONDS), 1_738_368_000L,
                        line(Kpi.CHURN_ORIGINS_JUDGED), 3L));
        Map<String, Double> samples = samples();
        assertEquals(0.2169, samples.get("tidemark_churn_brier{forecast=\"model\"}"));
        assertEquals(-0.031, samples.get("tidemark_churn_bias{forecast=\"recency\"}"));
        assertEquals(-0.000001, samples.get("tidemark_churn_skill"));
        assertEquals(6.879712, samples.get("tidemark_model_parameter{parameter=\"alpha\"}"));
        assertEquals(20_000.0, samples.get("tidemark_model_customers"));
        assertEquals(1_738_368_000.0, samples.get("tidemark_model_fitted_at_seconds"));
        assertEquals(3.0, samples.get("tidemark_churn_origins_judged_total"));
        board.show(Map.of());
        assertFalse(samples().containsKey("tidemark_churn_skill"), "0 would say: no better");
    }

    @Test
    void everyKpiHasItsHelpAndItsType() {
        board.show(
                Stream.of(Kpi.values())
                        .collect(
                                Collectors.toMap(
                                        kpi -> new KpiLine(kpi, kpi.labels()), kpi -> 1L)));
        String page = metrics.scrape(Exposition.TEXT);
        for (Kpi kpi : Kpi.values()) {
            boolean counter = kpi.kind() == Kpi.Kind.COUNTER;
            String name = "tidemark_" + kpi.wireName() + (counter ? "_total" : "");
            assertTrue(page.contains("# HELP %s %s\n".formatted(name, kpi.help())), name);
            String type = counter ? "counter" : "gauge";
            assertTrue(page.contains("# TYPE %s %s\n".formatted(name, type)), name);
        }
    }

    @Test
    void nothingIsShownOfTheBoardBeforeItIsFilled() {
        board.fallBehind();
        board.skip();
        Map<String, Double> samples = samples();
        assertEquals(0.0, samples.get("tidemark_kpis_caught_up"));
        assertEquals(1.0, samples.get("tidemark_kpi_records_skipped_total"));
        assertEquals(
                Set.of(
                        "tidemark_build_info",
                        "tidemark_kpis_caught_up",
                        "tidemark_kpi_records_skipped_total"),
                namesOf(samples.keySet()).stream()
                        .filter(name -> name.startsWith("tidemark_"))
                        .collect(Collectors.toSet()));
    }

    @Test
    void theBooksAreWholeAsSoonAsTheBoardIsFilledEvenIfNothingWasCounted() {
        board.show(Map.of());
        Map<String, Double> samples = samples();
        assertEquals(0.0, samples.get("tidemark_events_read_total"));
        assertEquals(0.0, samples.get("tidemark_events_scored_total"));
        assertEquals(0.0, samples.get("tidemark_events_ignored_total{reason=\"DUPLICATE\"}"));
        assertEquals(0.0, samples.get("tidemark_events_rejected_total{reason=\"BAD_TIME\"}"));
        assertEquals(0.0, samples.get("tidemark_scorecards_total{cause=\"SILENCE\"}"));
        assertFalse(namesOf(samples.keySet()).contains("tidemark_customers"));
    }

    @Test
    void aNewLineAppearsAndOneThatGoesToZeroStays() {
        board.show(Map.of(READ, 1L));
        String atRisk = "tidemark_customers{dimension=\"rfm\",segment=\"At Risk\"}";
        assertFalse(samples().containsKey(atRisk));
        board.show(Map.of(READ, 2L, AT_RISK, 5L));
        assertEquals(5.0, samples().get(atRisk));
        board.show(Map.of(READ, 3L, AT_RISK, 0L));
        assertEquals(0.0, samples().get(atRisk));
        assertEquals(3.0, samples().get("tidemark_events_read_total"));
    }

    @Test
    void aLineThatWasTakenAwayIsGoneAndMayComeBack() {
        String atRisk = "tidemark_customers{dimension=\"rfm\",segment=\"At Risk\"}";
        board.show(Map.of(AT_RISK, 5L));
        assertEquals(5.0, samples().get(atRisk));
        board.show(Map.of());
        assertFalse(samples().containsKey(atRisk));
        board.show(Map.of(AT_RISK, 6L));
        assertEquals(6.0, samples().get(atRisk));
    }

    @Test
    void theFiguresStayThroughAnOutage() {
        board.show(Map.of(READ, 4L));
        board.fallBehind();
        assertEquals(4.0, samples().get("tidemark_events_read_total"));
        assertEquals(0.0, samples().get("tidemark_kpis_caught_up"));
    }

    @Test
    void inEveryScrapeTheBooksBalance() throws InterruptedException {
        board.show(Map.of());
        AtomicBoolean done = new AtomicBoolean();
        Thread writer =
                new Thread(
                        () -> {
                            for (long n = 0; !done.get(); n++) {
                                board.show(Map.of(READ, 3 * n, SCORED, 2 * n, LATE, n));
                            }
                        });
        writer.start();
        try {
            for (int i = 0; i < 300; i++) {
                Map<String, Double> samples = samples();
                double out =
                        samples.get("tidemark_events_scored_total")
                                + samples.get("tidemark_events_ignored_total{reason=\"TOO_LATE\"}");
                assertEquals(samples.get("tidemark_events_read_total"), out, "scrape " + i);
            }
        } finally {
            done.set(true);
            writer.join();
        }
    }

    @Test
    void theProcessShowsHowItDoes() {
        assertTrue(
                namesOf(samples().keySet())
                        .containsAll(
                                Set.of(
                                        "jvm_memory_used_bytes",
                                        "jvm_memory_max_bytes",
                                        "jvm_threads_live_threads",
                                        "jvm_gc_memory_allocated_bytes_total",
                                        "process_uptime_seconds",
                                        "process_cpu_usage")),
                samples().toString());
    }

    @Test
    void micrometerHasNothingToComplainAbout() {
        try (LogLines log = new LogLines("io.micrometer");
                KpiMetrics more = new KpiMetrics(board, "1.2.3")) {
            for (long n = 0; n < 3; n++) {
                board.show(Map.of(READ, n, AT_RISK, n, MOVE, n, line(Kpi.EVENTS_IGNORED, "X"), n));
                more.scrape(Exposition.TEXT);
                board.show(Map.of());
                more.scrape(Exposition.OPEN_METRICS);
            }
            assertEquals(List.of(), log.lines());
        }
    }

    @Test
    void openMetricsIsWhole() {
        board.show(Map.of(READ, 12L, AT_RISK, 5L));
        String page = metrics.scrape(Exposition.OPEN_METRICS);
        assertTrue(page.contains("# TYPE tidemark_events_read counter\n"), page);
        assertTrue(page.contains("tidemark_events_read_total 12.0\n"), page);
        assertTrue(page.contains("# TYPE tidemark_build info\n"), page);
        assertTrue(page.endsWith("# EOF\n"), page);
    }

    private Map<String, Double> samples() {
        return Scrape.samples(metrics.scrape(Exposition.TEXT));
    }

    private static Set<String> namesOf(Set<String> samples) {
        return samples.stream()
                .map(sample -> sample.replaceFirst("\\{.*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static KpiLine line(Kpi kpi, String... labels) {
        return new KpiLine(kpi, List.of(labels));
    }
}
