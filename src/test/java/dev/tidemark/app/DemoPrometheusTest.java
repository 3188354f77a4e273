package dev.tidemark.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemark.app.demo.LocalPrometheus;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tidemark demo --prometheus}, in a process of its own. */
class DemoPrometheusTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Pattern ADDRESS = Pattern.compile("Prometheus +(http://127[0-9.:]+)");
    private static final Duration PATIENCE = Duration.ofSeconds(100);

    @TempDir private Path directory;

    @Test
    void withoutTheProgramOneLineSaysHowToInstallIt() throws Exception {
        Process demo = start("/nowhere");
        assertTrue(demo.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        assertEquals(
                "tidemark: --prometheus: there is no program prometheus on the PATH;"
                        + " on Debian: apt-get install prometheus",
                said().strip());
        assertEquals(2, demo.exitValue(), "as for any other mistake of the user");
    }

    @Test
    void itScrapesBothPagesSaysWhatToImportAndEndsWithTheDemo() throws Exception {
        String path = System.getenv().getOrDefault("PATH", "");
        assumeTrue(
                LocalPrometheus.program(path).isPresent(),
                "prometheus is not installed; on Debian: apt-get install prometheus");
        Process demo = start(path);
        String address;
        try {
            await(demo, () -> ADDRESS.matcher(said()).find());
            Matcher found = ADDRESS.matcher(said());
            assertTrue(found.find(), this::said);
            address = found.group(1);
            assertTrue(said().contains("data source: Prometheus at " + address), this::said);
            assertTrue(said().contains("scrape interval 1s"), this::said);
            assertTrue(said().contains("dashboards/grafana/dashboards/*.json"), this::said);
            await(demo, () -> up(address).equals("2"));
            assertEquals("2", up(address), "pages that answer");
        } finally {
            demo.destroy();
            assertTrue(demo.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        }
        assertEquals("gone", up(address));
        assertTrue(said().contains("ended; nothing was kept"), this::said);
    }

    private Process start(String path) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx1g", "-XX:+UseParallelGC", "-cp"));
        String classes = System.getProperty("java.class.path");
        command.add(System.getProperty("surefire.test.class.path", classes));
        command.add("-Dtidemark.log=" + directory.resolve("demo.log"));
        command.addAll(List.of("dev.tidemark.app.Tidemark", "demo", "--prometheus"));
        command.addAll(List.of("--customers=100", "--kafka-port=0", "--web-port=0"));
        command.addAll(List.of("--metrics-port=0", "--set=metrics.flink-port=" + Ports.free()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("PATH", path);
        return builder.redirectErrorStream(true)
                .redirectOutput(directory.resolve("demo.txt").toFile())
                .start();
    }

    private String said() {
        try {
            return Files.readString(directory.resolve("demo.txt"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** How many pages answer its scrapes. */
    private static String up(String address) throws IOException, InterruptedException {
        URI uri = URI.create(address + "/api/v1/query?query=sum(up)");
        try {
            String body =
                    CLIENT.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                            .body();
            Matcher sum = Pattern.compile("\"value\":\\[[^,]+,\"(\\d+)\"").matcher(body);
            return sum.find() ? sum.group(1) : "";
        } catch (ConnectException e) {
            return "gone";
        }
    }

    private static void await(Process demo, Condition condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds() && demo.isAlive() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }
}
