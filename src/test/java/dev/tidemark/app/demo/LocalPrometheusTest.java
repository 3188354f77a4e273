package dev.tidemark.app.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tidemark.app.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPrometheusTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Path RULES = Path.of("dashboards/prometheus/rules.yml");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir private Path directory;

    @Test
    void theProgramIsLookedForOnThePath() throws IOException {
        Path program = directory.resolve("prometheus");
        assertEquals(Optional.empty(), LocalPrometheus.program(""));
        assertEquals(Optional.empty(), LocalPrometheus.program(directory.toString()));
        Files.writeString(program, "");
        assertEquals(Optional.empty(), LocalPrometheus.program(directory.toString()));
        assertTrue(program.toFile().setExecutable(true));
        assertEquals(Optional.of(program), LocalPrometheus.program("/nowhere:" + directory));
    }

    @Test
    void theConfigurationNamesThePagesAndTheRulesThatThereAre() throws IOException {
        Map<String, List<String>> targets = new TreeMap<>();
        targets.put("tidemark", List.of("127.0.0.1:1", "127.0.0.1:2"));
        targets.put("flink", List.of("127.0.0.1:3"));
        JsonNode yaml = new YAMLMapper().readTree(LocalPrometheus.configuration(RULES, targets));
        assertEquals("1s", yaml.path("global").path("scrape_interval").asText());
        assertEquals(RULES.toAbsolutePath().toString(), yaml.path("rule_files").path(0).asText());
        JsonNode jobs = yaml.path("scrape_configs");
        assertEquals(2, jobs.size());
        assertEquals("flink", jobs.path(0).path("job_name").asText());
        JsonNode pages = jobs.path(1).path("static_configs").path(0).path("targets");
        assertEquals("[\"127.0.0.1:1\",\"127.0.0.1:2\"]", pages.toString());

        Path none = directory.resolve("none.yml");
        JsonNode without = new YAMLMapper().readTree(LocalPrometheus.configuration(none, targets));
        assertFalse(without.has("rule_files"));
    }

    @Test
    void itScrapesWhatItIsToldKnowsTheAlertsAndEndsWhenItIsClosed() throws Exception {
        Optional<Path> program = LocalPrometheus.program(System.getenv().getOrDefault("PATH", ""));
        assumeTrue(
                program.isPresent(),
                "prometheus is not installed; on Debian: apt-get install prometheus");
        int port = Ports.free();
        String own = "127.0.0.1:" + port;
        Map<String, List<String>> targets = Map.of("itself", List.of(own));
        LocalPrometheus prometheus =
                LocalPrometheus.start(program.get(), port, directory, RULES, targets);
        try {
            assertEquals("http://" + own, prometheus.url());
            awaitAnswer(prometheus, "up{job=\"itself\"}");
            assertTrue(prometheus.isRunning());
            assertTrue(get(prometheus, "/api/v1/rules").toString().contains("TidemarkPageDown"));
        } finally {
            prometheus.close();
        }
        assertFalse(prometheus.isRunning());
    }

    private static void awaitAnswer(LocalPrometheus prometheus, String query) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String path = "/api/v1/query?query=" + query.replace("{", "%7B").replace("}", "%7D");
        path = path.replace("\"", "%22");
        boolean up = false;
        while (!up && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            JsonNode result = get(prometheus, path).path("data").path("result");
            up = result.path(0).path("value").path(1).asText().equals("1");
        }
        assertTrue(up, query);
    }

    private static JsonNode get(LocalPrometheus prometheus, String path)
            throws InterruptedException, IOException {
        try {
            URI uri = URI.create(prometheus.url() + path);
            return new ObjectMapper()
                    .readTree(
                            CLIENT.send(
                                            HttpRequest.newBuilder(uri).build(),
                                            BodyHandlers.ofString())
                                    .body());
        } catch (java.net.ConnectException notUpYet) {
            return new ObjectMapper().createObjectNode();
        }
    }
}
