package dev.tidemark.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Debian's Prometheus with our rules, in which all times are shorter by a factor. */
final class LivePrometheus implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern TIMES =
            Pattern.compile("(for: |\\[|offset )(\\d+)([smhd])(?=\\]|\\s)");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final int port;

    private LivePrometheus(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static boolean isInstalled() {
        try {
            Process version = new ProcessBuilder("prometheus", "--version").start();
            return version.waitFor() == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Starts it.
     *
     * @param directory for its files, which is there
     * @param rules the rules as they are shipped
     * @param factor all times of the rules are divided by it
     * @param targets of the scrape job {@code flink}, {@code host:port}
     */
    static LivePrometheus start(Path directory, Path rules, int factor, List<String> targets)
            throws IOException {
        Files.writeString(directory.resolve("rules.yml"), scaled(Files.readString(rules), factor));
        String listed = targets.stream().map(t -> '"' + t + '"').collect(Collectors.joining(", "));
        Files.writeString(
                directory.resolve("prometheus.yml"),
                """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: [rules.yml]
                scrape_configs:
                  - job_name: flink
                    static_configs: [{targets: [%s]}]
                """
                        .formatted(listed));
        int port = Ports.free();
        Process process =
                new ProcessBuilder(
                                "prometheus",
                                "--config.file=" + directory.resolve("prometheus.yml"),
                                "--storage.tsdb.path=" + directory.resolve("data"),
                                "--web.listen-address=127.0.0.1:" + port)
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("prometheus.log").toFile())
                        .start();
        return new LivePrometheus(process, port);
    }

    /** Durations and ranges; thresholds stay. */
    static String scaled(String rules, int factor) {
        Matcher times = TIMES.matcher(rules);
        return times.replaceAll(
                (MatchResult time) -> {
                    long unitMillis =
                            switch (time.group(3)) {
                                case "s" -> Duration.ofSeconds(1).toMillis();
                                case "m" -> Duration.ofMinutes(1).toMillis();
                                case "h" -> Duration.ofHours(1).toMillis();
                                default -> Duration.ofDays(1).toMillis();
                            };
                    long millis = Long.parseLong(time.group(2)) * unitMillis / factor;
                    return Matcher.quoteReplacement(time.group(1)) + millis + "ms";
                });
    }

    boolean answers() {
        try {
            return get("/-/ready").statusCode() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    /** Names of the alerts of a job of Flink that fire now. */
    List<String> firing(String jobName) {
        JsonNode alerts = json("/api/v1/alerts").at("/data/alerts");
        return alerts.findParents("activeAt").stream()
                .filter(alert -> alert.path("state").asText().equals("firing"))
                .filter(alert -> alert.at("/labels/job_name").asText().equals(jobName))
                .map(alert -> alert.at("/labels/alertname").asText())
                .toList();
    }

    private JsonNode json(String path) {
        HttpResponse<String> response = get(path);
        assertEquals(200, response.statusCode(), response.body());
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> get(String path) {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        try {
            return http.send(
                    HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
