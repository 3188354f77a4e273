package dev.tidemark.dashboards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.app.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus scrapes a real page: every panel must have something to show. */
class PanelDataTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void everyPanelHasDataAndTheBooksBalance(@TempDir Path directory) throws Exception {
        Tool.require("prometheus", "prometheus");
        int port = Ports.free();
        try (LivePage page = new LivePage()) {
            Process prometheus = start(directory, port, page.port());
            try {
                List<Dashboard.Query> silent = await(page, port, directory);
                assertEquals(List.of(), silent, "panels without data");
                for (Dashboard.Query query : Dashboard.tidemark().queries()) {
                    if (query.panel().equals("Balance of the books")) {
                        JsonNode value = answer(port, query).path(0).path("value").path(1);
                        assertEquals("0", value.asText());
                    }
                }
            } finally {
                prometheus.destroy();
                prometheus.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        }
    }

    private static Process start(Path directory, int port, int target) throws IOException {
        Path config =
                Files.writeString(
                        directory.resolve("prometheus.yml"),
                        Repository.text(Repository.PROMETHEUS.resolve("prometheus.yml"))
                                .replace("serve:9465", "127.0.0.1:" + target)
                                .replace("interval: 5s", "interval: 1s")
                                .replace("rules.yml", rules().toString()));
        return new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + directory.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("prometheus.log").toFile())
                .start();
    }

    private static Path rules() {
        return Repository.PROMETHEUS.resolve("rules.yml").toAbsolutePath();
    }

    /** Lets events flow until every query has an answer; returns those that have none in time. */
    private static List<Dashboard.Query> await(LivePage page, int port, Path directory)
            throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<Dashboard.Query> silent = new ArrayList<>(Dashboard.tidemark().queries());
        assertTrue(silent.size() > 10);
        for (long n = 2; !silent.isEmpty() && System.nanoTime() < deadline; n++) {
            page.show(n);
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
            if (isReady(port)) {
                List<Dashboard.Query> still = new ArrayList<>();
                for (Dashboard.Query query : silent) {
                    if (!hasData(answer(port, query))) {
                        still.add(query);
                    }
                }
                silent = still;
            }
        }
        assertTrue(isReady(port), () -> Repository.text(directory.resolve("prometheus.log")));
        return silent;
    }

    private static boolean hasData(JsonNode result) {
        return result.valueStream()
                .map(series -> series.path("value").path(1).asText())
                .anyMatch(value -> !value.equals("NaN"));
    }

    private static boolean isReady(int port) throws InterruptedException {
        try {
            return get(port, "/-/ready").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static JsonNode answer(int port, Dashboard.Query query) throws Exception {
        String expression =
                query.expression()
                        .replace("$__rate_interval", "10s")
                        .replace("$__range", "1m")
                        .replace("$job", ".+")
                        .replace("$instance", ".+");
        String encoded = URLEncoder.encode(expression, StandardCharsets.UTF_8);
        HttpResponse<String> response = get(port, "/api/v1/query?query=" + encoded);
        assertEquals(200, response.statusCode(), query + ": " + response.body());
        return new ObjectMapper().readTree(response.body()).path("data").path("result");
    }

    private static HttpResponse<String> get(int port, String path)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        return CLIENT.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
