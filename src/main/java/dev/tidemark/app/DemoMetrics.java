package dev.tidemark.app;

import dev.tidemark.app.config.Options;
import dev.tidemark.app.config.Settings;
import dev.tidemark.app.demo.LocalPrometheus;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Prometheus beside the demo, if one was asked for, and what to tell Grafana of it. */
final class DemoMetrics implements AutoCloseable {
    private static final int FIRST_PORT = 9090;

    private final Optional<LocalPrometheus> prometheus;
    private final Path dashboards;

    private DemoMetrics(Optional<LocalPrometheus> prometheus, Path dashboards) {
        this.prometheus = prometheus;
        this.dashboards = dashboards;
    }

    /**
     * The program on this machine.
     *
     * @throws UserMistake when there is none on the PATH
     */
    static Path program() {
        return LocalPrometheus.program(System.getenv().getOrDefault("PATH", ""))
                .orElseThrow(
                        () ->
                                new UserMistake(
                                        "--prometheus: there is no program prometheus on the PATH;"
                                                + " on Debian: apt-get install prometheus"));
    }

    /** Starts it, if there is a program. */
    static DemoMetrics start(Optional<Path> program, Settings settings, Path scratch) {
        Path dashboards = Path.of(System.getProperty("tidemark.home", "."), "dashboards");
        Path rules = dashboards.resolve("prometheus/rules.yml");
        return new DemoMetrics(
                program.map(
                        path ->
                                LocalPrometheus.start(
                                        path,
                                        Ports.from(FIRST_PORT),
                                        directory(scratch),
                                        rules,
                                        targets(settings))),
                dashboards.resolve("grafana/dashboards").toAbsolutePath().normalize());
    }

    private static Map<String, List<String>> targets(Settings settings) {
        Map<String, List<String>> targets = new LinkedHashMap<>();
        add(targets, "tidemark", settings.get(Options.METRICS_PORT));
        add(targets, "flink", settings.get(Options.FLINK_METRICS_PORT));
        return targets;
    }

    private static void add(Map<String, List<String>> targets, String job, int port) {
        if (port != 0) {
            targets.put(job, List.of("127.0.0.1:" + port));
        }
    }

    private static Path directory(Path scratch) {
        try {
            return Files.createDirectory(scratch.resolve("prometheus"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void print(PrintStream out) {
        prometheus.ifPresent(
                running -> {
                    out.println("Prometheus " + running.url());
                    out.printf(
                            "Grafana   data source: Prometheus at %s, scrape interval %s%n",
                            running.url(), LocalPrometheus.SCRAPE_INTERVAL);
                    out.printf(
                            "          import, under Dashboards, New, Import: %s%n",
                            dashboards.resolve("*.json"));
                });
    }

    @Override
    public void close() {
        prometheus.ifPresent(LocalPrometheus::close);
    }
}
