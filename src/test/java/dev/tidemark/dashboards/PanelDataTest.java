package dev.tidemark.dashboards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.app.Ports;
import dev.tidemark.app.demo.LocalPrometheus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The demo runs, a real Prometheus scrapes it, and every panel must have something to show. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PanelDataTest {
    /** Of a machine that does much else at the same time; alone it takes a fraction of it. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final int MANY = 200_000;

    /** As long as the panels of what was lost are 0, nothing was. */
    private static final Set<String> RIGHTLY_ZERO =
            Set.of(
                    "Balance of the books / not accounted for",
                    "Offset commits / failed",
                    // As long as the broker is well.
                    "Sent again / {{operator_name}}",
                    "Records followed / skipped {{topic}}",
                    // For some milliseconds at a time, while two ids become one.
                    "The books now / on the way");

    /** Panels, and marks on the time axis, of what is 0 while all is well, or mostly so. */
    private static final Set<String> OF_FAULTS =
            Set.of(
                    "Backpressured",
                    "Failed lately",
                    "Oldest overdue timer",
                    "Overdue now",
                    "Overdue timers",
                    "Records behind",
                    "Restarts",
                    "Restarts lately",
                    "Waiting in Kafka",
                    "Waiting to be read");

    @TempDir static Path directory;

    private static RunningDemo demo;
    private static Optional<LocalPrometheus> started = Optional.empty();

    @BeforeAll
    static void start() throws IOException {
        demo = new RunningDemo(directory);
        Path own = Files.createDirectory(directory.resolve("prometheus"));
        Path rules = Repository.PROMETHEUS.resolve("rules.yml");
        started =
                LocalPrometheus.program(System.getenv().getOrDefault("PATH", ""))
                        .map(
                                p ->
                                        LocalPrometheus.start(
                                                p, Ports.free(), own, rules, demo.targets()));
    }

    @AfterAll
    static void end() throws InterruptedException {
        demo.close();
        started.ifPresent(LocalPrometheus::close);
    }

    @Test
    @Order(1)
    void everyMetricThatIsNamedIsOnAPage() throws Exception {
        sendWhatNoShopDoes();
        Set<String> named = Dashboard.metrics();
        assertTrue(named.size() > 80, named::toString);
        Set<String> missing = new TreeSet<>(named);
        await(
                () -> {
                    Set<String> shown = demo.metricNames();
                    missing.removeIf(name -> shown.contains(name));
                    return missing.isEmpty();
                });
        assertEquals(Set.of(), missing, "metrics that do not exist");
    }

    @Test
    @Order(2)
    void everyPanelHasDataThatIsNotZero() throws Exception {
        Tool.require("prometheus", "prometheus");
        Prometheus prometheus = new Prometheus(started.orElseThrow().url());
        assertTrue(await(prometheus::isReady));
        expectDataThatIsNotZero(prometheus);
        expectSomethingToChooseFrom(prometheus);
        expectBalancedBooks(prometheus);
    }

    private static void expectDataThatIsNotZero(Prometheus prometheus) throws Exception {
        List<Asked> silent = new ArrayList<>();
        for (Dashboard dashboard : Dashboard.all()) {
            dashboard.queries().forEach(query -> silent.add(Asked.panel(query)));
            dashboard
                    .annotations()
                    .filter(a -> !a.path("name").asText().equals("Firing alerts"))
                    .forEach(a -> silent.add(Asked.annotation(dashboard, a)));
        }
        assertTrue(silent.size() > 150, () -> silent.size() + " queries");
        await(
                () -> {
                    speak(prometheus, silent);
                    return silent.stream().allMatch(Asked::waitsForAFault);
                });
        List<Asked> unexpected = silent.stream().filter(a -> !a.waitsForAFault()).toList();
        assertEquals(List.of(), unexpected, "panels without data, though nothing is wrong");
        demo.takeDiskAway();
        try {
            String restarts = "flink_jobmanager_job_numRestarts > 0";
            assertTrue(await(() -> !prometheus.ask(restarts).isEmpty()), "it did not fail");
            sendMoreThanIsReadInASecond();
        } finally {
            demo.giveDiskBack();
        }
        await(() -> speak(prometheus, silent));
        PanelPictures.draw(prometheus);
        assertEquals(List.of(), silent, "panels without data");
    }

    /** Asks those again that have not answered yet, and keeps those that still do not. */
    private static boolean speak(Prometheus prometheus, List<Asked> silent) throws Exception {
        for (Asked asked : List.copyOf(silent)) {
            if (hasData(prometheus.ask(asked.expression()), asked.mayBeZero())) {
                silent.remove(asked);
            }
        }
        return silent.isEmpty();
    }

    private static boolean hasData(JsonNode result, boolean mayBeZero) {
        return result.valueStream()
                .mapToDouble(series -> series.path("value").path(1).asDouble(Double.NaN))
                .anyMatch(value -> !Double.isNaN(value) && (mayBeZero || value != 0));
    }

    private static void expectSomethingToChooseFrom(Prometheus prometheus) throws Exception {
        for (Dashboard dashboard : Dashboard.all()) {
            for (JsonNode variable : dashboard.queriedVariables().toList()) {
                String definition = variable.path("definition").asText();
                assertFalse(prometheus.labelValues(definition).isEmpty(), definition);
            }
        }
    }

    private static void expectBalancedBooks(Prometheus prometheus) throws Exception {
        List<Dashboard.Query> balance =
                Dashboard.of("tidemark-service").queries().stream()
                        .filter(query -> query.panel().equals("Balance of the books"))
                        .toList();
        assertEquals(1, balance.size());
        JsonNode value = prometheus.ask(balance.get(0).expression()).path(0).path("value");
        assertEquals("0", value.path(1).asText());
    }

    /** An erasure, a merge, and a consent that is taken back. */
    private static void sendWhatNoShopDoes() throws Exception {
        assertTrue(await(() -> demo.metricNames().contains("tidemark_nps")), demo::said);
        demo.send(
                List.of(
                        event("x-1", "c-0000001", "erase", ""),
                        event("x-2", "c-0000002", "consent_withdrawn", ""),
                        event("x-3", "c-0000003", "merge", ", \"into\": \"c-0000004\"")));
    }

    private static void sendMoreThanIsReadInASecond() {
        List<String> views = new ArrayList<>();
        for (int n = 0; n < MANY; n++) {
            views.add(event("v-" + n, "c-0000%03d".formatted(100 + n % 900), "view", ""));
        }
        demo.send(views);
    }

    private static String event(String id, String customer, String type, String more) {
        return """
                {"eventId": "%s", "customerId": "%s", "type": "%s", "occurredAt": "%s"%s}"""
                .formatted(id, customer, type, "2025-01-20T00:00:00Z", more);
    }

    /** Waits for something; the answer is whether it came. */
    private static boolean await(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        boolean came = condition.call();
        while (!came && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
            came = condition.call();
        }
        return came;
    }

    /** A query, and what may be expected of it. */
    private record Asked(String name, String expression) {
        static Asked panel(Dashboard.Query query) {
            return new Asked(query.panel() + " / " + query.legend(), query.expression());
        }

        static Asked annotation(Dashboard dashboard, JsonNode annotation) {
            return new Asked(
                    dashboard + " / " + annotation.path("name").asText(),
                    annotation.path("expr").asText());
        }

        boolean mayBeZero() {
            return RIGHTLY_ZERO.contains(name);
        }

        boolean waitsForAFault() {
            return OF_FAULTS.contains(name.split(" / ")[name.startsWith("tidemark-") ? 1 : 0]);
        }
    }
}
